import type { Size } from '../contract/capabilities.ts';
import type { Framing } from '../contract/plan.ts';
import type { PlanNote } from '../tasks/outcome.ts';
import type { CurvePoint } from '../tasks/refusal.ts';

export type { CurvePoint, PlanNote };

/** What the panels over a clip ask for. Only tasks with a planner and a form have a name here. */
export type ToolName = 'extend' | 'remix' | 'loop' | 'blend' | 'fill' | 'region-edit' | 'recut' | 'larger' | 'cast';

/** A filled-in form. `prompt` may be empty where the task allows it: then the clip's own sentence is used. */
export type ToolRequest = ToolForm & {
  /** How what is given fills a frame of another shape; cropped around its middle without it. */
  readonly framing?: Framing;
  /** The same of the second clip of a blend or a bridge. */
  readonly otherFraming?: Framing;
};

type ToolForm =
  /** No sentence is asked for. Twice as many pixels along each side, or twice as many frames a second. */
  | { readonly tool: 'larger'; readonly prompt: string; readonly twice: 'size' | 'rate' }
  | {
      readonly tool: 'extend';
      readonly prompt: string;
      readonly direction: 'forwards' | 'backwards';
      readonly seconds: number;
    }
  | { readonly tool: 'remix'; readonly prompt: string; readonly strength: 'subtle' | 'mild' | 'strong' | number }
  | { readonly tool: 'loop'; readonly prompt: string; readonly seconds: number }
  | {
      readonly tool: 'blend';
      readonly prompt: string;
      /** Id of the take that this one becomes; empty while none is chosen. */
      readonly other: string;
      /** When the other clip begins, from the beginning of this one. */
      readonly offsetSeconds: number;
      /** Share of the other clip over the time that both share: ascending, from 0 to 1, straight lines between. */
      readonly curve: readonly CurvePoint[];
    }
  | {
      readonly tool: 'fill';
      readonly prompt: string;
      /** Frames that are missing or damaged, ascending. */
      readonly frames: readonly number[];
    }
  | {
      /** The other half of the panel `fill`: what lies between this clip and another one. */
      readonly tool: 'bridge';
      readonly prompt: string;
      /** Id of the take that follows; empty while none is chosen. */
      readonly other: string;
      /** Length of the hole between them. */
      readonly seconds: number;
    }
  | {
      readonly tool: 'region-edit';
      readonly prompt: string;
      /** White where the clip stays, black where something new is to be; PNG as large as the clip. Null while nothing is painted. */
      readonly mask: Blob | null;
    }
  | {
      readonly tool: 'recut';
      readonly prompt: string;
      /** First and last frame of every part to keep, in the order they are shown. */
      readonly parts: readonly (readonly [number, number])[];
      /** Of every join, where `joins` has no other. */
      readonly join: JoinChoice;
      /** One for each join in their order, where each has its own. */
      readonly joins: readonly JoinChoice[] | null;
    };

/** What comes between two parts: nothing, more of the first one, or the way from one to the other. */
export interface JoinChoice {
  readonly kind: 'cut' | 'extend' | 'fill';
  /** How long it is, where it is no cut. */
  readonly seconds: number;
}

/** What a request would give, told before it is run. */
export type Forecast =
  | {
      readonly kind: 'possible';
      readonly seconds: number;
      readonly frames: number;
      /** Of the clip; not said where it is the one that was asked for. */
      readonly size?: Size;
      /** Frames that the model makes; the rest is shown as it was given. */
      readonly made: number;
      /** What the person should know although nothing is refused. */
      readonly notes: readonly PlanNote[];
    }
  | {
      readonly kind: 'refused';
      /** One English sentence. */
      readonly message: string;
      /** The nearest number that would do, where there is one. */
      readonly nearest: number | null;
    };
