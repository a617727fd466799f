import type { Preview, Progress } from '../contract/progress.ts';
import type { AppErrorData } from '../contract/result.ts';
import type { AppState, Job } from './state.ts';
import { type Stream, type StreamPart, streamFrames } from './stream-state.ts';

/** Everything that can happen to a stream. */
export type StreamAction =
  | { readonly type: 'stream-begun'; readonly id: string; readonly job: Job }
  | { readonly type: 'stream-making'; readonly job: Job }
  | { readonly type: 'stream-progressed'; readonly progress: Progress }
  | { readonly type: 'stream-previewed'; readonly preview: Preview | null }
  /** `most` frames are kept, by whole parts: the oldest goes when there are as many without it. */
  | { readonly type: 'stream-grown'; readonly part: StreamPart; readonly pace: number; readonly most: number }
  | { readonly type: 'stream-played'; readonly index: number }
  | { readonly type: 'stream-steered'; readonly prompt: string }
  | { readonly type: 'stream-stuck'; readonly error: AppErrorData }
  | { readonly type: 'stream-stopping' }
  | { readonly type: 'stream-ended' };

/** The next state; only `stream-begun` does anything while there is no stream. */
export function reduceStream(state: AppState, action: StreamAction): AppState {
  if (action.type === 'stream-begun') return begun(state, action.id, action.job);
  const { stream } = state;
  if (stream === null) return state;
  if (action.type === 'stream-ended') return ended(state);
  return { ...state, stream: changed(stream, action) };
}

type Change = Exclude<StreamAction, { readonly type: 'stream-begun' | 'stream-ended' }>;

function changed(stream: Stream, action: Change): Stream {
  switch (action.type) {
    case 'stream-making':
      return { ...stream, job: action.job, making: true, progress: null, error: null };
    case 'stream-progressed':
      return { ...stream, progress: action.progress };
    case 'stream-previewed':
      return { ...stream, preview: action.preview };
    case 'stream-grown':
      return grown({ ...stream, parts: [...stream.parts, action.part], pace: action.pace }, action.most);
    case 'stream-played':
      return { ...stream, playing: Math.max(stream.playing, action.index) };
    case 'stream-steered':
      return { ...stream, prompt: action.prompt };
    case 'stream-stuck':
      return { ...stream, making: false, error: action.error };
    case 'stream-stopping':
      return { ...stream, stopping: true };
  }
}

function begun(state: AppState, id: string, job: Job): AppState {
  if (state.stream !== null) return state;
  const stream: Stream = {
    id,
    job,
    prompt: job.prompt,
    making: true,
    progress: null,
    preview: null,
    parts: [],
    droppedFrames: 0,
    playing: 0,
    pace: null,
    stopping: false,
    error: null,
  };
  const composer = { ...state.composer, refusal: null };
  return { ...state, stream, composer, startFailure: null, tool: null, comparing: false, view: { kind: 'now' } };
}

function grown(stream: Stream, most: number): Stream {
  let { parts, droppedFrames } = stream;
  for (let [oldest, ...rest] = parts; oldest !== undefined; [oldest, ...rest] = parts) {
    if (oldest.index >= stream.playing || streamFrames({ parts: rest }) < most) break;
    parts = rest;
    droppedFrames += oldest.clip.frameCount;
  }
  return { ...stream, making: false, progress: null, preview: null, parts, droppedFrames };
}

function ended(state: AppState): AppState {
  const [newest] = state.takes;
  const view =
    state.view.kind === 'now' && newest !== undefined ? ({ kind: 'take', id: newest.job.id } as const) : state.view;
  return { ...state, stream: null, view, lastOutcome: 'none' };
}
