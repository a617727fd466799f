import type { Capabilities, ConditionKind, Size } from '../contract/capabilities.ts';
import type { ClipPlan, TaskName } from '../contract/plan.ts';
import type { Outcome } from './outcome.ts';

/** What is wrong with the size, the length in frames or a number of the settings; every family's pages have these. */
export type SettingsRefusal =
  | { readonly what: 'prompt'; readonly message: string }
  | { readonly what: 'size'; readonly message: string; readonly nearest: Size }
  | { readonly what: 'length' | 'steps' | 'guidance' | 'seed'; readonly message: string; readonly nearest: number };

/**
 * What cannot be done, why, and the nearest thing that can. `message` is one plain English sentence that a page may show as
 * it is; the other fields are for a page that offers the nearest at a click.
 */
export type Refusal =
  | SettingsRefusal
  /** A time in seconds is out of reach: of the whole clip, of an extension, of a join. */
  | { readonly what: 'seconds'; readonly message: string; readonly nearest: number }
  /** How much may change, 0 to 1, both excluded. */
  | { readonly what: 'strength'; readonly message: string; readonly nearest: number }
  /** The model cannot take this kind of condition. `nearest` is the task that it can do instead, where one is near. */
  | {
      readonly what: 'ability';
      readonly message: string;
      readonly needs: ConditionKind | 'frame-rate';
      readonly nearest?: TaskName;
    }
  /** A given picture or clip is not what the task needs. */
  | { readonly what: 'input'; readonly message: string; readonly sha256: string }
  /**
   * Which frames, parts, cards or points were named; `index` counts from 0 among them. `nearestSeconds` is how long what is
   * drawn there could be instead.
   */
  | { readonly what: 'choice'; readonly message: string; readonly index: number; readonly nearestSeconds?: number }
  /** The curve of a blend; `nearest` is one that can be followed. */
  | { readonly what: 'curve'; readonly message: string; readonly nearest: readonly CurvePoint[] }
  /** The prompt names someone who is not in the cast, or more than can act; `nearest` are names to use instead. */
  | {
      readonly what: 'cast';
      readonly message: string;
      readonly names: readonly string[];
      readonly nearest: readonly string[];
    }
  /** A stored plan that this program cannot read; `newer` where a newer version of it could. */
  | { readonly what: 'plan'; readonly message: string; readonly newer: boolean };

/** A point of a curve of influence. */
export interface CurvePoint {
  /** 0 to 1: where in the time that both clips share. */
  readonly at: number;
  /** Share of the second clip, 0 to 1. */
  readonly influence: number;
}

/** What every planner answers. */
export type Planned =
  | { readonly ok: true; readonly plan: ClipPlan; readonly outcome: Outcome }
  | { readonly ok: false; readonly refusal: Refusal };

/** A value or the reason why there is none. */
export type OrRefusal<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** The failed half of `Planned` and `OrRefusal`. */
export function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

const ABILITIES: Readonly<Record<ConditionKind, string>> = {
  'first-frame': 'begin a clip with a given picture',
  'last-frame': 'end a clip with a given picture',
  frames: 'go on from given frames',
  region: 'change a part of the picture alone',
  'start-time': 'start from a given clip',
};

/** Why a family cannot do what needs these kinds of condition, or null where it can. */
export function refuseInability(needs: readonly ConditionKind[], { conditions }: Capabilities): Refusal | null {
  // Who takes frames anywhere takes the first and the last.
  const able = (kind: ConditionKind): boolean => kind.endsWith('-frame') && conditions.includes('frames');
  const missing = needs.find((kind) => !conditions.includes(kind) && !able(kind));
  if (missing === undefined) return null;
  return { what: 'ability', message: `This model cannot ${ABILITIES[missing]}.`, needs: missing };
}
