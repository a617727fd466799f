import type { Capabilities } from '../contract/capabilities.ts';
import type { MediaFacts } from '../contract/media.ts';
import type { ClipPlan } from '../contract/plan.ts';
import type { PromptReading } from '../contract/reading.ts';
import type { ClipSettings } from './state.ts';
import type { ToolRequest } from './tool-request.ts';

/** A clip or picture that a panel works on. */
export interface ToolSubject {
  /** Lower-case hexadecimal SHA-256 of its bytes. */
  readonly sha256: string;
  readonly facts: MediaFacts;
  /** Its own sentence; empty where it has none. */
  readonly prompt: string;
  readonly plan: ClipPlan | null;
}

export interface ToolContext {
  readonly capabilities: Capabilities;
  readonly settings: ClipSettings;
  /** Of the form's sentence, or of the clip's own where the form has none. */
  readonly reading: PromptReading;
  readonly subject: ToolSubject;
  /** The second clip of a blend. */
  readonly other: ToolSubject | null;
  /** SHA-256 of the painted mask. */
  readonly mask: string | null;
  /** Unsigned 32-bit. */
  readonly seed: number;
}

export type ToolOutcome =
  | { readonly ok: true; readonly plan: ClipPlan }
  | { readonly ok: false; readonly message: string; readonly nearest: number | null };

/** Hands a filled-in form to the planner of its task. */
export function planTool(request: ToolRequest, _context: ToolContext): ToolOutcome {
  return { ok: false, message: `There is no planner for ${request.tool} yet.`, nearest: null };
}
