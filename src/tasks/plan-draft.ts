import type { Capabilities, ConditionKind, Size } from '../contract/capabilities.ts';
import { clipFrameCount } from '../contract/media.ts';
import {
  type AudioPart,
  type ClipPlan,
  type ClipSource,
  clipFrames,
  type Inside,
  PLAN_VERSION,
  type Reference,
  type Segment,
  type TaskName,
} from '../contract/plan.ts';
import type { PromptReading } from '../contract/reading.ts';
import { type Edge, madeTail } from './edges.ts';
import { clipSource, frameInput, framingOf, type Given, type GivenClip } from './framing.ts';
import { outcomeOf } from './outcome.ts';
import { type OrRefusal, type Planned, type Refusal, refuse, refuseInability } from './refusal.ts';
import { refuseSettings, type TaskSettings } from './settings.ts';
import { makeStretch, type Stretch } from './stretch.ts';
import { type Style, styledPrompt } from './style-presets.ts';

/** What every task is asked with, beside its own fields. */
export interface TaskRequest {
  /** Of the sentence without the style's words; its text may be empty where the task allows it. */
  readonly reading: Pick<PromptReading, 'text'>;
  readonly settings: TaskSettings;
  readonly style?: Style | null;
  /** Who acts in the clip; see `src/tasks/cast.ts`. */
  readonly references?: readonly Reference[];
}

type Finished = Extract<Planned, { readonly ok: true }>;

interface DraftNeeds {
  readonly task: TaskName;
  /** Kinds of condition without which the task cannot be done. */
  readonly needs: readonly ConditionKind[];
  /** Whether there is nothing to do without a sentence. */
  readonly promptNeeded: boolean;
  readonly inputs: readonly Given[];
}

/** Sound fades this long at joins: long enough not to click, too short to be heard as a fade. */
const FADE_SECONDS = 0.05;

/** A plan that is being put together, segment after segment. Begin one with `beginDraft`. */
export class PlanDraft {
  readonly segments: Segment[] = [];
  readonly capabilities: Capabilities;
  /** The sentence with the style's words. */
  readonly prompt: string;
  readonly #request: TaskRequest;
  readonly #needs: DraftNeeds;
  readonly #sounds: Sound[] = [];

  constructor(request: TaskRequest, capabilities: Capabilities, needs: DraftNeeds) {
    this.capabilities = capabilities;
    this.prompt = styledPrompt(request.reading.text, request.style ?? null);
    this.#request = request;
    this.#needs = needs;
  }

  /** Frames shown so far. */
  get frames(): number {
    return clipFrames(this);
  }

  get fps(): number {
    return this.capabilities.fps;
  }

  /** Shows frames of a clip as they are, with their sound unless it is laid separately; nothing where `count` is 0. */
  keep(clip: GivenClip, from: number, count: number, { sound = true } = {}): void {
    if (count === 0) return;
    if (sound) this.sound(clip, { from, count, at: this.frames });
    const { width, height } = this.#request.settings;
    const last = this.segments.at(-1);
    if (last?.kind === 'kept' && goesOn(last.source, clip, from)) {
      const source = { ...last.source, count: last.source.count + count };
      this.segments[this.segments.length - 1] = { ...last, source };
    } else {
      this.segments.push({ kind: 'kept', source: clipSource(clip, from, count), width, height });
    }
  }

