import type { Capabilities, Size } from '../contract/capabilities.ts';
import type { SettingsRefusal } from './refusal.ts';

/** Settings that every task has. */
export interface TaskSettings extends Size {
  readonly steps: number;
  readonly guidance: number;
  /** Unsigned 32-bit. */
  readonly seed: number;
}

/** The largest seed: seeds are unsigned 32-bit numbers. */
export const LARGEST_SEED = 0xffff_ffff;

/** The first setting that the family cannot follow, with the nearest that it can; null where all are in order. */
export function refuseSettings(settings: TaskSettings, capabilities: Capabilities): SettingsRefusal | null {
  return (
    refuseSize(settings, capabilities) ??
    refuseNumber('steps', settings.steps, capabilities.stepRange, true) ??
    refuseNumber('guidance', settings.guidance, capabilities.guidanceRange, false) ??
    refuseNumber('seed', settings.seed, [0, LARGEST_SEED], true)
  );
}

function refuseSize({ width, height }: Size, capabilities: Capabilities): SettingsRefusal | null {
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

/** @param longest frames that can be made in all, by one run of the network or by several */
export function refuseLength(
  frameCount: number,
  { frameGroup, frameRange }: Capabilities,
  longest: number,
): SettingsRefusal | null {
  const [shortest] = frameRange;
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
): SettingsRefusal | null {
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
