import { type AppState, phaseOf, shownTake } from '../../app/state.ts';
import type { BackendKind, BackendReport } from '../../contract/backend.ts';
import { ERROR_WORDS } from './errors.ts';
import { progressAnnouncement } from './progress.ts';
import { streamAnnouncement } from './stream.ts';

const BACKENDS: Readonly<Record<BackendKind, string>> = {
  'webgpu-f16': 'Graphics processor (WebGPU, 16 bit)',
  'webgpu-f32': 'Graphics processor (WebGPU, 32 bit)',
  wasm: 'Processor (WebAssembly)',
};

/** "Processor (WebAssembly), 2 threads" */
export function backendLine(backend: BackendReport): string {
  if (backend.kind !== 'wasm')
    return backend.adapter === null ? BACKENDS[backend.kind] : `${BACKENDS[backend.kind]}, ${backend.adapter}`;
  return `${BACKENDS.wasm}, ${backend.threads === 1 ? '1 thread' : `${backend.threads} threads`}`;
}

/** The name of one way to compute. */
export function backendName(kind: BackendKind): string {
  return BACKENDS[kind];
}

/** The tab's title. It names no word of the prompt: titles end up in the browser's history. */
export function pageTitle(state: AppState): string {
  const name = 'Kinora';
  const phase = phaseOf(state);
  if (phase === 'working') {
    const progress = state.running?.progress ?? null;
    if (progress?.kind === 'step') return `${Math.min(progress.step + 1, progress.steps)}/${progress.steps} · ${name}`;
    if (progress?.kind === 'bytes' && progress.totalBytes > 0) {
      return `${Math.floor((100 * progress.doneBytes) / progress.totalBytes)} % · ${name}`;
    }
    return `… · ${name}`;
  }
  if (phase === 'done') return `✓ Clip ready · ${name}`;
  return phase === 'failed' ? `! ${name}` : name;
}

/** What the polite live region holds: it changes with the stage, not with every step. */
export function announcement(state: AppState): string {
  if (state.running !== null) return progressAnnouncement(state.running.progress);
  if (state.stream !== null) return streamAnnouncement(state.stream);
  const outcome = shownTake(state)?.outcome;
  if (state.startFailure !== null) return ERROR_WORDS[state.startFailure.code].title;
  if (state.lastOutcome === 'done') return 'Your clip is ready and playing.';
  if (state.lastOutcome === 'failed' && outcome?.kind === 'failed') return ERROR_WORDS[outcome.error.code].title;
  return '';
}