  /** A sentence in the request's style; the request's own where it is empty. */
  say(sentence: string | undefined): string {
    if (sentence === undefined || sentence.trim() === '') return this.prompt;
    return styledPrompt(sentence, this.#request.style ?? null);
  }

  /** What was shown last, for what goes on from there; null at the beginning. */
  tail(): Edge | null {
    const index = this.segments.length - 1;
    const last = this.segments[index];
    if (last === undefined) return null;
    if (last.kind === 'made') return madeTail(last, index);
    const { source } = last;
    const end = source.from + source.count;
    return { frames: source.count, take: (count) => ({ ...source, from: end - count, count }), inside: false };
  }

  /** Lays frames' sound of a clip at a frame of the finished clip; silent clips have none. */
  sound(clip: GivenClip, frames: SoundFrames): void {
    const last = this.#sounds.at(-1);
    if (!clip.facts.hasAudio || frames.count === 0) return;
    const follows = last?.sha256 === clip.sha256 && last.from + last.count === frames.from;
    if (last !== undefined && follows && last.at + last.count === frames.at && frames.fadeIn === undefined) {
      this.#sounds[this.#sounds.length - 1] = { ...last, count: last.count + frames.count };
    } else {
      this.#sounds.push({ sha256: clip.sha256, ...frames });
    }
  }

  /** Has the model make frames; a refusal where no runs fit, with the nearest length of the stretch in seconds. */
  make(stretch: Omit<Stretch, 'prompt'> & { readonly prompt?: string }): Refusal | null {
    const { settings } = this.#request;
    const made = makeStretch(
      { ...stretch, prompt: stretch.prompt ?? this.prompt },
      { settings, capabilities: this.capabilities, firstIndex: this.segments.length },
    );
    if (!made.ok) return made.refusal;
    this.segments.push(...made.value);
    return null;
  }

  /** The plan and what it gives. `asked` are the times in seconds that stood in the request. */
  finish(asked: readonly number[] = []): Finished {
    const { frames, fps } = this;
    const { settings, style = null, references = [] } = this.#request;
    const { steps, guidance } = settings;
    const inside = insideOf(this.segments, this.#needs.inputs, settings);
    const plan: ClipPlan = {
      version: PLAN_VERSION,
      task: this.#needs.task,
      family: this.capabilities.family,
      fps,
      style: style?.name ?? null,
      guidance,
      steps,
      references,
      segments:
        inside === null ? this.segments : this.segments.map((one) => (one.kind === 'made' ? { ...one, inside } : one)),
      audio: this.#sounds.map((sound) => audioPart(sound, fps, frames)),
    };
    return { ok: true, plan, outcome: outcomeOf(plan, this.#needs.inputs, asked) };
  }
}

/**
 * Where there is a picture in a frame of this size, when all that is given is letterboxed: what lies outside of every one of
 * them stays a bar in what is made between and after them. Null where something given fills the frame.
 */
function insideOf(segments: readonly Segment[], inputs: readonly Given[], frame: Size): Inside | null {
  const seen = new Set(segments.flatMap(seenIn));
  const parts = inputs.filter(({ sha256 }) => seen.has(sha256)).map((input) => frameInput(input, frame).to);
  if (parts.length === 0) return null;
  const [left, top] = [Math.min(...parts.map((part) => part.left)), Math.min(...parts.map((part) => part.top))];
  const width = Math.max(...parts.map((part) => part.left + part.width)) - left;
  const height = Math.max(...parts.map((part) => part.top + part.height)) - top;
  return width === frame.width && height === frame.height ? null : { left, top, width, height };
}

/** Names of what a segment shows or goes by; masks show nothing. */
function seenIn(segment: Segment): readonly string[] {
  if (segment.kind === 'kept') return [segment.source.sha256];
  const start = segment.start?.source;
  const begins = start === undefined ? [] : start.kind === 'mix' ? [start.first, start.second] : [start];
  const sources = [...begins, ...segment.conditions.map(({ source }) => source)];
  return sources.flatMap((source) => (source.kind === 'made' ? [] : [source.sha256]));
}

/** Whether frame `from` of a clip is the next one of a source. */
function goesOn(source: ClipSource, clip: GivenClip, from: number): boolean {
  const same = JSON.stringify(source.framing) === JSON.stringify(framingOf(clip));
  return same && source.sha256 === clip.sha256 && source.from + source.count === from;
}

interface SoundFrames {
  /** First frame of the clip, frames, first frame of the finished clip. */
  readonly from: number;
  readonly count: number;
  readonly at: number;
  /** Frames over which it comes and goes; at joins a short fade where nothing is said. */
  readonly fadeIn?: number;
  readonly fadeOut?: number;
}

interface Sound extends SoundFrames {
  readonly sha256: string;
}

function audioPart({ sha256, from, count, at, fadeIn, fadeOut }: Sound, fps: number, frames: number): AudioPart {
  const durationSeconds = count / fps;
  const short = Math.min(FADE_SECONDS, durationSeconds / 2);
  return {
    sha256,
    fromSeconds: from / fps,
    durationSeconds,
    atSeconds: at / fps,
    fadeInSeconds: fadeIn !== undefined ? fadeIn / fps : at === 0 ? 0 : short,
    fadeOutSeconds: fadeOut !== undefined ? fadeOut / fps : at + count === frames ? 0 : short,
  };
}

/** A draft of a plan, or the first reason why there can be none: ability, settings, sentence, cast, inputs. */
export function beginDraft(request: TaskRequest, capabilities: Capabilities, needs: DraftNeeds): OrRefusal<PlanDraft> {
  const refusal =
    refuseInability(needs.needs, capabilities) ??
    refuseSettings(request.settings, capabilities) ??
    refuseCrowd(request.references ?? [], capabilities) ??
    needs.inputs.map(refuseInput).find((found) => found !== null) ??
    null;
  if (refusal !== null) return refuse(refusal);
  const draft = new PlanDraft(request, capabilities, needs);
  if (needs.promptNeeded && request.reading.text.trim() === '') {
    return refuse({ what: 'prompt', message: 'There is no prompt.' });
  }
  return { ok: true, value: draft };
}

/** More of the cast than the family can have act at once. */
function refuseCrowd(references: readonly Reference[], { maxReferences }: Capabilities): Refusal | null {
  if (references.length <= maxReferences) return null;
  const names = references.map(({ name }) => name);
  const nearest = names.slice(0, maxReferences);
  return { what: 'cast', message: `At most ${maxReferences} of the cast can act in one clip.`, names, nearest };
}

function refuseInput({ sha256, facts }: Given): Refusal | null {
  const shape = [facts.width, facts.height, ...(facts.kind === 'clip' ? [facts.durationSeconds] : [])];
  if (shape.every((value) => Number.isFinite(value) && value > 0)) return null;
  const message = facts.kind === 'clip' ? 'This clip has no picture or no length.' : 'This picture has no size.';
  return { what: 'input', message, sha256 };
}

/** Why a clip that is to stay whole cannot: it is longer than a clip can be. Null where it can. */
export function refuseLongClip(clip: GivenClip, capabilities: Capabilities): Refusal | null {
  const { fps } = capabilities;
  const [frames, most] = [framesOf(clip, capabilities), mostFrames(capabilities)];
  if (frames <= most) return null;
  const message = `The clip lasts ${seconds(frames, fps)}; ${seconds(most, fps)} is the most. Cut it first.`;
  return { what: 'input', message, sha256: clip.sha256 };
}

/** Frames of a given clip at the plan's rate. */
export function framesOf(clip: GivenClip, { fps }: Pick<Capabilities, 'fps'>): number {
  return clipFrameCount(clip.facts, fps);
}

/** Most frames a finished clip can have. */
export function mostFrames({ maxSeconds, fps }: Pick<Capabilities, 'maxSeconds' | 'fps'>): number {
  return Math.floor(maxSeconds * fps);
}

/** A number of frames as people read times: "2.1 s". */
export function seconds(frames: number, fps: number): string {
  return `${Number((frames / fps).toFixed(2))} s`;
}

/**
 * Why a time of `asked` seconds cannot be, or null: it is no number, under a frame, or longer than `most` frames.
 * @param most frames; less than 1 says that there is no room at all
 */
export function refuseSeconds(asked: number, most: number, fps: number): Refusal | null {
  const frames = Math.round(asked * fps);
  if (most < 1) {
    return { what: 'seconds', message: 'The clip is as long as a clip can be already.', nearest: 0 };
  }
  if (asked > 0 && frames <= most) return null;
  const message = asked > 0 ? `At most ${seconds(most, fps)} can be made here.` : 'The time must be more than nothing.';
  const nearest = asked > 0 ? most / fps : 1 / fps;
  return { what: 'seconds', message, nearest };
}
