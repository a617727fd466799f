import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import { parseWeightFile, type WeightFile } from './manifest.ts';

/** A file that belongs to a model, as kept. */
export interface StoredFile {
  readonly model: string;
  readonly file: WeightFile;
}

/** What is in the database: files, and the hashes of the pieces that are there. */
export interface StoredRows {
  readonly files: readonly StoredFile[];
  readonly pieces: ReadonlySet<string>;
}

/**
 * Rows of the weight database, one transaction a method; every method passes the browser's own errors on.
 * Pieces are keyed by their hash, so files and models share equal ones and two writers cannot disagree.
 */
export interface PieceRows {
  /** Writes the file's row. Pieces that no file names any more are dropped in the same transaction. */
  writeFile(stored: StoredFile): Promise<void>;
  /** The Blob stored under a hash, unverified, or null where there is none of that size. */
  readPiece(hash: string, sizeBytes: number): Promise<Blob | null>;
  /** Stores a piece; false, and nothing stored, where the file's row is gone: its model was deleted meanwhile. */
  writePiece(stored: StoredFile, hash: string, blob: Blob): Promise<boolean>;
  dropPiece(hash: string): Promise<void>;
  list(): Promise<StoredRows>;
  /** Drops the model's files, and the pieces that no other file names. */
  removeModel(model: string): Promise<void>;
}

// Part of every key, so that a later layout lives beside this one until it has taken over.
const LAYOUT = 'v1';
const ROW_VERSION = 1;

/** Opens nothing yet: the database is opened by the first method called. */
export function openPieceRows(database: string): PieceRows {
  const use = createStore(database, 'rows');
  return {
    writeFile: (stored) => writeFile(use, stored),
    readPiece: (hash, sizeBytes) => readPiece(use, hash, sizeBytes),
    writePiece: (stored, hash, blob) => writePiece(use, stored, hash, blob),
    dropPiece: (hash) => dropPiece(use, hash),
    list: async () => await use('readonly', listRows),
    removeModel: (model) => removeModel(use, model),
  };
}

function fileKey(stored: StoredFile): IDBValidKey[] {
  return [LAYOUT, 'file', stored.model, stored.file.name];
}

function pieceKey(hash: string): IDBValidKey[] {
  return [LAYOUT, 'piece', hash];
}

/** All keys that begin with these parts: an array sorts after every string. */
function keysUnder(...parts: string[]): IDBKeyRange {
  return IDBKeyRange.bound([LAYOUT, ...parts], [LAYOUT, ...parts, []]);
}

/** Runs `work` in one read-write transaction and waits until it is committed; an error undoes all of it. */
async function change<T>(use: UseStore, work: (rows: IDBObjectStore) => Promise<T>): Promise<T> {
  return await use('readwrite', async (rows) => {
    const committed = promisifyRequest(rows.transaction);
    const worked = work(rows).catch((thrown: unknown) => {
      abortQuietly(rows.transaction);
      throw thrown;
    });
    const [value] = await Promise.all([worked, committed]);
    return value;
  });
}

function abortQuietly(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // A failed request has already ended it.
  }
}

async function writeFile(use: UseStore, stored: StoredFile): Promise<void> {
  await change(use, async (rows) => {
    const before = parseFileRow(await promisifyRequest<unknown>(rows.get(fileKey(stored))));
    if (before !== null && sameFile(before.file, stored.file)) return;
    rows.put({ version: ROW_VERSION, model: stored.model, file: stored.file }, fileKey(stored));
    await dropUnnamedPieces(rows);
  });
}

async function readPiece(use: UseStore, hash: string, sizeBytes: number): Promise<Blob | null> {
  const row = await use('readonly', (rows) => promisifyRequest<unknown>(rows.get(pieceKey(hash))));
  return parsePieceRow(row, sizeBytes);
}

async function writePiece(use: UseStore, stored: StoredFile, hash: string, blob: Blob): Promise<boolean> {
  return await change(use, async (rows) => {
    const owner = parseFileRow(await promisifyRequest<unknown>(rows.get(fileKey(stored))));
    if (owner === null || !sameFile(owner.file, stored.file)) return false;
    rows.put({ version: ROW_VERSION, blob }, pieceKey(hash));
    return true;
  });
}

async function dropPiece(use: UseStore, hash: string): Promise<void> {
  await change(use, async (rows) => {
    rows.delete(pieceKey(hash));
  });
}

async function removeModel(use: UseStore, model: string): Promise<void> {
  await change(use, async (rows) => {
    rows.delete(keysUnder('file', model));
    await dropUnnamedPieces(rows);
  });
}

async function listRows(rows: IDBObjectStore): Promise<StoredRows> {
  const fileRows = await promisifyRequest<unknown[]>(rows.getAll(keysUnder('file')));
  const keys = await promisifyRequest(rows.getAllKeys(keysUnder('piece')));
  const pieces = keys.flatMap((key) => (Array.isArray(key) && typeof key[2] === 'string' ? [key[2]] : []));
  return { files: fileRows.flatMap((row) => parseFileRow(row) ?? []), pieces: new Set(pieces) };
}

async function dropUnnamedPieces(rows: IDBObjectStore): Promise<void> {
  const { files, pieces } = await listRows(rows);
  const named = new Set(files.flatMap(({ file }) => file.pieces));
  for (const hash of pieces) if (!named.has(hash)) rows.delete(pieceKey(hash));
}

/** Null for a row that this version did not write: it is as good as not there, and is written anew. */
function parseFileRow(row: unknown): StoredFile | null {
  if (typeof row !== 'object' || row === null) return null;
  const fields: Readonly<Record<string, unknown>> = { ...row };
  const model = fields['model'];
  if (fields['version'] !== ROW_VERSION || typeof model !== 'string') return null;
  try {
    return { model, file: parseWeightFile(fields['file'], 'row') };
  } catch {
    return null;
  }
}

function parsePieceRow(row: unknown, sizeBytes: number): Blob | null {
  if (typeof row !== 'object' || row === null) return null;
  const fields: Readonly<Record<string, unknown>> = { ...row };
  const blob = fields['blob'];
  return fields['version'] === ROW_VERSION && blob instanceof Blob && blob.size === sizeBytes ? blob : null;
}

function sameFile(a: WeightFile, b: WeightFile): boolean {
  return a.sha256 === b.sha256 && a.pieceBytes === b.pieceBytes && a.pieces.join() === b.pieces.join();
}
