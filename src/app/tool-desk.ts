import type { Capabilities } from '../contract/capabilities.ts';
import { type ClipPlan, clipFrames, shownFrames } from '../contract/plan.ts';
import { AppError, toErrorData } from '../contract/result.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import type { InputShelf } from './input-shelf.ts';
import type { Reader } from './reader.ts';
import { takeOf } from './state.ts';
import type { Store } from './store.ts';
import type { ToolOutcome, ToolSubject } from './tool-plans.ts';
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
    const outcome = await this.#outcome(request);
    this.#asked += 1;
    if (!outcome.ok) {
      const { message, nearest } = outcome;
      this.#parts.store.dispatch({ type: 'tool-forecast', forecast: { kind: 'refused', message, nearest } });
      return null;
    }
    const take = takeOf(this.#parts.store.state, tool.subject);
    const prompt = request.prompt.trim() === '' ? (take?.job.prompt ?? '') : request.prompt;
    return { plan: outcome.plan, prompt, parent: take?.job.id ?? null };
  }

  async #forecast(request: ToolRequest): Promise<Forecast> {
    const outcome = await this.#outcome(request);
    if (!outcome.ok) return { kind: 'refused', message: outcome.message, nearest: outcome.nearest };
    const frames = clipFrames(outcome.plan);
    const made = outcome.plan.segments.filter(({ kind }) => kind === 'made');
    return {
      kind: 'possible',
      frames,
      seconds: frames / outcome.plan.fps,
      made: made.reduce((sum, segment) => sum + shownFrames(segment), 0),
    };
  }

  async #outcome(request: ToolRequest): Promise<ToolOutcome> {
    const { store, reader } = this.#parts;
    const capabilities = await this.#parts.capabilities();
    const { settings, tool } = store.state;
    if (settings === null || tool === null) throw new AppError('internal', 'plan', 'No panel is open.');
    const subject = await this.#subject(tool.subject);
    const other = request.tool === 'blend' && request.other !== '' ? await this.#subject(request.other) : null;
    const mask =
      request.tool === 'region-edit' && request.mask !== null ? await this.#parts.inputs.put(request.mask) : null;
    const prompt = request.prompt.trim() === '' ? subject.prompt : request.prompt;
    const reading = await reader.full(prompt, capabilities.vocabulary);
    const { planTool } = await import('./tool-plans.ts');
    return planTool(request, {
      capabilities,
      settings,
      reading,
      subject,
      other,
      mask,
      seed: settings.seed ?? this.#seed,
    });
  }

  /** What the planners need to know of a take or a given picture. */
  async #subject(id: string): Promise<ToolSubject> {
    const { store, inputs } = this.#parts;
    const given = store.state.composer.given.find((one) => one.id === id);
    if (given?.found.kind === 'ready') {
      return { sha256: given.found.sha256, facts: given.found.facts, prompt: '', plan: null };
    }
    const take = takeOf(store.state, id);
    if (take?.outcome.kind !== 'clip') throw new AppError('internal', 'plan', 'There is no such clip.');
    const { clip } = take.outcome.result;
    if (clip.kind === 'pictures') {
      throw new AppError(
        'input-unreadable',
        'plan',
        'This browser writes no video, so that a clip cannot be read back.',
      );
    }
    const { media } = this.#parts;
    if (media === null) throw new AppError('input-unreadable', 'plan', 'This page reads no clips.');
    const sha256 = await inputs.put(clip.blob);
    return { sha256, facts: await media.inspect(clip.blob), prompt: take.job.prompt, plan: take.job.plan };
  }
}
