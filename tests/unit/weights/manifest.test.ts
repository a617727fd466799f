import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/contract/result.ts';
import { parseWeightFiles, pieceSize, type WeightFile } from '../../../src/weights/manifest.ts';
import { describeFile, noise } from './weight-server.ts';

const FILE = describeFile('text/model.onnx', noise(2500, 1), 1000);
const HASH = 'a'.repeat(64);

function refusal(value: unknown): string {
  try {
    parseWeightFiles(value);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.data.code === 'weights-malformed') return thrown.message;
    throw thrown;
  }
  return 'accepted';
}

describe('the files of a manifest', () => {
  it('are read as they stand, and other fields are left alone', () => {
    expect(parseWeightFiles([{ ...FILE, licence: 'MIT' }])).toEqual([FILE]);
  });

  it('know the size of every piece', () => {
    const [file] = parseWeightFiles([FILE]);
    expect(FILE.pieces.map((_, index) => pieceSize(file as WeightFile, index))).toEqual([1000, 1000, 500]);
  });

  it('of the text encoder are sound', async () => {
    const text = await readFile(new URL('../../../models/kinora/text-manifest.json', import.meta.url), 'utf8');
    const files = parseWeightFiles(Reflect.get(Object(JSON.parse(text)), 'files'));
    expect(files.length).toBeGreaterThan(0);
  });

  it.each<[string, unknown, string]>([
    ['are no list', { files: [] }, '"files" is not a list'],
    ['are missing', undefined, '"files" is not a list'],
    ['hold null', [null], 'files[0] is not an object'],
    ['hold a string', [FILE, 'model.onnx'], 'files[1] is not an object'],
    ['hold a file twice', [FILE, FILE], '"text/model.onnx" is listed twice'],
    ['have no name', [{ ...FILE, name: undefined }], 'files[0].name'],
    ['have an empty name', [{ ...FILE, name: '' }], 'files[0].name'],
    ['have a name that climbs', [{ ...FILE, name: '../secrets' }], 'files[0].name'],
    ['have a name that climbs within', [{ ...FILE, name: 'a/../../b' }], 'files[0].name'],
    ['have an absolute name', [{ ...FILE, name: '/etc/passwd' }], 'files[0].name'],
    ['have an address for a name', [{ ...FILE, name: 'https://example.org/a' }], 'files[0].name'],
    ['have a name with a query', [{ ...FILE, name: 'a?b' }], 'files[0].name'],
    ['have a backslash in a name', [{ ...FILE, name: 'a\\b' }], 'files[0].name'],
    ['have a very long name', [{ ...FILE, name: 'n'.repeat(201) }], 'files[0].name'],
    ['have no size', [{ ...FILE, sizeBytes: undefined }], 'files[0].sizeBytes'],
    ['have a size of zero', [{ ...FILE, sizeBytes: 0, pieces: [] }], 'files[0].sizeBytes'],
    ['have a negative size', [{ ...FILE, sizeBytes: -2500 }], 'files[0].sizeBytes'],
    ['have half a byte', [{ ...FILE, sizeBytes: 2500.5 }], 'files[0].sizeBytes'],
    ['have a size as text', [{ ...FILE, sizeBytes: '2500' }], 'files[0].sizeBytes'],
    ['have a size above 2^53', [{ ...FILE, sizeBytes: 2 ** 60 }], 'files[0].sizeBytes'],
    ['have pieces of nothing', [{ ...FILE, pieceBytes: 0 }], 'files[0].pieceBytes'],
    ['have pieces too large for memory', [{ ...FILE, pieceBytes: 2 ** 31 }], 'files[0].pieceBytes'],
    ['have a hash too short', [{ ...FILE, sha256: 'abc' }], 'files[0].sha256'],
    ['have a hash in capitals', [{ ...FILE, sha256: FILE.sha256.toUpperCase() }], 'files[0].sha256'],
    ['have a hash that is no text', [{ ...FILE, sha256: 7 }], 'files[0].sha256'],
    ['have no pieces', [{ ...FILE, pieces: undefined }], 'files[0].pieces is not a list'],
    ['have a piece too few', [{ ...FILE, pieces: FILE.pieces.slice(1) }], 'has 2 hashes where 2500 bytes need 3'],
    ['have a piece too many', [{ ...FILE, pieces: [...FILE.pieces, HASH] }], 'has 4 hashes where 2500 bytes need 3'],
    ['have a piece without a hash', [{ ...FILE, pieces: [HASH, HASH, null] }], 'files[0].pieces[2]'],
    ['have one piece unlike the file', [{ ...FILE, pieceBytes: 2500, pieces: [HASH] }], 'hash is not the file'],
  ])('that %s are refused', (_, value, says) => {
    expect(refusal(value)).toContain(says);
  });
});
