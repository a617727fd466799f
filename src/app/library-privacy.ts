import type { BackendReport } from '../contract/backend.ts';
import type { StoredModel } from '../contract/workers.ts';
import type { Library, LibraryUse } from '../library/library.ts';
import type { LibraryProblem } from '../library/problem.ts';
import type { PageRequest, RequestLog } from './library-requests.ts';
import type { StorageRoom } from './library-state.ts';
import type { ShellReadiness } from './offline.ts';

/** Everything that the privacy view shows: what is here, what was asked of whom, and how clips are computed. */
export interface PrivacyReport {
  readonly use: LibraryUse;
  readonly projectCount: number;
  readonly castCount: number;
  readonly remembered: Remembered;
  readonly problem: LibraryProblem | null;
  /** Null where the engine did not answer. */
  readonly models: readonly StoredModel[] | null;
  readonly room: StorageRoom | null;
  readonly offline: ShellReadiness & { readonly model: boolean };
  /** How the last clip of this visit was computed; null where none was made yet. */
  readonly backend: BackendReport | null;
  readonly isolated: boolean;
  /** The page's own site. */
  readonly site: string;
  readonly requests: readonly PageRequest[];
}

/** What of the words a person wrote is kept for later. */
export interface Remembered {
  /** Sentences of earlier clips. */
  readonly sentenceCount: number;
  /** Whether words or pictures stand in the box, or something is filled in in a panel. */
  readonly draft: boolean;
}

export interface PrivacyState {
  /** Null until looked at. */
  readonly report: PrivacyReport | null;
  /** What the browser said when it was asked to keep everything; null where it was not asked. */
  readonly persistAnswer: boolean | null;
  /** For the clipboard; holds no word of a prompt, no title and no pixel. */
  readonly diagnostics: string;
}

/** The detail of `privacy-act`. */
export type PrivacyAct = { readonly kind: 'look' | 'persist' | 'forget-sentences' | 'forget-draft' };

export interface PrivacyServices {
  readonly library: Library;
  readonly models: () => Promise<readonly StoredModel[]>;
  readonly room: () => Promise<StorageRoom | null>;
  readonly shell: () => Promise<ShellReadiness>;
  readonly backend: () => BackendReport | null;
  readonly requests: Pick<RequestLog, 'list'>;
  readonly remembered: () => Remembered;
  readonly forgetSentences: () => void;
  readonly forgetDraft: () => Promise<void>;
  readonly persist: () => Promise<boolean>;
  readonly site: string;
}

export interface PrivacyDesk {
  readonly state: PrivacyState;
  act(act: PrivacyAct): void;
  subscribe(listener: () => void): () => void;
}

export const INITIAL_PRIVACY: PrivacyState = { report: null, persistAnswer: null, diagnostics: '' };

/** Looks at the page from outside, as often as it is asked to. No method rejects. */
export function createPrivacyDesk(services: PrivacyServices): PrivacyDesk {
  let state = INITIAL_PRIVACY;
  const listeners = new Set<() => void>();
  const set = (change: Partial<PrivacyState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const act = async ({ kind }: PrivacyAct): Promise<void> => {
    if (kind === 'persist') set({ persistAnswer: await services.persist().catch(() => false) });
    if (kind === 'forget-sentences') services.forgetSentences();
    if (kind === 'forget-draft') await services.forgetDraft();
    const report = await look(services);
    set({ report, diagnostics: describe(report) });
  };
  return {
    get state() {
      return state;
    },
    act: (asked) => void act(asked),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function look(services: PrivacyServices): Promise<PrivacyReport> {
  const { library } = services;
  await library.open();
  const [use, models, room, shell] = await Promise.all([
    library.use(),
    services.models().catch(() => null),
    services.room().catch(() => null),
    services.shell(),
  ]);
  const model = models?.some(({ complete, inMemoryOnly }) => complete && !inMemoryOnly) ?? false;
  return {
    use,
    projectCount: library.projects.list().length,
    castCount: library.cast.list().length,
    remembered: services.remembered(),
    problem: library.problem,
    models,
    room,
    offline: { ...shell, model },
    backend: services.backend(),
    isolated: globalThis.crossOriginIsolated ?? false,
    site: services.site,
    requests: services.requests.list(),
  };
}

/** JSON for a bug report. */
function describe({ requests, site: _, ...report }: PrivacyReport): string {
  const elsewhere = requests.filter(({ own }) => !own).map(({ address }) => address);
  const browser = {
    userAgent: globalThis.navigator?.userAgent ?? null,
    cores: globalThis.navigator?.hardwareConcurrency ?? null,
    languages: globalThis.navigator?.languages ?? null,
  };
  const asked = { addresses: requests.length, elsewhere };
  return JSON.stringify({ ...report, requests: asked, browser }, null, 2);
}
