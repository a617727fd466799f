import { topBoxes } from '../top-boxes.ts';

/** Bytes of an index that are looked through: ten minutes of 60 fps have some 500 kB. */
const MOST_INDEX_BYTES = 4 * 1024 * 1024;
/** Where Matroska has its tracks. */
const HEAD_BYTES = 65_536;
const CONTENT_ENCRYPTION = '\x50\x35';

/**
 * Whether a film that could not be read says that it is encrypted: a sample entry `encv` (ISO/IEC 14496-12, 8.12), or a
 * ContentEncryption element (RFC 9559, 5.1.4.1.31). Only for wording: bytes elsewhere may look the same.
 */
export async function looksProtected(file: Blob): Promise<boolean> {
  const index = (await topBoxes(file))?.find(({ type }) => type === 'moov');
  if (index === undefined) return (await latin1(file.slice(0, HEAD_BYTES))).includes(CONTENT_ENCRYPTION);
  const text = await latin1(file.slice(index.body, Math.min(index.end, index.body + MOST_INDEX_BYTES)));
  return text.includes('encv') && text.includes('sinf');
}

async function latin1(bytes: Blob): Promise<string> {
  return new TextDecoder('latin1').decode(await bytes.arrayBuffer());
}
