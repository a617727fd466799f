import type { Capabilities } from '../contract/capabilities.ts';
import type { CastMember, StylePreset } from '../contract/library.ts';
import type { Preview, Progress } from '../contract/progress.ts';
import type { AppErrorData } from '../contract/result.ts';
import type { Refusal } from '../tasks/refusal.ts';
import type { TranslatedReading } from '../tasks/translation.ts';
import { type GivenAction, reduceGiven } from './reduce-given.ts';
import { reduceStream, type StreamAction } from './reduce-stream.ts';
import {
  type AppState,
  type ClipSettings,
  defaultSettings,
  type Job,
  type Outcome,
  type Take,
  type View,
} from './state.ts';

/** Everything that can happen to the state. */
export type Action =
  | { readonly type: 'described'; readonly capabilities: Capabilities }
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'read'; readonly text: string; readonly reading: TranslatedReading }
  | { readonly type: 'thing-toggled'; readonly id: string }
  | { readonly type: 'settings-changed'; readonly settings: Partial<ClipSettings> }
  | { readonly type: 'settings-recalled'; readonly settings: Partial<ClipSettings> }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'unplanned'; readonly error: AppErrorData }
  /** `first` goes before all that waits. */
  | { readonly type: 'queued'; readonly job: Job; readonly first?: boolean }
  | { readonly type: 'started' }
  | { readonly type: 'progressed'; readonly id: string; readonly progress: Progress }
  | { readonly type: 'previewed'; readonly id: string; readonly preview: Preview }
  | { readonly type: 'stopping' }
  | { readonly type: 'stopped' }
  | { readonly type: 'ended'; readonly outcome: Outcome }
  | { readonly type: 'unqueued'; readonly id: string }
  | { readonly type: 'queue-moved'; readonly id: string; readonly by: -1 | 1 }
  | { readonly type: 'opened'; readonly take: Take; readonly show: boolean }
  | { readonly type: 'take-removed'; readonly id: string }
  /** `notIt` is the name of a file that was none of the missing ones. */
  | {
      readonly type: 'inputs-given';
      readonly id: string;
      readonly missing: readonly string[];
      readonly notIt: string | null;
    }
  | { readonly type: 'shown'; readonly view: View }
  | { readonly type: 'compared'; readonly comparing: boolean }
  | { readonly type: 'remembered'; readonly history: readonly string[] }
  | { readonly type: 'cast-listed'; readonly cast: readonly CastMember[] }
  /** Null where nobody can be brought back any more. */
  | { readonly type: 'member-removed'; readonly member: CastMember | null }
  | { readonly type: 'presets-listed'; readonly presets: readonly StylePreset[]; readonly removed: StylePreset | null }
  | { readonly type: 'keeping-failed'; readonly error: AppErrorData | null }
  | { readonly type: 'unfinished-listed'; readonly unfinished: readonly Job[] }
  | GivenAction
  | StreamAction;

/** The next state. Pure: no clock, no chance, no bitmap is touched. */
export function reduce(state: AppState, action: Action): AppState {
  switch (action.type) {
    case 'described':
      return described(state, action.capabilities);
    case 'typed':
      return typed(state, action.text);
    case 'read':
      return read(state, action.text, action.reading);
    case 'thing-toggled':
      return { ...state, composer: { ...state.composer, dropped: toggled(state.composer.dropped, action.id) } };
    case 'settings-changed':
      return settingsChanged(state, action.settings);
    case 'settings-recalled':
      return settingsRecalled(state, action.settings);
    case 'refused':
      return { ...state, composer: { ...state.composer, refusal: action.refusal } };
    case 'unplanned':
      return { ...state, startFailure: action.error, view: { kind: 'now' }, lastOutcome: 'failed' };
    case 'queued':
      return queued(state, action.job, action.first === true);
    case 'started':
      return started(state);
    case 'progressed':
      return withRunning(state, action.id, { progress: action.progress });
    case 'previewed':
      return withRunning(state, action.id, { preview: action.preview });
    case 'stopping':
      return state.running === null ? state : { ...state, running: { ...state.running, stopping: true } };
    case 'stopped':
      return stopped(state);
    case 'ended':
      return ended(state, action.outcome);
    case 'unqueued':
      return { ...state, queue: state.queue.filter((job) => job.id !== action.id) };
    case 'queue-moved':
      return { ...state, queue: moved(state.queue, action.id, action.by) };
    case 'opened':
      return opened(state, action.take, action.show);
    case 'take-removed':
      return takeRemoved(state, action.id);
    case 'inputs-given':
      return {
        ...state,
        takes: state.takes.map((take) => (take.job.id === action.id ? stillMissing(take, action) : take)),
      };
    case 'shown':
      return { ...state, view: action.view, tool: null, comparing: false };
    case 'compared':
      return { ...state, comparing: action.comparing };
    case 'remembered':
      return { ...state, history: action.history };
    case 'cast-listed':
      return { ...state, cast: action.cast };
    case 'member-removed':
      return { ...state, removedMember: action.member };
    case 'presets-listed':
      return { ...state, presets: action.presets, removedPreset: action.removed };
    case 'keeping-failed':
      return { ...state, keeping: action.error };
    case 'unfinished-listed':
      return { ...state, unfinished: action.unfinished };
    default:
      return isOfStream(action) ? reduceStream(state, action) : reduceGiven(state, action);
  }
}

