import { str } from '@lit/localize';
import type { Progress } from '../../contract/progress.ts';
import type { Stage } from '../../contract/result.ts';
import { number } from './formats.ts';
import { bytesOfBytes, secondsLeft } from './units.ts';
import { wordsOf } from './words-of.ts';

export const PROGRESS_WORDS = wordsOf('progress', {
  stages: {
    plan: 'Planning',
    start: 'Warming up the lamp',
    weights: 'Opening the model',
    text: 'Reading your words',
    denoise: 'Drawing',
    decode: 'Developing the frames',
    encode: 'Writing the video',
    save: 'Keeping the clip',
  } satisfies Readonly<Record<Stage, string>>,
  queued: 'Waiting for its turn',
  fetching: 'Fetching the model',
  fetchingBytes: (bytes: string) => str`Fetching the model, ${bytes}`,
  step: (stage: string, step: string, steps: string) => str`${stage}, step ${step} of ${steps}`,
  left: (line: string, left: string) => str`${line} · ${left}`,
  goingOn: 'The engine was started again; going on from the last step',
  restarted: 'The engine was started again',
  stopping: 'Stopping after this step',
  /** Two short lines each, for the empty stage. */
  idle: { first: 'A sentence in,', second: 'a film out.' },
  once: { first: 'Only once;', second: 'then it works offline.' },
  /** For the table of seconds. */
  spent: {
    plan: 'Plan',
    start: 'Starting the engine',
    weights: 'Getting the model',
    text: 'Reading the words',
    denoise: 'Drawing',
    decode: 'Developing the frames',
    encode: 'Writing the file',
    save: 'Keeping it',
  } satisfies Readonly<Record<Stage, string>>,
});

/** The one line beneath the stage while a clip is made. */
export function progressLine(progress: Progress | null): string {
  if (progress === null) return PROGRESS_WORDS.stages.start;
  switch (progress.kind) {
    case 'queued':
      return PROGRESS_WORDS.queued;
    case 'working':
      return join(PROGRESS_WORDS.stages[progress.stage], progress.secondsLeft);
    case 'bytes':
      return join(
        PROGRESS_WORDS.fetchingBytes(bytesOfBytes(progress.doneBytes, progress.totalBytes)),
        progress.secondsLeft,
      );
    case 'step': {
      const step = number(Math.min(progress.step + 1, progress.steps));
      const stage = PROGRESS_WORDS.stages[progress.stage];
      return join(PROGRESS_WORDS.step(stage, step, number(progress.steps)), progress.secondsLeft);
    }
    case 'recovering':
      return PROGRESS_WORDS.goingOn;
  }
}

/** Two short lines for the empty stage, or null where it has nothing to say. */
export function motto(running: boolean, progress: Progress | null): readonly [string, string] | null {
  const { idle, once } = PROGRESS_WORDS;
  if (!running) return [idle.first, idle.second];
  return progress?.kind === 'bytes' ? [once.first, once.second] : null;
}

/** What a screen reader is told: the stage alone, so that it is said once. */
export function progressAnnouncement(progress: Progress | null): string {
  if (progress === null) return PROGRESS_WORDS.stages.start;
  switch (progress.kind) {
    case 'queued':
      return PROGRESS_WORDS.queued;
    case 'bytes':
      return PROGRESS_WORDS.fetching;
    case 'recovering':
      return PROGRESS_WORDS.restarted;
    case 'working':
    case 'step':
      return PROGRESS_WORDS.stages[progress.stage];
  }
}

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
  return left === null ? line : PROGRESS_WORDS.left(line, secondsLeft(left));
}
