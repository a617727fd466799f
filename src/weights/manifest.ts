import { AppError } from '../contract/result.ts';

/** A file of weights as a manifest names it. Everything is checked: a `WeightFile` can be relied on. */
export interface WeightFile {
  /** Relative path with forward slashes, no `..`; unique in its manifest. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Of the whole file, lower-case hexadecimal. Names the file; the pieces' hashes are what is checked. */
  readonly sha256: string;
  /** Size of every piece but the last, which is what remains. */
  readonly pieceBytes: number;
  /** Lower-case hexadecimal SHA-256 of each piece, in order. */
  readonly pieces: readonly string[];
}

/** A piece is held in memory while it is hashed, so its size is bounded. */
const MAX_PIECE_BYTES = 64 * 1024 * 1024;

const MAX_NAME_LENGTH = 200;
const SHA256 = /^[0-9a-f]{64}$/;
const SAFE_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/;

/**
 * Reads the `files` list of a manifest. The manifest's other fields belong to its family.
 * Throws `weights-malformed` naming the entry and the field.
 */
export function parseWeightFiles(value: unknown): readonly WeightFile[] {
  if (!Array.isArray(value)) throw malformed('"files" is not a list');
  const files = value.map((entry: unknown, index) => parseWeightFile(entry, `files[${index}]`));
  const names = new Set<string>();
  for (const file of files) {
    if (names.has(file.name)) throw malformed(`"${file.name}" is listed twice`);
    names.add(file.name);
  }
  return files;
}

/** Reads one entry; `where` is what an error calls it. Throws `weights-malformed`. */
export function parseWeightFile(value: unknown, where: string): WeightFile {
  if (typeof value !== 'object' || value === null) throw malformed(`${where} is not an object`);
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const name = parseName(fields['name'], where);
  const sizeBytes = parseCount(fields['sizeBytes'], `${where}.sizeBytes`, Number.MAX_SAFE_INTEGER);
  const pieceBytes = parseCount(fields['pieceBytes'], `${where}.pieceBytes`, MAX_PIECE_BYTES);
  const sha256 = parseHash(fields['sha256'], `${where}.sha256`);
  const list = fields['pieces'];
  if (!Array.isArray(list)) throw malformed(`${where}.pieces is not a list`);
  const expected = Math.ceil(sizeBytes / pieceBytes);
  if (list.length !== expected) {
    throw malformed(`${where}.pieces has ${list.length} hashes where ${sizeBytes} bytes need ${expected}`);
  }
  const pieces = list.map((hash: unknown, index) => parseHash(hash, `${where}.pieces[${index}]`));
  if (pieces.length === 1 && pieces[0] !== sha256) {
    throw malformed(`${where} has one piece whose hash is not the file's`);
  }
  return { name, sizeBytes, sha256, pieceBytes, pieces };
}

/** Bytes of piece `index`: `pieceBytes`, or what remains for the last one. */
export function pieceSize(file: WeightFile, index: number): number {
  return Math.min(file.pieceBytes, file.sizeBytes - index * file.pieceBytes);
}

function parseName(value: unknown, where: string): string {
  if (typeof value !== 'string' || value.length > MAX_NAME_LENGTH || !SAFE_NAME.test(value)) {
    throw malformed(`${where}.name is not a plain relative path`);
  }
  return value;
}

function parseCount(value: unknown, where: string, most: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1 || value > most) {
    throw malformed(`${where} is not a whole number from 1 to ${most}`);
  }
  return value;
}

function parseHash(value: unknown, where: string): string {
  if (typeof value !== 'string' || !SHA256.test(value)) {
    throw malformed(`${where} is not a lower-case hexadecimal SHA-256`);
  }
  return value;
}

function malformed(what: string): AppError {
  return new AppError('weights-malformed', 'weights', `Manifest: ${what}.`);
}
