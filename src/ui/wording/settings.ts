import { str } from '@lit/localize';
import type { Aspect } from '../../app/sizes.ts';
import type { ClipSettings } from '../../app/state.ts';
import { number } from './formats.ts';
import { pixels, seconds } from './units.ts';
import { plural, wordsOf } from './words-of.ts';

export const SETTING_WORDS = wordsOf('settings', {
  settings: 'Settings: ',
  length: 'Length',
  frames: { one: (count: string) => str`${count} frame`, other: (count: string) => str`${count} frames` },
  variations: 'Variations',
  sideBySide: {
    one: (_count: string) => str`one clip`,
    other: (count: string) => str`${count} clips, side by side`,
  },
  clips: { one: (count: string) => str`${count} clip`, other: (count: string) => str`${count} clips` },
  style: 'Style',
  asWritten: 'as written',
  /** Those that come with the program; their own names are what plans say. */
  styles: {
    plain: 'plain',
    'pixel art': 'pixel art',
    watercolour: 'watercolour',
    'paper cut-out': 'paper cut-out',
    felt: 'felt',
    pencil: 'pencil',
    night: 'night',
  },
  size: 'Size',
  sizeOf: (shape: string, pixels: string) => str`${shape}, ${pixels}`,
  aspects: { square: 'Square', wide: 'Wide', tall: 'Tall' } satisfies Readonly<Record<Aspect, string>>,
  steps: 'Steps',
  guidance: 'Guidance',
  guidanceOf: (value: string) => str`guidance ${value}`,
  seed: 'Seed',
  locked: 'the same each time',
  unlocked: 'new each time',
  roll: 'Roll a seed',
  keep: 'Keep the seed',
  language: 'Language',
  stepCount: { one: (count: string) => str`${count} step`, other: (count: string) => str`${count} steps` },
  newSeed: 'new seed',
  seedOf: (seed: string) => str`seed ${seed}`,
});

/** What a style is called; a person's own by its own name. */
export function styleName(name: string): string {
  const { styles } = SETTING_WORDS;
  return Object.hasOwn(styles, name) ? styles[name as keyof typeof styles] : name;
}

/** "2.1 s · 128 × 128 · 4 steps · new seed" */
export function settingsLine(settings: ClipSettings, fps: number): string {
  const { seed, variations } = settings;
  const parts = [
    seconds(settings.frameCount / fps),
    pixels(settings),
    plural(settings.steps, SETTING_WORDS.stepCount),
    seed === null ? SETTING_WORDS.newSeed : SETTING_WORDS.seedOf(String(seed)),
  ];
  if (variations > 1) parts.push(plural(variations, SETTING_WORDS.clips));
  return parts.join(' · ');
}

/** The nearest settings that would do, in words: "Use 17 frames". */
export function nearestName(settings: Partial<ClipSettings>): string {
  const { width, height, frameCount, steps, guidance, seed } = settings;
  if (width !== undefined && height !== undefined) return pixels({ width, height });
  if (frameCount !== undefined) return plural(frameCount, SETTING_WORDS.frames);
  if (steps !== undefined) return plural(steps, SETTING_WORDS.stepCount);
  if (guidance !== undefined) return SETTING_WORDS.guidanceOf(number(guidance));
  return SETTING_WORDS.seedOf(String(seed ?? ''));
}
