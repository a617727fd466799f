import { type Action, reduce } from '../../../src/app/reduce.ts';
import { type AppState, initialState, type Job } from '../../../src/app/state.ts';
import type { PromptReading } from '../../../src/contract/reading.ts';
import { planTextToVideo } from '../../../src/tasks/text-to-video.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';

/** The state after some actions on a page that was just opened. */
export function stateOf(...actions: readonly Action[]): AppState {
  return actions.reduce(reduce, initialState('', {}));
}

/** A reading that found one thing. */
export function readingOf(text: string): PromptReading {
  const thing = { id: 'rocket', name: 'rocket', said: 'rocket' };
  return { text, things: [thing], places: [], motions: [], times: [], cameras: [], concerns: [] };
}

/** A planned job. */
export function jobOf(id: string): Job {
  const { defaults } = EXAMPLE_CAPABILITIES;
  const request = { ...defaults, reading: readingOf(id), seed: 7, cast: true, dropped: [] };
  const planned = planTextToVideo(request, EXAMPLE_CAPABILITIES);
  if (!planned.ok) throw new Error(planned.refusal.message);
  return { id, prompt: id, plan: planned.plan, group: null, parent: null };
}
