import type { TopBox } from '../top-boxes.ts';
import { unreadable } from './unreadable.ts';

/**
 * A count in an index that is read over: a demuxer that believes a damaged one walks through billions of samples and does
 * not come back, which nothing in its thread can end. So the counts that stand for more than their own bytes are compared
 * with the rest before (ISO/IEC 14496-12, 8.6 to 8.8).
 */

/** Bytes of a real index: ten minutes with a hundred samples a second have 2 MB. */
const MOST_INDEX_BYTES = 64 * 1024 * 1024;
/** Samples of one fragment; real ones have some hundred. */
const MOST_RUN_SAMPLES = 1_000_000;
/** Writers miscount by one or two; a thousand are soon walked through. */
const MISCOUNT = 1000;
const CONTAINERS = ['trak', 'mdia', 'minf', 'stbl', 'traf', 'edts'];

/** Throws `input-unreadable` where the index of an MP4 cannot be right. */
export async function requireSoundIndex(file: Blob, boxes: readonly TopBox[]): Promise<void> {
  for (const { type, body, end } of boxes) {
    if (type !== 'moov' && type !== 'moof') continue;
    if (end - body > MOST_INDEX_BYTES) throw damaged();
    const view = new DataView(await file.slice(body, end).arrayBuffer());
    requireSoundBoxes(view, { begin: 0, end: view.byteLength }, file.size, 0);
  }
}

interface Range {
  readonly begin: number;
  readonly end: number;
}

/** Tables of one track, by type. */
type Tables = Map<string, Range>;

function requireSoundBoxes(view: DataView, { begin, end }: Range, fileSize: number, depth: number): void {
  const tables: Tables = new Map();
  for (let at = begin; at + 8 <= end; ) {
    const size = view.getUint32(at);
    const type = String.fromCharCode(...new Uint8Array(view.buffer, at + 4, 4));
    // Large or endless boxes have no place in an index.
    if (size < 8 || at + size > end) break;
    const body = { begin: at + 8, end: at + size };
    if (CONTAINERS.includes(type) && depth < CONTAINERS.length) requireSoundBoxes(view, body, fileSize, depth + 1);
    if (type === 'trun') requireRun(view, body);
    tables.set(type, body);
    at += size;
  }
  requireSamples(view, tables, fileSize);
}

function requireRun(view: DataView, { begin, end }: Range): void {
  if (begin + 8 > end || view.getUint32(begin + 4) > MOST_RUN_SAMPLES) throw damaged();
}

function requireSamples(view: DataView, tables: Tables, fileSize: number): void {
  const sizes = tables.get('stsz') ?? tables.get('stz2');
  if (sizes === undefined) return;
  if (sizes.begin + 12 > sizes.end) throw damaged();
  const samples = view.getUint32(sizes.begin + 8);
  const compact = tables.get('stsz') === undefined;
  const each = compact ? 0 : view.getUint32(sizes.begin + 4);
  if (each > 0 ? samples * each > fileSize : samples * (compact ? 0.5 : 4) > sizes.end - sizes.begin) throw damaged();
  for (const type of ['stts', 'ctts']) {
    const table = tables.get(type);
    if (table !== undefined && sumOfCounts(view, table) > samples + MISCOUNT) throw damaged();
  }
  const chunks = tables.get('stsc');
  if (chunks !== undefined) requireChunks(view, chunks, samples);
}

/** Of entries of a count and a value. */
function sumOfCounts(view: DataView, { begin, end }: Range): number {
  const entries = entryCount(view, { begin, end }, 8);
  let sum = 0;
  for (let i = 0; i < entries; i++) sum += view.getUint32(begin + 8 + 8 * i);
  return sum;
}

/** First chunk of a stretch, which rises, and samples of each of its chunks. */
function requireChunks(view: DataView, table: Range, samples: number): void {
  const entries = entryCount(view, table, 12);
  let last = 0;
  for (let i = 0; i < entries; i++) {
    const first = view.getUint32(table.begin + 8 + 12 * i);
    if (first <= last || view.getUint32(table.begin + 12 + 12 * i) > samples + MISCOUNT) throw damaged();
    last = first;
  }
}

function entryCount(view: DataView, { begin, end }: Range, entryBytes: number): number {
  if (begin + 8 > end) throw damaged();
  const entries = view.getUint32(begin + 4);
  if (8 + entries * entryBytes > end - begin) throw damaged();
  return entries;
}

function damaged(): Error {
  return unreadable(
    'This video is damaged: its index contradicts itself. Convert it to MP4 (H.264) again and use that.',
  );
}