function isOfStream(action: GivenAction | StreamAction): action is StreamAction {
  return action.type.startsWith('stream-');
}

function moved(queue: readonly Job[], id: string, by: -1 | 1): readonly Job[] {
  const from = queue.findIndex((job) => job.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= queue.length) return queue;
  const rest = queue.filter((job) => job.id !== id);
  return [...rest.slice(0, to), ...queue.slice(from, from + 1), ...rest.slice(to)];
}

/** A clip that was at hand already is not listed twice. */
function opened(state: AppState, take: Take, show: boolean): AppState {
  const { id } = take.job;
  const known = state.takes.some(({ job }) => job.id === id);
  const takes = known ? state.takes : [take, ...state.takes];
  return show ? { ...state, takes, view: { kind: 'take', id }, tool: null, comparing: false } : { ...state, takes };
}

function described(state: AppState, capabilities: Capabilities): AppState {
  return { ...state, capabilities, settings: state.settings ?? { ...defaultSettings(capabilities), ...state.asked } };
}

/** What the address asks for goes before what was left. */
function settingsRecalled(state: AppState, left: Partial<ClipSettings>): AppState {
  const asked = { ...left, ...state.asked };
  return { ...state, asked, settings: state.settings === null ? null : { ...state.settings, ...asked } };
}

function typed(state: AppState, text: string): AppState {
  const empty = text.trim() === '';
  const { reading, dropped } = state.composer;
  return {
    ...state,
    composer: {
      ...state.composer,
      text,
      reading: empty ? null : reading,
      dropped: empty ? [] : dropped,
      refusal: null,
    },
  };
}

/** A reading of words that are no longer in the box is thrown away. */
function read(state: AppState, text: string, reading: TranslatedReading): AppState {
  if (text !== state.composer.text) return state;
  const named = new Set(reading.things.map((thing) => thing.id));
  const dropped = state.composer.dropped.filter((id) => named.has(id));
  return { ...state, composer: { ...state.composer, reading, dropped } };
}

function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}

function settingsChanged(state: AppState, settings: Partial<ClipSettings>): AppState {
  if (state.settings === null) return { ...state, asked: { ...state.asked, ...settings } };
  return {
    ...state,
    settings: { ...state.settings, ...settings },
    composer: { ...state.composer, refusal: null },
  };
}

/** A request that need not wait takes the stage; one that waits leaves it to what the person looks at. */
function queued(state: AppState, job: Job, first: boolean): AppState {
  return {
    ...state,
    queue: first ? [job, ...state.queue] : [...state.queue, job],
    composer: { ...state.composer, refusal: null },
    startFailure: null,
    tool: null,
    comparing: false,
    view: viewOfQueued(state, job),
  };
}

/** Variations are shown together as soon as there are several. */
function viewOfQueued(state: AppState, job: Job): View {
  const { view, running, stream } = state;
  if (stream !== null) return view;
  if (running === null) return { kind: 'now' };
  const together = job.group !== null && running.job.group === job.group && view.kind === 'now';
  return together ? { kind: 'group', id: job.group } : view;
}

function started(state: AppState): AppState {
  const [job, ...queue] = state.queue;
  if (job === undefined || state.running !== null || state.stream !== null) return state;
  return { ...state, queue, running: { job, progress: null, preview: null, stopping: false } };
}

function withRunning(
  state: AppState,
  id: string,
  change: { readonly progress: Progress } | { readonly preview: Preview },
): AppState {
  if (state.running?.job.id !== id) return state;
  return { ...state, running: { ...state.running, ...change } };
}

function stopped(state: AppState): AppState {
  const [newest] = state.takes;
  const idle = state.queue.length === 0 && state.view.kind === 'now';
  const view: View = idle && newest !== undefined ? { kind: 'take', id: newest.job.id } : state.view;
  return { ...state, running: null, view, lastOutcome: 'none' };
}

function ended(state: AppState, outcome: Outcome): AppState {
  if (state.running === null) return state;
  const { job } = state.running;
  return {
    ...state,
    running: null,
    takes: [{ job, outcome }, ...state.takes],
    view: state.view.kind === 'now' ? { kind: 'take', id: job.id } : state.view,
    tool: state.view.kind === 'now' ? null : state.tool,
    lastOutcome: outcome.kind === 'clip' ? 'done' : 'failed',
  };
}

function stillMissing(take: Take, { missing, notIt }: Extract<Action, { readonly type: 'inputs-given' }>): Take {
  if (take.outcome.kind !== 'failed') return take;
  const outcome = { kind: 'failed', error: { ...take.outcome.error, inputs: missing } } as const;
  return { ...take, outcome: notIt === null ? outcome : { ...outcome, notIt } };
}

function takeRemoved(state: AppState, id: string): AppState {
  const wasShown = state.view.kind === 'take' && state.view.id === id;
  const takes = state.takes.filter((take) => take.job.id !== id);
  return { ...state, takes, view: wasShown ? { kind: 'now' } : state.view };
}
