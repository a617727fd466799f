import type { ClipSource, MadeSegment, MadeSource, PictureSource } from '../contract/plan.ts';
import { clipSource, type GivenClip, type GivenPicture, pictureSource } from './framing.ts';

/** Known frames where a stretch that the model makes begins or ends. */
export interface Edge {
  /** How many known frames lie there. */
  readonly frames: number;
  /** The `count` of them nearest the stretch. */
  take(count: number): ClipSource | PictureSource | MadeSource;
  /** True where they are shown by the stretch itself; false where its neighbour shows them and they are trimmed. */
  readonly inside: boolean;
}

/** The frames of a clip before frame `end` that its kept part shows; `frames` of them. */
export function clipTail(clip: GivenClip, end: number, frames: number): Edge {
  return { frames, take: (count) => clipSource(clip, end - count, count), inside: false };
}

/** The frames of a clip from frame `from` on that its kept part shows; `frames` of them. */
export function clipHead(clip: GivenClip, from: number, frames: number): Edge {
  return { frames, take: (count) => clipSource(clip, from, count), inside: false };
}

/** A picture that is the stretch's own first or last frame (`inside`), or the first of what follows it. */
export function pictureEdge(picture: GivenPicture, inside: boolean): Edge {
  return { frames: 1, take: () => pictureSource(picture), inside };
}

/** The last shown frames of a segment that the model makes. */
export function madeTail(segment: MadeSegment, index: number): Edge {
  const end = segment.frameCount - segment.trim[1];
  return { frames: end, take: (count) => ({ kind: 'made', segment: index, from: end - count, count }), inside: false };
}
