import { type AppErrorData, toErrorData } from '../contract/result.ts';
import type { StoredModel } from '../contract/workers.ts';
import type { Engine } from '../engine/engine.ts';

/** A model that this page can run, as its manifest and its card describe it. */
export interface ModelCard {
  /** As the weight store names it. */
  readonly model: string;
  readonly name: string;
  /** What it is, in a sentence. */
  readonly about: string;
  /** SPDX. */
  readonly licence: string;
  /** Where its card can be read. */
  readonly card: string;
  /** Bytes of the whole. */
  readonly sizeBytes: number;
}

/** Everything that the models' view shows. */
export interface ModelsState {
  readonly models: readonly ModelCard[];
  /** Null until listed. */
  readonly stored: readonly StoredModel[] | null;
  /** A model in use cannot be deleted. */
  readonly working: boolean;
  /** The model that is being looked through or deleted. */
  readonly busy: { readonly model: string; readonly kind: 'verify' | 'delete' } | null;
  /** What looking through said, by model; gone with the next change. */
  readonly verified: Readonly<Record<string, 'whole' | 'damaged'>>;
  readonly error: AppErrorData | null;
}

/** The detail of `models-act`. */
export type ModelsAct =
  | { readonly kind: 'list' }
  | { readonly kind: 'verify'; readonly model: string }
  | { readonly kind: 'delete'; readonly model: string };

export interface ModelsServices {
  readonly engine: Pick<Engine, 'storedModels' | 'deleteModel' | 'verifyModel'>;
  /** What this page can run, from its manifests. */
  readonly models: () => Promise<readonly ModelCard[]>;
}

export interface ModelsDesk {
  readonly state: ModelsState;
  act(act: ModelsAct): void;
  /** Whether a clip is being made. */
  setWorking(working: boolean): void;
  subscribe(listener: () => void): () => void;
}

export const INITIAL_MODELS: ModelsState = {
  models: [],
  stored: null,
  working: false,
  busy: null,
  verified: {},
  error: null,
};

/** Models on this device. No method rejects: what goes wrong is in the state. */
export function createModelsDesk(services: ModelsServices): ModelsDesk {
  let state = INITIAL_MODELS;
  const listeners = new Set<() => void>();
  const set = (change: Partial<ModelsState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (thrown) {
      set({ error: toErrorData(thrown, 'weights'), busy: null });
    }
  };
  const list = async (): Promise<void> => {
    const [models, stored] = await Promise.all([services.models(), services.engine.storedModels()]);
    set({ models, stored, error: null });
  };
  const act = async (asked: ModelsAct): Promise<void> => {
    if (asked.kind === 'list') return list();
    const { kind, model } = asked;
    if (state.busy !== null || (kind === 'delete' && state.working)) return;
    const { [model]: _, ...verified } = state.verified;
    set({ busy: { model, kind }, verified });
    if (kind === 'delete') await services.engine.deleteModel(model);
    else {
      const { damaged } = await services.engine.verifyModel(model);
      set({ verified: { ...verified, [model]: damaged === 0 ? 'whole' : 'damaged' } });
    }
    set({ busy: null });
    await list();
  };
  return {
    get state() {
      return state;
    },
    act: (asked) => void attempt(() => act(asked)),
    setWorking(working) {
      if (state.working !== working) set({ working });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
