import { SHARE_PATH, SHARED_CACHE, SHARED_NAME } from '../contract/service-worker.ts';
import { isZip } from './is-zip.ts';

/** Something that came from outside of the page. */
export interface Arrival {
  readonly files: readonly File[];
  /** Words that came with them; empty for none. */
  readonly text: string;
}

export interface ArrivalsState {
  /** What was shared with the page and waits for the person's word: any web page can send it. */
  readonly shared: Arrival | null;
  /** Names of files that the person opened with Kinora and that could not be read. */
  readonly unreadable: readonly string[];
}

/** The detail of `arrivals-act`. */
export type ArrivalsAct = { readonly kind: 'take' | 'discard' | 'dismiss' };

/** Takes in what comes from outside. No method rejects. */
export interface ArrivalsDesk {
  readonly state: ArrivalsState;
  act(act: ArrivalsAct): void;
  subscribe(listener: () => void): () => void;
}

/** A file as the system's file manager hands it over. */
export interface OpenedFile {
  readonly name: string;
  /** Rejects where it was moved or deleted between the click and now. */
  getFile(): Promise<File>;
}

/** Where they go. */
export interface ArrivalTakers {
  /** Shows pictures, clips and words in the composer. */
  readonly use: (arrival: Arrival) => void;
  /** Takes exported libraries in. */
  readonly keep: (exported: readonly File[]) => void;
}

/** Where things come from. */
export interface ArrivalSources {
  /** Calls `opened` with every set of files that the person opens with Kinora. */
  readonly launches: (opened: (files: readonly OpenedFile[]) => void) => void;
  /** What was shared with the page since it was last asked. */
  readonly shared: () => Promise<Arrival | null>;
}

export const NOTHING_ARRIVED: ArrivalsState = { shared: null, unreadable: [] };

/** Hands on what the person opened at once, and what was shared when the person says so. To be called once. */
export function createArrivalsDesk(
  { use, keep }: ArrivalTakers,
  { launches, shared }: ArrivalSources = BROWSER_SOURCES,
): ArrivalsDesk {
  let state = NOTHING_ARRIVED;
  const listeners = new Set<() => void>();
  const set = (change: Partial<ArrivalsState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const take = ({ files, text }: Arrival): void => {
    const exported = files.filter(isZip);
    const others = files.filter((file) => !isZip(file));
    if (others.length > 0 || text !== '') use({ files: others, text });
    if (exported.length > 0) keep(exported);
  };
  launches((opened) => {
    void Promise.all(opened.map(read)).then((read) => {
      const files = read.flatMap(({ file }) => file ?? []);
      if (files.length > 0) take({ files, text: '' });
      set({ unreadable: read.flatMap(({ name, file }) => (file === null ? [name] : [])) });
    });
  });
  void shared().then(
    (arrival) => arrival !== null && set({ shared: arrival }),
    () => undefined,
  );
  return {
    get state() {
      return state;
    },
    act({ kind }) {
      const { shared } = state;
      if (kind === 'dismiss') return set({ unreadable: [] });
      set({ shared: null });
      if (kind === 'take' && shared !== null) take(shared);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function read(opened: OpenedFile): Promise<{ readonly name: string; readonly file: File | null }> {
  return { name: opened.name, file: await opened.getFile().catch(() => null) };
}

/** The part of the File Handling API that is needed; not in TypeScript's library yet. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly OpenedFile[] }) => void): void;
}

const BROWSER_SOURCES: ArrivalSources = {
  launches: (opened) => {
    const { launchQueue } = globalThis as { readonly launchQueue?: LaunchQueue };
    launchQueue?.setConsumer(({ files = [] }) => opened(files));
  },
  shared: takeShared,
};

async function takeShared(): Promise<Arrival | null> {
  if (!new URLSearchParams(location.search).has('shared')) return null;
  const address = new URL(location.href);
  address.searchParams.delete('shared');
  history.replaceState(history.state, '', address);
  if (typeof caches === 'undefined') return null;
  const cache = await caches.open(SHARED_CACHE);
  const files: File[] = [];
  let text = '';
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (response === undefined) continue;
    if (request.url.endsWith(`/${SHARE_PATH}/text`)) text = await response.text();
    else files.push(await fileOf(response));
  }
  await caches.delete(SHARED_CACHE);
  return files.length > 0 || text !== '' ? { files, text } : null;
}

async function fileOf(response: Response): Promise<File> {
  const blob = await response.blob();
  return new File([blob], decodeURIComponent(response.headers.get(SHARED_NAME) ?? 'shared'), { type: blob.type });
}
