import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hashFile } from '../../../src/media/read/hash-file.ts';

const MB = 1024 * 1024;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the SHA-256 of a file', () => {
  it.each([0, 8 * MB, 8 * MB + 1])('of %i bytes is the one that everybody gets', async (size) => {
    const bytes = Buffer.alloc(size, 'a film');
    expect(await hashFile(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('never has more than one piece of the file in memory', async () => {
    const read = vi.spyOn(Blob.prototype, 'arrayBuffer');
    await hashFile(new Blob([new Uint8Array(20 * MB)]));
    const sizes = read.mock.contexts.map((blob) => (blob as Blob).size);
    expect(Math.max(...sizes)).toBe(8 * MB);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(20 * MB);
  });
});
