import { topBoxes } from '../top-boxes.ts';
import { unreadable } from './unreadable.ts';

const AGAIN = 'Copy or download it again, all of it, and use that.';

/** Throws where a film's own lengths say that a part of the file is missing; reads headers alone. */
export async function requireWhole(file: Blob, container: 'mp4' | 'matroska'): Promise<void> {
  if (container === 'mp4') await requireWholeMp4(file);
  else await requireWholeMatroska(file);
}

async function requireWholeMp4(file: Blob): Promise<void> {
  const boxes = await topBoxes(file);
  if (boxes === null) throw unreadable('This video is damaged. Convert it to MP4 (H.264) again and use that.');
  const missing = (boxes.at(-1)?.end ?? 0) - file.size;
  if (missing > 0) throw cutOff(missing);
  if (boxes.some(({ type }) => type === 'moov')) return;
  throw unreadable(`This video has no index, because it is cut off or was never finished. ${AGAIN}`);
}

/** The Segment after the EBML header (RFC 8794, 4 to 6; RFC 9559, 5.1); one of unknown length is taken as it is. */
async function requireWholeMatroska(file: Blob): Promise<void> {
  const head = new DataView(await file.slice(0, 4096).arrayBuffer());
  const header = variableLength(head, 4);
  if (header === null) throw unreadable(`This video is cut off. ${AGAIN}`);
  const segment = header.next + header.value;
  if (segment + 12 > head.byteLength || head.getUint32(segment) !== 0x18538067) {
    throw unreadable(`This video is cut off or damaged. ${AGAIN}`);
  }
  const body = variableLength(head, segment + 4);
  if (body === null || body.unknown) return;
  const missing = body.next + body.value - file.size;
  if (missing > 0) throw cutOff(missing);
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
