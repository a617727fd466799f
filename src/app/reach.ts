import type { Capabilities } from '../contract/capabilities.ts';
import { mostAdded } from '../tasks/lengths.ts';

/** Seconds that one plan can add to a clip, behind its end and before its beginning. */
export interface Reach {
  readonly forwards: number;
  readonly backwards: number;
}

/** How far a clip of so many frames, counted at the model's rate, can be extended at a time. */
export function reachOf(frameCount: number, capabilities: Capabilities): Reach {
  const { fps } = capabilities;
  return {
    forwards: mostAdded('forwards', frameCount, capabilities) / fps,
    backwards: mostAdded('backwards', frameCount, capabilities) / fps,
  };
}
