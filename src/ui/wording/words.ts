import { str } from '@lit/localize';
import { type AppState, phaseOf, shownTake } from '../../app/state.ts';
import type { BackendKind, BackendReport } from '../../contract/backend.ts';
import { ERROR_WORDS } from './errors.ts';
import { progressAnnouncement } from './progress.ts';
import { streamAnnouncement } from './stream.ts';
import { plural, wordsOf } from './words-of.ts';

export const PAGE_WORDS = wordsOf('page', {
  backends: {
    'webgpu-f16': 'Graphics processor (WebGPU, 16 bit)',
    'webgpu-f32': 'Graphics processor (WebGPU, 32 bit)',
    wasm: 'Processor (WebAssembly)',
  } satisfies Readonly<Record<BackendKind, string>>,
  adapter: (backend: string, adapter: string) => str`${backend}, ${adapter}`,
  threads: {
    one: (count: string, backend: string) => str`${backend}, ${count} thread`,
    other: (count: string, backend: string) => str`${backend}, ${count} threads`,
  },
  /** In the title of the tab. */
  ready: 'Clip ready',
  done: 'Your clip is ready and playing.',
  doneStill: 'Your clip is ready.',
});

/** "Processor (WebAssembly), 2 threads" */
export function backendLine(backend: BackendReport): string {
  const { backends, adapter, threads } = PAGE_WORDS;
  if (backend.kind === 'wasm') return plural(backend.threads, threads, backends.wasm);
  return backend.adapter === null ? backends[backend.kind] : adapter(backends[backend.kind], backend.adapter);
}

/** The name of one way to compute. */
export function backendName(kind: BackendKind): string {
  return PAGE_WORDS.backends[kind];
}

/** The tab's title. `view` is the name of what is shown beside the studio. It names no word of the prompt: titles end up in the browser's history. */
export function pageTitle(state: AppState, view: string | null): string {
  const name = view === null ? 'Kinora' : `${view} · Kinora`;
  const phase = phaseOf(state);
  if (phase === 'working') {
    const progress = state.running?.progress ?? null;
    if (progress?.kind === 'step') return `${Math.min(progress.step + 1, progress.steps)}/${progress.steps} · ${name}`;
    if (progress?.kind === 'bytes' && progress.totalBytes > 0) {
      return `${Math.floor((100 * progress.doneBytes) / progress.totalBytes)} % · ${name}`;
    }
    return `… · ${name}`;
  }
  if (phase === 'done') return `✓ ${PAGE_WORDS.ready} · ${name}`;
  return phase === 'failed' ? `! ${name}` : name;
}

/** What the polite live region holds: it changes with the stage, not with every step. `plays` tells whether a finished clip is seen to. */
export function announcement(state: AppState, plays: boolean): string {
  if (state.running !== null) return progressAnnouncement(state.running.progress);
  if (state.stream !== null) return streamAnnouncement(state.stream);
  const outcome = shownTake(state)?.outcome;
  if (state.startFailure !== null) return ERROR_WORDS[state.startFailure.code].title;
  if (state.lastOutcome === 'done') return plays ? PAGE_WORDS.done : PAGE_WORDS.doneStill;
  if (state.lastOutcome === 'failed' && outcome?.kind === 'failed') return ERROR_WORDS[outcome.error.code].title;
  return '';
}
