import { unreadable } from './unreadable.ts';

/**
 * Bytes `from` to `to` of a file that a person gave. `input-unreadable` where it is gone by now: moved, deleted, or on a
 * disk that is not there any more.
 */
export async function readBytes(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch (error) {
    throw unreadable('This file cannot be read any more. Choose it again.', error);
  }
}
