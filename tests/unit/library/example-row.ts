import type { LibraryClip } from '../../../src/contract/library.ts';

/** A clip as the library keeps it, with a title of its own. */
export function exampleRow(title: string, changes: Partial<LibraryClip> = {}): LibraryClip {
  return {
    id: `clip-${title}`,
    createdAt: 1_700_000_000_000,
    title,
    words: title,
    plan: null,
    kind: 'video',
    mimeType: 'video/mp4',
    sizeBytes: 10,
    width: 128,
    height: 128,
    frameCount: 17,
    fps: 8,
    favourite: false,
    folder: null,
    inputs: [],
    group: null,
    parent: null,
    ...changes,
  };
}
