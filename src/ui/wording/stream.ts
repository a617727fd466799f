import { str } from '@lit/localize';
import type { Stream } from '../../app/stream-state.ts';
import { ERROR_WORDS } from './errors.ts';
import { number } from './formats.ts';
import { progressAnnouncement, progressLine } from './progress.ts';
import { seconds } from './units.ts';
import { wordsOf } from './words-of.ts';

export const STREAM_WORDS = wordsOf('stream', {
  begin: 'Keep going',
  beginTitle: 'A clip without an end: it plays while the next part is made',
  steer: 'Next part',
  steerHint: 'from the next part on',
  goOn: 'Try again',
  stop: 'Stop',
  stopTitle: 'Stop, and keep what was made as one clip (Esc)',
  stopping: 'Stopping. What was made becomes one clip.',
  label: (prompt: string) => str`Endless clip: ${prompt}`,
  failed: (title: string) => str`${title}.`,
  making: (index: string, progress: string) => str`Part ${index}: ${progress}.`,
  ahead: 'Ahead of what plays.',
  waiting: 'The next part is being made.',
  waitingPace: (pace: string) => str`The next part is being made: a second of film takes ${pace} here.`,
  slow: (pace: string) => str`Slower than it plays: ${pace} for a second of film.`,
  kept: (kept: string) => str`${kept} so far.`,
  keptLast: (kept: string, dropped: string) => str`The last ${kept} are kept, ${dropped} before them are let go.`,
  plays: 'The clip plays and goes on.',
});

/** Beneath the stage: what is made now, and how much of it is kept. */
export function streamLine(stream: Stream): string {
  if (stream.stopping) return STREAM_WORDS.stopping;
  const { parts, error, making, progress } = stream;
  if (error !== null) return lines(STREAM_WORDS.failed(ERROR_WORDS[error.code].title), keptLine(stream));
  if (parts.length === 0) return progressLine(progress);
  const next = number((parts.at(-1)?.index ?? -1) + 2);
  const now = making ? STREAM_WORDS.making(next, progressLine(progress)) : STREAM_WORDS.ahead;
  return lines(now, paceLine(stream), keptLine(stream));
}

/** Over the last picture while there is nothing to go on with. */
export function waitingLine({ pace }: Pick<Stream, 'pace'>): string {
  return pace === null ? STREAM_WORDS.waiting : STREAM_WORDS.waitingPace(seconds(pace));
}

/** Said where the film is made slower than it plays. */
function paceLine({ pace }: Stream): string {
  return pace === null || pace <= 1 ? '' : STREAM_WORDS.slow(seconds(pace));
}

function keptLine({ parts, droppedFrames }: Stream): string {
  const [first] = parts;
  if (first === undefined) return '';
  const { fps } = first.clip;
  const kept = parts.reduce((sum, { clip }) => sum + clip.frameCount, 0) / fps;
  if (droppedFrames === 0) return STREAM_WORDS.kept(seconds(kept));
  return STREAM_WORDS.keptLast(seconds(kept), seconds(droppedFrames / fps));
}

/** What a screen reader is told: that it plays, waits or stands, not each part. */
export function streamAnnouncement({ parts, error }: Stream): string {
  if (error !== null) return ERROR_WORDS[error.code].title;
  return parts.length === 0 ? progressAnnouncement(null) : STREAM_WORDS.plays;
}

function lines(...said: readonly string[]): string {
  return said.filter((line) => line !== '').join(' ');
}
