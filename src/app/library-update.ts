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
  let asked = false;
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
  const take = async (): Promise<void> => {
    if (state === 'taken' || waiting === null) return reload();
    asked = true;
    waiting.postMessage({ type: 'activate' } satisfies ActivateMessage);
  };
  let hadController = container?.controller != null;
  container?.addEventListener('controllerchange', () => {
    if (asked) reload();
    else if (hadController) set('taken');
    hadController = true;
  });
  return {
    get state() {
      return state;
    },
    act({ kind }) {
      if (kind === 'later') set('none');
      else void when(take, () => set('waits'));
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
