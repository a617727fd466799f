import type { ClipPlan } from '../contract/plan.ts';
import { AppError, toErrorData } from '../contract/result.ts';
import type { Refusal } from '../tasks/refusal.ts';
import { makeAgain, type VariationCount, variations as variationsOf, withSeed } from '../tasks/remake.ts';
import type { ClipRunner } from './clip-runner.ts';
import type { ModelDoor } from './model-door.ts';
import { planComposer } from './plan-composer.ts';
import type { PromptBox } from './prompt-box.ts';
import { takeOf } from './state.ts';
import type { Store } from './store.ts';
import type { StudioEvents, StudioServices } from './studio-api.ts';

interface MakeParts extends Pick<StudioServices, 'reader' | 'drawSeed' | 'newId'> {
  readonly store: Store;
  readonly door: ModelDoor;
  readonly box: PromptBox;
  readonly runner: ClipRunner;
  readonly events: () => StudioEvents;
}

/** Plans clips and has them made. What goes wrong is in the state, never thrown. */
export class MakeDesk {
  readonly #parts: MakeParts;

  constructor(parts: MakeParts) {
    this.#parts = parts;
  }

  /** What is in the composer. */
  async make(): Promise<void> {
    const { store, door, box, reader, drawSeed } = this.#parts;
    const prompt = store.state.composer.text;
    try {
      const capabilities = await door.describe();
      const { settings, composer, cast, presets } = store.state;
      if (settings === null) return;
      const seed = settings.seed ?? drawSeed();
      const planned = await planComposer({ composer, settings, cast, presets, reader, seed }, capabilities);
      if (!planned.ok) return this.refuse(planned.refusal);
      box.remember(prompt);
      this.enqueueAll(planned.plan, { prompt, parent: null, variations: settings.variations });
    } catch (thrown) {
      this.unplanned(thrown);
    }
  }

  /** The same take once more: a failed one as it was, a clip with a new seed. */
  again(takeId: string): void {
    const { store, runner, drawSeed, newId } = this.#parts;
    const take = takeOf(store.state, takeId);
    if (take === null) return;
    const { prompt, plan, parent, group } = take.job;
    if (plan === null) return;
    const failed = take.outcome.kind === 'failed';
    if (failed) store.dispatch({ type: 'take-removed', id: takeId });
    const seeded = failed ? plan : withSeed(plan, drawSeed());
    // Under its own id a failed one finds what of it is finished.
    const id = failed ? takeId : newId();
    runner.enqueue({ id, prompt, plan: seeded, parent, group: failed ? group : null });
  }

  /** The same plan with the same seed. */
  async remake(takeId: string): Promise<void> {
    const { store, door, runner, newId } = this.#parts;
    const take = takeOf(store.state, takeId);
    if (take === null || take.job.plan === null) return;
    const { prompt, plan, parent } = take.job;
    try {
      const checked = makeAgain(plan, await door.describe());
      if (!checked.ok) throw new AppError('plan-refused', 'plan', checked.refusal.message);
      runner.enqueue({ id: newId(), prompt, plan, parent, group: null });
    } catch (thrown) {
      this.unplanned(thrown);
    }
  }

  /** The plan as often as variations are wished for, each after the first with the next seeds. */
  enqueueAll(
    plan: ClipPlan,
    options: { readonly prompt: string; readonly parent: string | null; readonly variations: VariationCount },
  ): void {
    const { prompt, parent, variations } = options;
    const { newId, runner } = this.#parts;
    const group = variations > 1 ? newId() : null;
    for (const varied of variationsOf(plan, variations)) {
      runner.enqueue({ id: newId(), prompt, plan: varied, parent, group });
    }
  }

  /** What a planner cannot do. */
  refuse(refusal: Refusal): void {
    this.#parts.store.dispatch({ type: 'refused', refusal });
    const { onError } = this.#parts.events();
    onError?.({ code: 'plan-refused', stage: 'plan', retryable: false, detail: refusal.message });
  }

  /** What kept a request from becoming a plan. */
  unplanned(thrown: unknown): void {
    const error = toErrorData(thrown, 'plan');
    this.#parts.store.dispatch({ type: 'unplanned', error });
    this.#parts.events().onError?.(error);
  }
}
