import { topBoxes } from '../top-boxes.ts';
import { requireSoundIndex } from './sample-tables.ts';
import { unreadable } from './unreadable.ts';

const AGAIN = 'Copy or download it again, all of it, and use that.';

/**
 * The film in a form that the demuxer can be trusted with, without a copy of it. Throws `input-unreadable` where its own
 * lengths say that a part is missing or cannot be right; reads headers and the index alone.
 */
export async function wholeFile(file: Blob, container: 'mp4' | 'matroska'): Promise<Blob> {
  if (container === 'matroska') return await wholeMatroska(file);
  await requireWholeMp4(file);
  return file;
}

async function requireWholeMp4(file: Blob): Promise<void> {
  const boxes = await topBoxes(file);
  if (boxes === null) throw unreadable('This video is damaged. Convert it to MP4 (H.264) again and use that.');
  const missing = (boxes.at(-1)?.end ?? 0) - file.size;
  if (missing > 0) throw cutOff(missing);
  if (!boxes.some(({ type }) => type === 'moov')) {
    throw unreadable(`This video has no index, because it is cut off or was never finished. ${AGAIN}`);
  }
  await requireSoundIndex(file, boxes);
}

const SEGMENT = 0x18538067;
/** An empty Tags element: 12 54 C3 67, its length 18, in it a Void element of 16 zeros. */
const LAST_ELEMENT = new Uint8Array([0x12, 0x54, 0xc3, 0x67, 0x92, 0xec, 0x90, ...new Array<number>(16).fill(0)]);

/**
 * The Segment after the EBML header (RFC 8794, 4 to 6; RFC 9559, 5.1); one of unknown length is taken as it is.
 * mediabunny 1.61 looks for the next element behind damage, and does not come back where none follows (`resync` waits for
 * the last 8 bytes to become fewer). So one always follows, in a Segment whose length is left open to take it in.
 */
async function wholeMatroska(file: Blob): Promise<Blob> {
  const head = new DataView(await file.slice(0, 4096).arrayBuffer());
  const header = variableLength(head, 4);
  if (header === null) throw unreadable(`This video is cut off. ${AGAIN}`);
  const segment = header.next + header.value;
  if (segment + 12 > head.byteLength || head.getUint32(segment) !== SEGMENT) {
    throw unreadable(`This video is cut off or damaged. ${AGAIN}`);
  }
  const body = variableLength(head, segment + 4);
  if (body === null) throw unreadable(`This video is damaged. ${AGAIN}`);
  const end = body.unknown ? file.size : body.next + body.value;
  if (end > file.size) throw cutOff(end - file.size);
  const start = new Uint8Array(head.buffer.slice(0, body.next));
  const lengthBytes = body.next - segment - 4;
  start.fill(0xff, segment + 4);
  start[segment + 4] = 2 ** (9 - lengthBytes) - 1;
  return new Blob([start, file.slice(body.next, end), LAST_ELEMENT], { type: file.type });
}

interface VariableLength {
  readonly value: number;
  /** Every bit set: not known when it was written. */
  readonly unknown: boolean;
  readonly next: number;
}

function variableLength(head: DataView, at: number): VariableLength | null {
  if (at >= head.byteLength) return null;
  const length = Math.clz32(head.getUint8(at)) - 23;
  if (length > 8 || at + length > head.byteLength) return null;
  let value = head.getUint8(at) & (0xff >> length);
  let ones = value === 0xff >> length;
  for (let i = 1; i < length; i++) {
    const byte = head.getUint8(at + i);
    value = value * 256 + byte;
    ones &&= byte === 0xff;
  }
  return { value, unknown: ones, next: at + length };
}

function cutOff(missingBytes: number): Error {
  const missing =
    missingBytes >= 1e6 ? `${(missingBytes / 1e6).toFixed(1)} MB` : `${Math.ceil(missingBytes / 1000)} kB`;
  return unreadable(`This video is cut off: ${missing} of it are missing. ${AGAIN}`);
}
