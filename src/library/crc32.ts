import { streamChunks } from './stream-chunks.ts';

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 of ZIP files, read chunk by chunk. Rejects where the blob cannot be read any more. */
export async function crc32(blob: Blob): Promise<number> {
  if (blob.size === 0) return 0;
  let crc = ~0;
  for await (const chunk of streamChunks(blob.stream())) {
    for (const byte of chunk) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  }
  return ~crc >>> 0;
}
