import { str } from '@lit/localize';
import { number } from './formats.ts';
import { wordsOf } from './words-of.ts';

export const UNIT_WORDS = wordsOf('units', {
  seconds: (value: string) => str`${value} s`,
  size: (width: string, height: string) => str`${width} × ${height}`,
  almost: 'almost there',
  secondsLeft: (value: string) => str`about ${value} s left`,
  minutesLeft: (value: string) => str`about ${value} min left`,
  gigabytes: (value: string) => str`${value} GB`,
  megabytes: (value: string) => str`${value} MB`,
  kilobytes: (value: string) => str`${value} kB`,
  bytesOfBytes: (done: string, total: string) => str`${done} of ${total} MB`,
});

/** "2.125 s": frames fall on eighths. */
export function exactSeconds(value: number): string {
  return UNIT_WORDS.seconds(number(value, { maximumFractionDigits: 3 }));
}

/** "128 × 128" */
export function pixels({ width, height }: { readonly width: number; readonly height: number }): string {
  return UNIT_WORDS.size(String(width), String(height));
}

/** "2.1 s" */
export function seconds(value: number): string {
  return UNIT_WORDS.seconds(number(value, { maximumFractionDigits: value < 0.095 ? 2 : 1 }));
}

/** "about 4 s left", "about 2 min left" */
export function secondsLeft(value: number): string {
  if (value < 1) return UNIT_WORDS.almost;
  if (value < 90) return UNIT_WORDS.secondsLeft(number(Math.ceil(value)));
  return UNIT_WORDS.minutesLeft(number(Math.round(value / 60)));
}

/** "12 GB", "34 MB", "1.2 MB", "640 kB" */
export function bytes(value: number): string {
  if (value >= 1_000_000_000) return UNIT_WORDS.gigabytes(number(value / 1_000_000_000, { maximumFractionDigits: 1 }));
  if (value < 1_000_000) return UNIT_WORDS.kilobytes(number(Math.round(value / 1000)));
  return UNIT_WORDS.megabytes(megabytes(value));
}

/** "12 of 34 MB" */
export function bytesOfBytes(done: number, total: number): string {
  return UNIT_WORDS.bytesOfBytes(megabytes(done), megabytes(total));
}

function megabytes(value: number): string {
  const mega = value / 1_000_000;
  return number(mega, { maximumFractionDigits: mega < 10 ? 1 : 0 });
}
