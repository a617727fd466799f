import type { Capabilities, VocabularyEntry } from '../../../src/contract/capabilities.ts';

/** A small family, for elements and actions. */
export const EXAMPLE_CAPABILITIES: Capabilities = {
  family: 'kinora',
  sizes: [
    { width: 128, height: 128 },
    { width: 160, height: 96 },
  ],
  sizeMultiple: 32,
  sideRange: [64, 160],
  frameGroup: 4,
  frameRange: [5, 17],
  fps: 8,
  maxSeconds: 60,
  conditions: [],
  maxReferences: 2,
  defaults: { width: 128, height: 128, frameCount: 17, steps: 4, guidance: 3 },
  stepRange: [1, 30],
  guidanceRange: [1, 8],
  vocabulary: {
    things: entries('rocket', 'penguin', 'balloon', 'jellyfish', 'dinosaur', 'sailboat'),
    places: entries('moon', 'snow', 'sky', 'coral reef', 'beach'),
    motions: entries('rises', 'jumps', 'hovers', 'moves left'),
    times: entries('night', 'sunset'),
    cameras: entries('zoom in', 'pan left'),
  },
};

function entries(...names: readonly string[]): readonly VocabularyEntry[] {
  return names.map((name) => ({ id: name.replaceAll(' ', '-'), name, phrases: [] }));
}
