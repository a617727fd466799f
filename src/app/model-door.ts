import type { Capabilities } from '../contract/capabilities.ts';
import type { Engine } from '../engine/engine.ts';
import type { Store } from './store.ts';

const FAMILY = 'kinora';

/** The model as the studio meets it: what it can do, and getting it ready before it is asked for. */
export class ModelDoor {
  readonly #store: Store;
  readonly #engine: Engine;
  #capabilities: Promise<Capabilities> | null = null;
  /** The shape that the engine got ready for last. */
  #prepared: string | null = null;

  constructor(store: Store, engine: Engine) {
    this.#store = store;
    this.#engine = engine;
  }

  /** Asked once; asked again after it failed. */
  describe(): Promise<Capabilities> {
    this.#capabilities ??= this.#engine.describe(FAMILY).then(
      (capabilities) => {
        this.#store.dispatch({ type: 'described', capabilities });
        return capabilities;
      },
      (thrown: unknown) => {
        this.#capabilities = null;
        throw thrown;
      },
    );
    return this.#capabilities;
  }

  /** Who writes will want a clip: the engine gets ready meanwhile, once for each shape. Never rejects. */
  async prepare(): Promise<void> {
    try {
      await this.describe();
      const { settings } = this.#store.state;
      if (settings === null) return;
      const { width, height, frameCount } = settings;
      const shape = `${width}x${height}x${frameCount}`;
      if (this.#prepared === shape) return;
      this.#prepared = shape;
      await this.#engine.prepare(FAMILY, { width, height, frameCount });
    } catch {
      // What is wrong will be said when the clip itself is asked for.
      this.#prepared = null;
    }
  }

  /** Who comes back most likely makes a clip; where the model is stored, getting ready costs the network nothing. */
  async prepareStored(): Promise<void> {
    const models = await this.#engine.storedModels();
    if (models.some(({ model, complete }) => model === FAMILY && complete)) void this.prepare();
  }
}
