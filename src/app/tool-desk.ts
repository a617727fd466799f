import type { Capabilities } from '../contract/capabilities.ts';
import type { MediaFacts } from '../contract/media.ts';
import type { ClipPlan } from '../contract/plan.ts';
import { AppError, toErrorData } from '../contract/result.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import type { Given as GivenMedia } from '../tasks/framing.ts';
import type { Planned, Refusal } from '../tasks/refusal.ts';
import type { InputShelf } from './input-shelf.ts';
import type { Reader } from './reader.ts';
import { takeOf } from './state.ts';
import type { Store } from './store.ts';
import type { Forecast, ToolName, ToolRequest } from './tool-request.ts';

interface ToolParts {
  readonly store: Store;
  readonly inputs: InputShelf;
  readonly media: MediaDesk | null;
  readonly reader: Reader;
  readonly capabilities: () => Promise<Capabilities>;
  readonly drawSeed: () => number;
}

export interface PlannedTool {
  readonly plan: ClipPlan;
  /** The sentence of the new clip. */
  readonly prompt: string;
  /** Id of the take it was made from; null for one made from a picture. */
  readonly parent: string | null;
}

/** The panels over a clip: opens them, tells what a form would give, and plans it. */
export class ToolDesk {
  readonly #parts: ToolParts;
  /** Counts forecasts: an answer to an older question is thrown away. */
  #asked = 0;
  /** One seed a panel, so that the forecast is of the clip that is made. */
  #seed = 0;
  /** What a look into a clip found; forms ask at every change. */
  readonly #facts = new WeakMap<Blob, Promise<MediaFacts>>();

  constructor(parts: ToolParts) {
    this.#parts = parts;
  }

  open(name: ToolName, subject: string): void {
    this.#seed = this.#parts.drawSeed();
    this.#asked += 1;
    this.#parts.store.dispatch({ type: 'tool-opened', tool: { name, subject, forecast: null } });
  }

  /** What the form would give; also kept in the state. Null where a newer question overtook it. */
  async forecast(request: ToolRequest): Promise<Forecast | null> {
    this.#asked += 1;
    const asked = this.#asked;
    const forecast = await this.#forecast(request).catch((thrown: unknown): Forecast => {
      return { kind: 'refused', message: toErrorData(thrown, 'plan').detail, nearest: null };
    });
    if (asked !== this.#asked) return null;
    this.#parts.store.dispatch({ type: 'tool-forecast', forecast });
    return forecast;
  }

  /** The plan of the form; null where it is refused, which the state then says. */
  async plan(request: ToolRequest): Promise<PlannedTool | null> {
    const { tool } = this.#parts.store.state;
    if (tool === null) return null;
    const planned = await this.#planned(request);
    this.#asked += 1;
    if (!planned.ok) {
      this.#parts.store.dispatch({ type: 'tool-forecast', forecast: refused(planned.refusal) });
      return null;
    }
    const take = takeOf(this.#parts.store.state, tool.subject);
    const prompt = request.prompt.trim() === '' ? (take?.job.prompt ?? '') : request.prompt;
    return { plan: planned.plan, prompt, parent: take?.job.id ?? null };
  }

  async #forecast(request: ToolRequest): Promise<Forecast> {
    const planned = await this.#planned(request);
    if (!planned.ok) return refused(planned.refusal);
    const { frameCount: frames, durationSeconds: seconds, madeFrames: made, notes } = planned.outcome;
    const { width = 0, height = 0 } = planned.plan.segments[0] ?? {};
    return { kind: 'possible', frames, seconds, made, notes, size: { width, height } };
  }

  async #planned(request: ToolRequest): Promise<Planned> {
    const { store, reader, inputs } = this.#parts;
    const capabilities = await this.#parts.capabilities();
    const { settings, tool, cast, presets } = store.state;
    if (settings === null || tool === null) throw new AppError('internal', 'plan', 'No panel is open.');
    const subject = framed(await this.#given(tool.subject), request.framing);
    const second = 'other' in request ? request.other : '';
    const other = second === '' ? null : framed(await this.#given(second), request.otherFraming);
    const mask = request.tool === 'region-edit' && request.mask !== null ? await inputs.put(request.mask) : null;
    const [{ planTool }, { askedOf }] = await Promise.all([import('./tool-plans.ts'), import('./tool-asked.ts')]);
    const clip = takeOf(store.state, tool.subject)?.job ?? null;
    const seed = settings.seed ?? this.#seed;
    const has = async (sha256: string) => (await inputs.get(sha256)) !== null;
    const asked = await askedOf(request, { clip, settings, cast, presets, reader, seed, has }, capabilities);
    if (!asked.ok) return asked;
    return planTool(request, { capabilities, settings, asked: asked.value, subject, other, mask });
  }

  /** What the planners need to know of a take or a given picture. */
  async #given(id: string): Promise<GivenMedia> {
    const { store, inputs, media } = this.#parts;
    const given = store.state.composer.given.find((one) => one.id === id);
    if (given?.found.kind === 'ready') return { sha256: given.found.sha256, facts: given.found.facts };
    const take = takeOf(store.state, id);
    if (take?.outcome.kind !== 'clip') throw new AppError('internal', 'plan', 'There is no such clip.');
    const { clip } = take.outcome.result;
    if (clip.kind === 'pictures') {
      const detail = 'This browser writes no video, so that a clip cannot be read back.';
      throw new AppError('input-unreadable', 'plan', detail);
    }
    if (media === null) throw new AppError('input-unreadable', 'plan', 'This page reads no clips.');
    const known = this.#facts.get(clip.blob) ?? media.inspect(clip.blob);
    this.#facts.set(clip.blob, known);
    // A worker that died is no reason never to ask again.
    known.catch(() => this.#facts.delete(clip.blob));
    return { sha256: await inputs.put(clip.blob), facts: await known };
  }
}

function framed(given: GivenMedia, framing: ToolRequest['framing']): GivenMedia {
  return framing === undefined ? given : { ...given, framing };
}

function refused(refusal: Refusal): Forecast {
  const nearest = 'nearest' in refusal && typeof refusal.nearest === 'number' ? refusal.nearest : null;
  return { kind: 'refused', message: refusal.message, nearest };
}
