import type { Progress } from '../../contract/progress.ts';
import type { Stage } from '../../contract/result.ts';
import { bytesOfBytes, secondsLeft } from './units.ts';

const STAGES: Readonly<Record<Stage, string>> = {
  plan: 'Planning',
  start: 'Warming up the lamp',
  weights: 'Opening the model',
  text: 'Reading your words',
  denoise: 'Drawing',
  decode: 'Developing the frames',
  encode: 'Writing the video',
  save: 'Keeping the clip',
};

/** The one line beneath the stage while a clip is made. */
export function progressLine(progress: Progress | null): string {
  if (progress === null) return STAGES.start;
  switch (progress.kind) {
    case 'queued':
      return 'Waiting for its turn';
    case 'working':
      return join(STAGES[progress.stage], progress.secondsLeft);
    case 'bytes':
      return join(`Fetching the model, ${bytesOfBytes(progress.doneBytes, progress.totalBytes)}`, progress.secondsLeft);
    case 'step': {
      const step = Math.min(progress.step + 1, progress.steps);
      return join(`${STAGES[progress.stage]}, step ${step} of ${progress.steps}`, progress.secondsLeft);
    }
    case 'recovering':
      return 'The engine was started again; going on from the last step';
  }
}

/** Two short lines for the empty stage, or null where it has nothing to say. */
export function motto(running: boolean, progress: Progress | null): readonly [string, string] | null {
  if (!running) return ['A sentence in,', 'a film out.'];
  return progress?.kind === 'bytes' ? ['Only once;', 'then it works offline.'] : null;
}

/** What a screen reader is told: the stage alone, so that it is said once. */
export function progressAnnouncement(progress: Progress | null): string {
  if (progress === null) return STAGES.start;
  switch (progress.kind) {
    case 'queued':
      return 'Waiting for its turn';
    case 'bytes':
      return 'Fetching the model';
    case 'recovering':
      return 'The engine was started again';
    case 'working':
    case 'step':
      return STAGES[progress.stage];
  }
}

/** For the table of seconds. */
export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  plan: 'Plan',
  start: 'Starting the engine',
  weights: 'Getting the model',
  text: 'Reading the words',
  denoise: 'Drawing',
  decode: 'Developing the frames',
  encode: 'Writing the file',
  save: 'Keeping it',
};

const SPANS: Readonly<Record<Stage, readonly [number, number]>> = {
  plan: [0, 0],
  start: [0, 0.03],
  weights: [0.03, 0.06],
  text: [0.06, 0.1],
  denoise: [0.1, 0.82],
  decode: [0.82, 0.92],
  encode: [0.92, 1],
  save: [1, 1],
};

/** How much of the line is drawn, 0 to 1. A download has the whole line; the making begins it anew. */
export function progressShare(progress: Progress | null): number {
  if (progress === null || progress.kind === 'queued') return 0;
  if (progress.kind === 'bytes') return progress.totalBytes === 0 ? 0 : progress.doneBytes / progress.totalBytes;
  const [from, to] = SPANS[progress.stage];
  if (progress.kind === 'step' && progress.steps > 0) return from + ((to - from) * progress.step) / progress.steps;
  return from;
}

function join(line: string, left: number | null): string {
  return left === null ? line : `${line} · ${secondsLeft(left)}`;
}
