import { sha256 } from '@noble/hashes/sha2.js';
import { readBytes } from './read-bytes.ts';

/** Large enough that reading costs little, small enough to answer other questions between two of them. */
const PIECE_BYTES = 8 * 1024 * 1024;

/**
 * Lower-case hexadecimal SHA-256 of a file of any size, as plans name pictures and clips; one piece of it is in memory at a
 * time. Browsers hash whole buffers alone, some times faster: what fits into one piece is left to them. `input-unreadable`
 * where the file is gone by now.
 */
export async function hashFile(file: Blob): Promise<string> {
  if (file.size <= PIECE_BYTES) {
    return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', await readBytes(file, 0, file.size))));
  }
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += PIECE_BYTES) hash.update(await readBytes(file, at, at + PIECE_BYTES));
  return hexOf(hash.digest());
}

function hexOf(digest: Uint8Array): string {
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
