import { expect, it } from 'vitest';
import { openZip } from '../../../src/library/read-zip.ts';
import { writeZip } from '../../../src/library/write-zip.ts';

const MIB = 1024 * 1024;

/** A blob that says it is large; its checksum is read from few bytes, because `stream` gives no more. */
class VastBlob extends Blob {
  override readonly size = 5 * 1024 * MIB;

  override stream(): ReturnType<Blob['stream']> {
    return new Blob([]).stream();
  }
}

it('files that begin beyond 4 GiB are found: their places are written in 64 bits', async () => {
  const changedAt = Date.now();
  const parts: BlobPart[][] = [];
  const RealBlob = globalThis.Blob;
  // The zip is put together from its parts; here they are looked at before they would be joined.
  class WatchedBlob extends RealBlob {
    constructor(from: BlobPart[] = [], options?: BlobPropertyBag) {
      super([], options);
      parts.push(from);
    }
  }
  globalThis.Blob = WatchedBlob;
  try {
    const small = new RealBlob(['here']);
    await writeZip(
      [
        { path: 'vast', blob: new VastBlob([]), changedAt },
        { path: 'small', blob: small, changedAt },
      ],
      { signal: new AbortController().signal },
    );
  } finally {
    globalThis.Blob = RealBlob;
  }
  const [header, vast, smallHeader, small, ...end] = parts.at(-1) ?? [];
  expect(vast).toBeInstanceOf(VastBlob);
  // A file of that size, sparse: what is asked of it is answered from the parts that are small.
  const zip = await openZip(await sparseBlob([header, 5 * 1024 * MIB, smallHeader, small, ...end]));
  expect(zip.paths).toEqual(['vast', 'small']);
  expect(await (await zip.read('small', 'text/plain')).text()).toBe('here');
});

async function sparseBlob(parts: readonly (BlobPart | number | undefined)[]): Promise<Blob> {
  const known: { from: number; bytes: Uint8Array<ArrayBuffer> }[] = [];
  let size = 0;
  for (const part of parts) {
    if (typeof part === 'number') size += part;
    else if (part !== undefined) {
      const bytes = new Uint8Array(await new Blob([part]).arrayBuffer());
      known.push({ from: size, bytes });
      size += bytes.length;
    }
  }
  const slice = (from = 0, to = size, type = ''): Blob => {
    const bytes = new Uint8Array(to - from);
    for (const one of known) {
      for (const [index, byte] of one.bytes.entries()) {
        const at = one.from + index - from;
        if (at >= 0 && at < bytes.length) bytes[at] = byte;
      }
    }
    return new Blob([bytes], { type });
  };
  // Of a Blob, the reader needs its size and its slices.
  return Object.defineProperty(Object.assign(new Blob([]), { slice }), 'size', { value: size });
}
