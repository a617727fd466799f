import type { LibraryClip } from '../contract/library.ts';
import { inputsOf } from '../contract/plan.ts';
import type { ClipResult } from '../engine/engine.ts';
import type { Library, NewClip } from '../library/library.ts';
import type { ShownClip } from './state.ts';

export interface EntryFacts {
  /** The id that the clip was made under: its address stays the same. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly title: string;
  /** Pictures and clips that the plan names, by SHA-256. */
  readonly inputs: Readonly<Record<string, Blob>>;
  /** Shared by variations of one request. */
  readonly group: string | null;
  /** The clip this one was made from. */
  readonly parent: string | null;
}

/** A finished clip as the library takes it. */
export function clipEntry({ plan, clip }: Pick<ClipResult, 'plan' | 'clip'>, facts: EntryFacts): NewClip {
  const { id, createdAt, title, inputs, group, parent } = facts;
  const file = clip.kind === 'video' ? clip.blob : clip.zip;
  const prompts = plan.segments.flatMap((segment) => (segment.kind === 'made' ? [segment.prompt] : []));
  const cast = plan.references.map(({ name }) => name);
  const row: LibraryClip = {
    id,
    createdAt,
    title,
    words: [...new Set([title, ...prompts, ...cast, plan.task, plan.style ?? ''])].join(' '),
    plan,
    kind: clip.kind,
    mimeType: file.type.split(';')[0] ?? '',
    sizeBytes: file.size,
    width: clip.width,
    height: clip.height,
    frameCount: clip.frameCount,
    fps: clip.fps,
    hasAudio: clip.kind === 'video' && clip.audioCodec !== undefined,
    favourite: false,
    folder: null,
    inputs: inputsOf(plan),
    group,
    parent,
  };
  return { clip: row, media: { file, poster: clip.poster }, inputs };
}

/** A kept clip with its bytes as the player plays it; null where it is not here. */
export interface KeptClip {
  readonly clip: LibraryClip;
  readonly shown: ShownClip;
}

/** Opens a clip of the library. */
export async function openKept(library: Library, id: string): Promise<KeptClip | null> {
  const clip = library.get(id);
  const media = clip === null ? null : await library.media(id);
  if (clip === null || media === null) return null;
  const { width, height, frameCount, fps, mimeType } = clip;
  const shape = { width, height, frameCount, fps, poster: media.poster };
  if (clip.kind === 'pictures') {
    const frames = await picturesOf(media.file);
    return { clip, shown: { ...shape, kind: 'pictures', frames, zip: media.file } };
  }
  // Earlier versions kept no word of it; where their plan asked for sound there most likely is some.
  const hasAudio = clip.hasAudio ?? (clip.plan !== null && clip.plan.audio.length > 0);
  return { clip, shown: { ...shape, kind: 'video', blob: media.file, mimeType, hasAudio } };
}

/** The PNG files of a zip, in the order of their names. */
async function picturesOf(zip: Blob): Promise<readonly Blob[]> {
  const { openZip } = await import('../library/read-zip.ts');
  const { paths, read } = await openZip(zip);
  const pictures = paths.filter((path) => path.endsWith('.png')).sort();
  return Promise.all(pictures.map((path) => read(path, 'image/png')));
}
