import { clipFrameCount } from '../contract/media.ts';
import type { ClipPlan } from '../contract/plan.ts';
import { AppError, toErrorData } from '../contract/result.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import { parsePlanText } from '../tasks/parse-plan.ts';
import type { DraftGiven } from './clip-shelf.ts';
import type { InputShelf } from './input-shelf.ts';
import { type Found, type Given, type PictureRole, type Take, takeOf } from './state.ts';
import type { Store } from './store.ts';

/** Takes files in: a picture goes to the composer, a clip onto the stage. */
export class GivenFiles {
  readonly #store: Store;
  readonly #media: MediaDesk | null;
  readonly #inputs: InputShelf;
  readonly #newId: () => string;

  constructor(options: { store: Store; media: MediaDesk | null; inputs: InputShelf; newId: () => string }) {
    this.#store = options.store;
    this.#media = options.media;
    this.#inputs = options.inputs;
    this.#newId = options.newId;
  }

  /** One after another, so that they stand in the order they were given. */
  async give(files: readonly File[]): Promise<void> {
    for (const file of files) await this.#take(file, file.name, undefined);
  }

  /** Takes files that a failed take lacks; true where none is missing any more. */
  async giveMissing(takeId: string, files: readonly File[]): Promise<boolean> {
    const outcome = takeOf(this.#store.state, takeId)?.outcome;
    if (outcome?.kind !== 'failed' || outcome.error.inputs === undefined) return false;
    const wanted = new Set(outcome.error.inputs);
    let notIt: string | null = null;
    for (const file of files) {
      const found = await this.#oneOf(wanted, file).catch(() => null);
      if (found === null) notIt = file.name;
      else wanted.delete(found);
    }
    this.#store.dispatch({ type: 'inputs-given', id: takeId, missing: [...wanted], notIt });
    return wanted.size === 0;
  }

  /** The SHA-256 under which a file is wanted. A clip that was saved with its plan is wanted as it was before. */
  async #oneOf(wanted: ReadonlySet<string>, file: Blob): Promise<string | null> {
    if (wanted.has(await this.#inputs.nameOf(file))) return this.#inputs.put(file);
    const bare = (await this.#media?.withPlan(file, null).catch(() => null)) ?? null;
    return bare !== null && wanted.has(await this.#inputs.nameOf(bare)) ? this.#inputs.put(bare) : null;
  }

  /** A picture that an earlier visit left. */
  async restore({ file, name, role, framing }: Omit<DraftGiven, 'sha256'>): Promise<void> {
    const id = await this.#take(file, name, role);
    if (framing !== undefined) this.#store.dispatch({ type: 'given-framed', id, framing });
  }

  async #take(file: Blob, name: string, role: PictureRole | null | undefined): Promise<string> {
    const given: Given = { id: this.#newId(), name, file, role: role ?? null, found: { kind: 'reading' } };
    this.#store.dispatch({ type: 'given', given });
    // A new one takes a role that is free; one that was taken for nothing stays so.
    if (role === null) this.#store.dispatch({ type: 'given-used', id: given.id, role });
    const found = await this.#look(file);
    if (found.kind === 'ready' && found.facts.kind === 'clip') {
      this.#store.dispatch({ type: 'given-removed', id: given.id });
      this.#store.dispatch({ type: 'opened', take: openedFile(given, found), show: true });
    } else {
      this.#store.dispatch({ type: 'given-found', id: given.id, found });
    }
    return given.id;
  }

  async #look(file: Blob): Promise<Found> {
    try {
      if (this.#media === null) throw new AppError('input-unreadable', 'plan', 'This page takes no files.');
      const facts = await this.#media.inspect(file);
      return { kind: 'ready', sha256: await this.#inputs.put(file), facts };
    } catch (thrown) {
      return { kind: 'failed', error: toErrorData(thrown, 'plan') };
    }
  }
}

/** A clip out of a file, as the stage shows it, with the plan that it carries, or the reason why that cannot be read. */
function openedFile(given: Given, found: Extract<Found, { readonly kind: 'ready' }>): Take {
  if (found.facts.kind !== 'clip') throw new AppError('internal', 'plan', 'Only a clip goes onto the stage.');
  const { width, height, fps, durationSeconds, mimeType, hasAudio } = found.facts;
  const carried = found.facts.plan === null ? null : parsePlanText(found.facts.plan);
  const plan = carried?.ok === true ? carried.value : null;
  return {
    job: { id: given.id, prompt: titleOf(given.name, plan), plan, group: null, parent: null },
    outcome: {
      kind: 'clip',
      result: {
        plan,
        facts: null,
        ...(carried?.ok === false ? { planRefused: carried.refusal.message } : {}),
        clip: {
          kind: 'video',
          blob: given.file,
          mimeType,
          hasAudio,
          width,
          height,
          fps,
          frameCount: clipFrameCount(found.facts, fps),
          durationSeconds,
          poster: null,
        },
      },
    },
  };
}

/** The sentence it was made with, else its name. */
function titleOf(name: string, plan: ClipPlan | null): string {
  const said = plan?.segments.find((segment) => segment.kind === 'made' && segment.prompt !== '');
  if (said?.kind === 'made') return said.prompt;
  const words = name.replace(/\.[^.]{1,5}$/, '').replace(/[-_]+/g, ' ');
  return words.trim() === '' ? 'A clip' : words.trim();
}
