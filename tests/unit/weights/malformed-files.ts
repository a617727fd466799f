import { safetensors } from './safetensors-file.ts';

/** A file that must be refused: what is wrong with it, its bytes, and what the error must say. */
export interface MalformedFile {
  readonly what: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly says: string;
}

/** The sound file that every case departs from: two f32 tensors of 6 and 4 values. */
export const SOUND = {
  a: { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
  b: { dtype: 'F32', shape: [4], data_offsets: [24, 40] },
} as const;
export const SOUND_BYTES = 40;

type Case = readonly [what: string, says: string, header: unknown, data?: number];

/** `a` with fields changed, `b` as it is. */
function withA(change: Readonly<Record<string, unknown>>): unknown {
  return { ...SOUND, a: { ...SOUND.a, ...change } };
}

function withoutField(field: 'dtype' | 'shape' | 'data_offsets'): unknown {
  const { [field]: _, ...a } = SOUND.a;
  return { ...SOUND, a };
}

const TEXT = JSON.stringify(SOUND);
const A = JSON.stringify(SOUND.a);
const B = JSON.stringify(SOUND.b);

const NOT_JSON: readonly Case[] = [
  ['empty', 'does not begin with "{"', ''],
  ['a list', 'does not begin with "{"', '[]'],
  ['a string', 'does not begin with "{"', '"tensors"'],
  ['null', 'does not begin with "{"', 'null'],
  ['a number', 'does not begin with "{"', '7'],
  ['white space before the brace', 'does not begin with "{"', ` ${TEXT}`],
  ['a byte order mark', 'does not begin with "{"', `\uFEFF${TEXT}`],
  ['cut off', 'not JSON', TEXT.slice(0, -1)],
  ['cut off within a string', 'not JSON', TEXT.slice(0, 3)],
  ['followed by more text', 'not JSON', `${TEXT}x`],
  ['two objects', 'not JSON', `${TEXT}{}`],
  ['with a trailing comma', 'not JSON', `${TEXT.slice(0, -1)},}`],
  ['with single quotes', 'not JSON', TEXT.replaceAll('"', "'")],
  ['with a comment', 'not JSON', `{/* weights */${TEXT.slice(1)}`],
  ['with NaN in a shape', 'not JSON', TEXT.replace('[2,3]', '[NaN,3]')],
  ['with Infinity in a shape', 'not JSON', TEXT.replace('[2,3]', '[Infinity,3]')],
  ['with a hexadecimal number', 'not JSON', TEXT.replace('[2,3]', '[0x2,3]')],
  ['with a leading zero', 'not JSON', TEXT.replace('[2,3]', '[02,3]')],
  ['with a zero byte at its end', 'not JSON', `${TEXT}\0`],
  ['with a control character in a name', 'not JSON', TEXT.replace('"a"', '"a\n"')],
  ['ending in a backslash', 'not JSON', '{"a\\'],
];

const DEEP: readonly Case[] = [
  ['nested in a shape', 'nested deeper', withA({ shape: [[2], 3] })],
  ['nested in a field', 'nested deeper', withA({ dtype: { name: { of: 'F32' } } })],
  ['of a hundred thousand brackets', 'nested deeper', `{"a":${'['.repeat(100_000)}`],
  ['of a hundred thousand objects', 'nested deeper', '{"a":'.repeat(100_000)],
];

const TWICE: readonly Case[] = [
  ['a tensor twice', 'the key "a" twice', `{"a":${A},"b":${B},"a":${A}}`],
  ['a tensor twice, once escaped', 'the key "a" twice', `{"a":${A},"b":${B},"\\u0061":${A}}`],
  ['a tensor twice, with white space', 'the key "b" twice', `{"a":${A},"b" :${B},"b"\n:${B}}`],
  ['the metadata twice', 'the key "__metadata__" twice', `{"__metadata__":{},"__metadata__":{},"a":${A},"b":${B}}`],
  ['a dtype twice', 'the key "dtype" twice', TEXT.replace('"dtype"', '"dtype":"I8","dtype"')],
  ['a shape twice', 'the key "shape" twice', TEXT.replace('"shape"', '"shape":[6],"shape"')],
  ['offsets twice', 'the key "data_offsets" twice', TEXT.replace('"data_offsets"', '"data_offsets":[],"data_offsets"')],
];

const NAMES: readonly Case[] = [
  ['__proto__', 'tensor "__proto__" has a name that is not allowed', `{"__proto__":${A},"b":${B}}`],
  ['__proto__, escaped', '"__proto__" has a name that is not allowed', `{"\\u005f_proto__":${A},"b":${B}}`],
  ['constructor', 'tensor "constructor" has a name that is not allowed', `{"constructor":${A},"b":${B}}`],
  ['prototype', 'tensor "prototype" has a name that is not allowed', `{"prototype":${A},"b":${B}}`],
  ['nothing', 'tensor "" has a name that is not allowed', `{"":${A},"b":${B}}`],
  ['very long', 'has a name that is not allowed', { ['n'.repeat(501)]: SOUND.a, b: SOUND.b }],
];

const ENTRIES: readonly Case[] = [
  ['null', 'tensor "a" is not described by an object', { ...SOUND, a: null }],
  ['a list', 'tensor "a" is not described by an object', { ...SOUND, a: ['F32', 6, 24] }],
  ['a string', 'tensor "a" is not described by an object', { ...SOUND, a: 'F32' }],
  ['a number', 'tensor "a" is not described by an object', { ...SOUND, a: 24 }],
  ['true', 'tensor "a" is not described by an object', { ...SOUND, a: true }],
  ['with a field too many', 'tensor "a" has an unknown field "strides"', withA({ strides: [3, 1] })],
  ['with __proto__ as a field', 'unknown field "__proto__"', TEXT.replace('"dtype"', '"__proto__":{},"dtype"')],
  ['without a dtype', 'tensor "a" has the unknown dtype missing', withoutField('dtype')],
  ['without a shape', 'tensor "a" has a shape that is not a list', withoutField('shape')],
  ['without offsets', 'tensor "a" has data_offsets that are not two numbers', withoutField('data_offsets')],
];

const DTYPES: readonly Case[] = [
  ['unknown', 'tensor "a" has the unknown dtype "F33"', withA({ dtype: 'F33' })],
  ['in lower case', 'tensor "a" has the unknown dtype "f32"', withA({ dtype: 'f32' })],
  ['of another library', 'tensor "a" has the unknown dtype "torch.float32"', withA({ dtype: 'torch.float32' })],
  ['smaller than a byte', 'tensor "a" has the unknown dtype "F4"', withA({ dtype: 'F4' })],
  ['the name of a method', 'tensor "a" has the unknown dtype "toString"', withA({ dtype: 'toString' })],
  ['__proto__', 'tensor "a" has the unknown dtype "__proto__"', withA({ dtype: '__proto__' })],
  ['a number', 'tensor "a" has the unknown dtype 4', withA({ dtype: 4 })],
  ['null', 'tensor "a" has the unknown dtype null', withA({ dtype: null })],
  ['a list', 'tensor "a" has the unknown dtype ["F32"]', withA({ dtype: ['F32'] })],
  ['empty', 'tensor "a" has the unknown dtype ""', withA({ dtype: '' })],
  ['very long', 'tensor "a" has the unknown dtype "FFF', withA({ dtype: 'F'.repeat(10_000) })],
];

const SHAPES: readonly Case[] = [
  ['a number', 'tensor "a" has a shape that is not a list', withA({ shape: 6 })],
  ['an object', 'tensor "a" has a shape that is not a list', withA({ shape: { 0: 6, length: 1 } })],
  ['a string', 'tensor "a" has a shape that is not a list', withA({ shape: '2x3' })],
  ['null', 'tensor "a" has a shape that is not a list', withA({ shape: null })],
  ['with a negative side', 'tensor "a" has the side -2', withA({ shape: [-2, -3] })],
  ['with a minus zero', 'tensor "a" has the side -0', TEXT.replace('[2,3]', '[-0,3]')],
  ['with a fraction', 'tensor "a" has the side 1.5', withA({ shape: [1.5, 4] })],
  ['with a string', 'tensor "a" has the side "2"', withA({ shape: ['2', 3] })],
  ['with null', 'tensor "a" has the side null', withA({ shape: [null, 3] })],
  ['with a side above 2^53', 'tensor "a" has the side 9007199254740992', TEXT.replace('[2,3]', '[9007199254740993]')],
  ['with a side that is infinite', 'tensor "a" has the side null', TEXT.replace('[2,3]', '[1e999,3]')],
  ['whose product overflows', 'more bytes than can be counted', withA({ shape: [2 ** 50, 2 ** 50] })],
  [
    'whose product wraps to the span in 64 bits',
    'more bytes than can be counted',
    withA({ shape: [2 ** 32, 2 ** 32, 6] }),
  ],
  ['whose bytes overflow', 'more bytes than can be counted', withA({ shape: [2 ** 52] })],
  ['huge but for a zero', 'needs 0', withA({ shape: [2 ** 52, 2 ** 52, 2 ** 52, 0] })],
  ['of nine dimensions', 'tensor "a" has more than 8 dimensions', withA({ shape: [1, 1, 1, 1, 1, 1, 1, 2, 3] })],
  ['too large for its span', 'tensor "a" spans 24 bytes where F32 [2, 4] needs 32', withA({ shape: [2, 4] })],
  ['too small for its span', 'tensor "a" spans 24 bytes where F32 [5] needs 20', withA({ shape: [5] })],
  ['of a scalar', 'tensor "a" spans 24 bytes where F32 [] needs 4', withA({ shape: [] })],
  ['with a side of zero', 'tensor "a" spans 24 bytes where F32 [0, 3] needs 0', withA({ shape: [0, 3] })],
];

const OFFSETS: readonly Case[] = [
  ['one number', 'data_offsets that are not two numbers', withA({ data_offsets: [24] })],
  ['three numbers', 'data_offsets that are not two numbers', withA({ data_offsets: [0, 12, 24] })],
  ['none', 'data_offsets that are not two numbers', withA({ data_offsets: [] })],
  ['an object', 'data_offsets that are not two numbers', withA({ data_offsets: { 0: 0, 1: 24 } })],
  ['a string', 'data_offsets that are not two numbers', withA({ data_offsets: '0-24' })],
  ['null', 'data_offsets that are not two numbers', withA({ data_offsets: null })],
  ['negative', 'tensor "a" has the data offset -24', withA({ data_offsets: [-24, 0] })],
  ['fractions', 'tensor "a" has the data offset 0.5', withA({ data_offsets: [0.5, 24.5] })],
  ['strings', 'tensor "a" has the data offset "0"', withA({ data_offsets: ['0', '24'] })],
  ['null and a number', 'tensor "a" has the data offset null', withA({ data_offsets: [null, 24] })],
  ['above 2^53', 'has the data offset 9007199254740992', TEXT.replace('[0,24]', '[0,9007199254740992]')],
  ['the wrong way round', 'tensor "a" ends at 0, before it begins at 24', withA({ data_offsets: [24, 0] })],
  ['of another size', 'tensor "a" spans 20 bytes where F32 [2, 3] needs 24', withA({ data_offsets: [0, 20] })],
  ['after the end', 'tensor "a" ends 64 bytes after the file', withA({ data_offsets: [80, 104] })],
  ['far after the end', 'bytes after the file', withA({ data_offsets: [2 ** 40, 2 ** 40 + 24] })],
  ['across the end by one byte', 'tensor "b" ends 1 bytes after the file', SOUND, SOUND_BYTES - 1],
  ['in a file without data', 'tensor "a" ends 24 bytes after the file', SOUND, 0],
  ['over another tensor', 'tensor "b" overlaps "a"', { ...SOUND, b: { ...SOUND.b, data_offsets: [20, 36] } }],
  [
    'over another tensor by a byte',
    'overlaps "a"',
    { ...SOUND, b: { dtype: 'U8', shape: [16], data_offsets: [23, 39] } },
  ],
  ['within another tensor', 'tensor "b" overlaps "a"', { ...SOUND, b: { ...SOUND.b, data_offsets: [4, 20] } }],
  ['the same as another tensor', 'overlaps "', { a: SOUND.a, b: SOUND.a }],
];

const HOLES: readonly Case[] = [
  [
    'between tensors',
    'tensor "b" lies 64 bytes after "a", a hole',
    { ...SOUND, b: { ...SOUND.b, data_offsets: [88, 104] } },
    104,
  ],
  [
    'before the first tensor',
    'tensor "a" lies 64 bytes after the header',
    { a: { ...SOUND.a, data_offsets: [64, 88] } },
    88,
  ],
  ['after the last tensor', '64 bytes after "b" belong to no tensor', SOUND, SOUND_BYTES + 64],
  ['instead of tensors', '64 bytes after the header belong to no tensor', {}, 64],
];

const METADATA: readonly Case[] = [
  ['a list', '"__metadata__" is not an object', { __metadata__: ['pt'], ...SOUND }],
  ['null', '"__metadata__" is not an object', { __metadata__: null, ...SOUND }],
  ['a string', '"__metadata__" is not an object', { __metadata__: 'pt', ...SOUND }],
  [
    'of numbers',
    '"__metadata__" has a value under "steps" that is not a string',
    { __metadata__: { steps: 4 }, ...SOUND },
  ],
  ['of objects', 'has a value under "of" that is not a string', { __metadata__: { of: {} }, ...SOUND }],
];

/** A sound file whose stated header length is another one. */
function withLength(length: bigint): Uint8Array<ArrayBuffer> {
  const bytes = safetensors(SOUND, SOUND_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, length, true);
  return bytes;
}

function withByte(text: string, byte: number): Uint8Array<ArrayBuffer> {
  const bytes = safetensors(text, SOUND_BYTES);
  bytes[bytes.indexOf(0x7f)] = byte;
  return bytes;
}

const FRAMES: readonly MalformedFile[] = [
  { what: 'an empty file', bytes: new Uint8Array(0), says: '0 bytes are too few for a header' },
  { what: 'seven bytes', bytes: new Uint8Array(7), says: '7 bytes are too few for a header' },
  { what: 'a header length of zero', bytes: new Uint8Array(8), says: 'does not begin with "{"' },
  { what: 'a header length beyond the file', bytes: withLength(4096n), says: 'the header ends at byte 4104' },
  { what: 'a header length of 100 MB and one', bytes: withLength(100_000_001n), says: 'longer than 100000000' },
  { what: 'a header length of 100 MB', bytes: withLength(100_000_000n), says: 'the header ends at byte 100000008' },
  { what: 'a header length of 2^32', bytes: withLength(2n ** 32n), says: 'longer than 100000000' },
  { what: 'a header length of 2^53', bytes: withLength(2n ** 53n), says: 'longer than 100000000' },
  { what: 'a header length of 2^64 - 1', bytes: withLength(2n ** 64n - 1n), says: 'longer than 100000000' },
  { what: 'a header length of the wrong endianness', bytes: withLength(0x7000_0000_0000_0000n), says: 'longer than' },
  { what: 'a header length one too short', bytes: withLength(BigInt(TEXT.length - 1)), says: 'not JSON' },
  { what: 'a header length one too long', bytes: withLength(BigInt(TEXT.length + 1)), says: 'not JSON' },
  { what: 'a header that is not UTF-8', bytes: withByte('{"a\x7f":{}}', 0xff), says: 'not UTF-8' },
  { what: 'a header with half a UTF-8 sequence', bytes: withByte('{"a\x7f":{}}', 0xc3), says: 'not UTF-8' },
  { what: 'a web page', bytes: new TextEncoder().encode('<!doctype html><title>404</title>'), says: 'longer than' },
  { what: 'a zip file', bytes: new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]), says: 'longer than' },
];

function cases(group: string, list: readonly Case[]): readonly MalformedFile[] {
  return list.map(([what, says, header, data = SOUND_BYTES]) => ({
    what: `${group} ${what}`,
    bytes: safetensors(header, data),
    says,
  }));
}

/** Every case by name; one departure from the sound file each. */
export const MALFORMED_FILES: readonly MalformedFile[] = [
  ...FRAMES,
  ...cases('a header', NOT_JSON),
  ...cases('a header', DEEP),
  ...cases('a header that names', TWICE),
  ...cases('a tensor name:', NAMES),
  ...cases('a tensor described by', ENTRIES),
  ...cases('a dtype that is', DTYPES),
  ...cases('a shape that is', SHAPES),
  ...cases('offsets that are', OFFSETS),
  ...cases('a hole', HOLES),
  ...cases('metadata that is', METADATA),
];
