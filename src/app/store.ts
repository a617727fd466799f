import type { Action } from './reduce.ts';
import { reduce } from './reduce.ts';
import type { AppState } from './state.ts';

/** The one place that holds the state. */
export interface Store {
  readonly state: AppState;
  dispatch(action: Action): void;
  /** Calls `listener` after every change; the answer ends that. */
  subscribe(listener: () => void): () => void;
}

/** A store that begins with `initial`. */
export function createStore(initial: AppState): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get state() {
      return state;
    },
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
