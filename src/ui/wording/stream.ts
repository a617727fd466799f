import type { Stream } from '../../app/stream-state.ts';
import { ERROR_WORDS } from './errors.ts';
import { progressAnnouncement, progressLine } from './progress.ts';
import { seconds } from './units.ts';

export const STREAM_WORDS = {
  begin: 'Keep going',
  beginTitle: 'A clip without an end: it plays while the next part is made',
  steer: 'Next part',
  steerHint: 'from the next part on',
  goOn: 'Try again',
  stop: 'Stop',
  stopTitle: 'Stop, and keep what was made as one clip (Esc)',
  stopping: 'Stopping. What was made becomes one clip.',
  label: (prompt: string) => `Endless clip: ${prompt}`,
  play: 'Play',
  pause: 'Pause',
} as const;

/** Beneath the stage: what is made now, and how much of it is kept. */
export function streamLine(stream: Stream): string {
  if (stream.stopping) return STREAM_WORDS.stopping;
  const { parts, error, making, progress } = stream;
  if (error !== null)
    return [`${ERROR_WORDS[error.code].title}.`, keptLine(stream)].filter((line) => line !== '').join(' ');
  if (parts.length === 0) return progressLine(progress);
  const number = (parts.at(-1)?.index ?? -1) + 2;
  const now = making ? `Part ${number}: ${progressLine(progress)}.` : 'Ahead of what plays.';
  return [now, paceLine(stream), keptLine(stream)].filter((line) => line !== '').join(' ');
}

/** Over the last picture while there is nothing to go on with. */
export function waitingLine({ pace }: Pick<Stream, 'pace'>): string {
  if (pace === null) return 'The next part is being made.';
  return `The next part is being made: a second of film takes ${seconds(pace)} here.`;
}

/** Said where the film is made slower than it plays. */
function paceLine({ pace }: Stream): string {
  return pace === null || pace <= 1 ? '' : `Slower than it plays: ${seconds(pace)} for a second of film.`;
}

function keptLine({ parts, droppedFrames }: Stream): string {
  const [first] = parts;
  if (first === undefined) return '';
  const { fps } = first.clip;
  const kept = parts.reduce((sum, { clip }) => sum + clip.frameCount, 0) / fps;
  if (droppedFrames === 0) return `${seconds(kept)} so far.`;
  return `The last ${seconds(kept)} are kept, ${seconds(droppedFrames / fps)} before them are let go.`;
}

/** What a screen reader is told: that it plays, waits or stands, not each part. */
export function streamAnnouncement({ parts, error }: Stream): string {
  if (error !== null) return ERROR_WORDS[error.code].title;
  return parts.length === 0 ? progressAnnouncement(null) : 'The clip plays and goes on.';
}
