import type { Capabilities, Size } from '../contract/capabilities.ts';
import { type ClipPlan, PLAN_VERSION, type Reference } from '../contract/plan.ts';
import type { PromptReading } from '../contract/reading.ts';

export interface TextToVideoRequest {
  readonly reading: PromptReading;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly frameCount: number;
  readonly steps: number;
  readonly guidance: number;
  /** Unsigned 32-bit. */
  readonly seed: number;
  /** Whether things of the family's own cast may act in the clip. */
  readonly cast: boolean;
  /** Ids of things that the person took out of what was understood. */
  readonly dropped: readonly string[];
}

/** What cannot be done, and the nearest thing that can. */
export type Refusal =
  | { readonly what: 'prompt'; readonly message: string }
  | { readonly what: 'size'; readonly message: string; readonly nearest: Size }
  | { readonly what: 'length' | 'steps' | 'guidance' | 'seed'; readonly message: string; readonly nearest: number };

export type PlanResult =
  | { readonly ok: true; readonly plan: ClipPlan }
  | { readonly ok: false; readonly refusal: Refusal };

const LARGEST_SEED = 0xffff_ffff;

/** A plan of one segment without conditions, or the first reason why there is none. Nothing is rounded silently. */
export function planTextToVideo(request: TextToVideoRequest, capabilities: Capabilities): PlanResult {
  const refusal = refuse(request, capabilities);
  if (refusal !== null) return { ok: false, refusal };
  const { width, height, frameCount, seed, steps, guidance } = request;
  const plan: ClipPlan = {
    version: PLAN_VERSION,
    task: 'text-to-video',
    family: capabilities.family,
    fps: capabilities.fps,
    style: null,
    guidance,
    steps,
    references: castOf(request, capabilities),
    segments: [
      {
        kind: 'made',
        prompt: request.reading.text,
        width,
        height,
        frameCount,
        seed,
        start: null,
        conditions: [],
        trim: [0, 0],
      },
    ],
    audio: [],
  };
  return { ok: true, plan };
}

function castOf(request: TextToVideoRequest, capabilities: Capabilities): readonly Reference[] {
  if (!request.cast) return [];
  const seen = new Set<string>(request.dropped);
  const cast: Reference[] = [];
  for (const thing of request.reading.things) {
    if (seen.has(thing.id) || cast.length === capabilities.maxReferences) continue;
    seen.add(thing.id);
    cast.push({ name: thing.said, source: { kind: 'cast', id: thing.id } });
  }
  return cast;
}

function refuse(request: TextToVideoRequest, capabilities: Capabilities): Refusal | null {
  if (request.reading.text === '') return { what: 'prompt', message: 'There is no prompt.' };
  return (
    refuseSize(request, capabilities) ??
    refuseLength(request.frameCount, capabilities) ??
    refuseNumber('steps', request.steps, capabilities.stepRange, true) ??
    refuseNumber('guidance', request.guidance, capabilities.guidanceRange, false) ??
    refuseNumber('seed', request.seed, [0, LARGEST_SEED], true)
  );
}

function refuseSize({ width, height }: Size, capabilities: Capabilities): Refusal | null {
  const { sizeMultiple, sideRange } = capabilities;
  const nearest = {
    width: nearestStep(width, sizeMultiple, sideRange),
    height: nearestStep(height, sizeMultiple, sideRange),
  };
  if (nearest.width === width && nearest.height === height) return null;
  const [smallest, largest] = sideRange;
  return {
    what: 'size',
    message: `Sides are multiples of ${sizeMultiple} from ${smallest} to ${largest} pixels; ${width}x${height} is not.`,
    nearest,
  };
}

function refuseLength(frameCount: number, { frameGroup, frameRange }: Capabilities): Refusal | null {
  const [shortest, longest] = frameRange;
  const nearest = 1 + nearestStep(frameCount - 1, frameGroup, [shortest - 1, longest - 1]);
  if (nearest === frameCount) return null;
  return {
    what: 'length',
    message: `Clips have 1 + ${frameGroup}k frames, from ${shortest} to ${longest}; ${frameCount} is not such a number.`,
    nearest,
  };
}

function refuseNumber(
  what: 'steps' | 'guidance' | 'seed',
  value: number,
  [smallest, largest]: readonly [number, number],
  whole: boolean,
): Refusal | null {
  const finite = Number.isFinite(value) ? value : smallest;
  const clamped = Math.min(largest, Math.max(smallest, finite));
  const nearest = whole ? Math.round(clamped) : clamped;
  if (nearest === value) return null;
  const kind = whole ? 'a whole number' : 'a number';
  return { what, message: `The ${what} must be ${kind} from ${smallest} to ${largest}; ${value} is not.`, nearest };
}

function nearestStep(value: number, step: number, [smallest, largest]: readonly [number, number]): number {
  const finite = Number.isFinite(value) ? value : smallest;
  const rounded = Math.round(finite / step) * step;
  const first = Math.ceil(smallest / step) * step;
  const last = Math.floor(largest / step) * step;
  return Math.min(last, Math.max(first, rounded));
}
