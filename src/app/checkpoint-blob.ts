import type { Checkpoint } from '../contract/progress.ts';

/** Bytes before the header: its length, unsigned 32-bit, little endian like the numbers. */
const LENGTH_BYTES = 4;
const MOST_HEADER_BYTES = 1000;

/** A kept checkpoint. */
export interface KeptCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Whether the segment is done with it. */
  readonly finished: boolean;
}

/** A checkpoint as bytes: the length of a JSON header, the header, and the latents as 32-bit floats, little endian. */
export function packCheckpoint({ checkpoint, finished }: KeptCheckpoint): Blob {
  const { segment, step, shape, latents } = checkpoint;
  const header = new TextEncoder().encode(JSON.stringify({ segment, step, shape, finished }));
  return new Blob([Uint32Array.of(header.length), header, latents]);
}

/** Null for anything that `packCheckpoint` did not write. */
export async function unpackCheckpoint(blob: Blob): Promise<KeptCheckpoint | null> {
  try {
    const bytes = await blob.arrayBuffer();
    const headerBytes = new DataView(bytes).getUint32(0, true);
    if (headerBytes > MOST_HEADER_BYTES) return null;
    const end = LENGTH_BYTES + headerBytes;
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes.slice(LENGTH_BYTES, end)));
    if (!isHeader(header)) return null;
    const { segment, step, shape, finished } = header;
    const latents = new Float32Array(bytes.slice(end));
    const count = shape.reduce((product, side) => product * side, 1);
    return latents.length === count ? { checkpoint: { segment, step, shape, latents }, finished } : null;
  } catch {
    // Too short, no JSON, or gone from the disk: there is nothing to go on from.
    return null;
  }
}

type Header = Omit<Checkpoint, 'latents'> & Pick<KeptCheckpoint, 'finished'>;

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null) return false;
  const { segment, step, shape, finished } = value as Partial<Record<keyof Header, unknown>>;
  const counts = isCount(segment) && isCount(step) && Array.isArray(shape) && shape.every(isCount);
  return counts && typeof finished === 'boolean';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
