import type { Capabilities, ConditionKind } from '../../src/contract/capabilities.ts';

/** Capabilities of an imagined small family, for tests of everything that works from capabilities alone. */
export const CAPABILITIES: Capabilities = {
  family: 'test',
  sizes: [{ width: 128, height: 128 }],
  sizeMultiple: 32,
  sideRange: [64, 256],
  frameGroup: 4,
  frameRange: [5, 33],
  fps: 8,
  maxSeconds: 60,
  conditions: [],
  maxReferences: 2,
  defaults: { width: 128, height: 128, frameCount: 17, steps: 16, guidance: 3 },
  stepRange: [1, 64],
  guidanceRange: [1, 8],
  vocabulary: { things: [], places: [], motions: [], times: [], cameras: [] },
};

export const ALL_CONDITIONS: readonly ConditionKind[] = ['first-frame', 'last-frame', 'frames', 'region', 'start-time'];
