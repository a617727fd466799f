import type { ActivateMessage } from '../contract/service-worker.ts';
import { whenNobodyWorks } from './offline.ts';

/**
 * A new version of the page: `none`; `ready` to take over; `waits` until no tab makes a clip any more, because the person asked
 * for it; `taken` over by another tab, while this one still runs the version before.
 */
export type UpdateState = 'none' | 'ready' | 'waits' | 'taken';

/** The detail of `update-act`. */
export type UpdateAct = { readonly kind: 'reload' } | { readonly kind: 'later' };

export interface UpdateDesk {
  readonly state: UpdateState;
  act(act: UpdateAct): void;
  /** Follows what becomes of the service worker; null where there is none. */
  watch(registration: ServiceWorkerRegistration | null): void;
  subscribe(listener: () => void): () => void;
}

export interface UpdateServices {
  readonly reload: () => void;
  /** `navigator.serviceWorker`; null where there is none. */
  readonly container: Pick<ServiceWorkerContainer, 'controller' | 'addEventListener'> | null;
  /** See `whenNobodyWorks`. */
  readonly whenNobodyWorks?: typeof whenNobodyWorks;
}

/** Has a new version wait and ask. It never takes over by itself, and never while a clip is made in any tab. */
export function createUpdateDesk({
  reload,
  container,
  whenNobodyWorks: when = whenNobodyWorks,
}: UpdateServices): UpdateDesk {
  let state: UpdateState = 'none';
  let waiting: ServiceWorker | null = null;
  /** To be called at the change that was asked for here. */
  let changed: (() => void) | null = null;
  const listeners = new Set<() => void>();
  const set = (next: UpdateState): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const found = (worker: ServiceWorker | null): void => {
    // The first version of all has nobody to ask.
    if (worker === null || container?.controller == null) return;
    waiting = worker;
    if (state === 'none') set('ready');
  };
  /** Resolves when the new version has taken over, or came to nothing; false for nothing. */
  const take = async (): Promise<boolean> => {
    if (state === 'taken' || waiting === null) return true;
    const worker = waiting;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    changed = () => resolve(true);
    worker.addEventListener('statechange', () => {
      if (worker.state === 'redundant') resolve(false);
    });
    worker.postMessage({ type: 'activate' } satisfies ActivateMessage);
    const taken = await promise;
    changed = null;
    waiting = null;
    return taken;
  };
  const wait = (): void => set('waits');
  const update = async (): Promise<void> => {
    let taken = false;
    await when(async () => {
      taken = await take();
    }, wait);
    if (!taken) return set('none');
    // A clip may have been begun between the click and the change.
    await when(async () => reload(), wait);
  };
  let hadController = container?.controller != null;
  container?.addEventListener('controllerchange', () => {
    if (changed !== null) changed();
    else if (hadController) set('taken');
    hadController = true;
  });
  return {
    get state() {
      return state;
    },
    act({ kind }) {
      if (kind === 'later') set('none');
      else void update();
    },
    watch(registration) {
      if (registration === null) return;
      found(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const { installing } = registration;
        installing?.addEventListener('statechange', () => {
          if (installing.state === 'installed') found(installing);
        });
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
