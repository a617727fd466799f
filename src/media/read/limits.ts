/**
 * What is read at all. Whatever is larger is refused by its head, before anything is decoded. The bytes of a clip have no
 * limit: they are read, hashed and kept piece by piece.
 */

/**
 * Pixels of a picture. The browser decodes a picture whole, at 4 bytes a pixel: 64 megapixels (the larger phone cameras)
 * take 256 MB, which a tab with the model in it survives; 100 take it past what phones give.
 */
export const MOST_PICTURE_PIXELS = 65_000_000;

/** Pixels of one side of a picture or clip; canvases and decoders of some browsers end here. */
export const LONGEST_SIDE = 16_384;

/** Bytes of a picture file; a real one of the most pixels stays below. */
export const MOST_PICTURE_BYTES = 200 * 1024 * 1024;

/** Pixels of a clip's frame: 4K of cinemas (4096x2160) and a little more. 8K needs 200 MB for the frames a decoder holds. */
export const MOST_CLIP_PIXELS = 4096 * 2304;

/** Seconds of a clip. Plans end at 60; a longer one is for cutting parts out, and its strip is still made within seconds. */
export const LONGEST_CLIP_SECONDS = 600;

/**
 * Milliseconds without an answer from the browser's decoder after which it counts as hung. To a frame in the middle it may
 * have to decode 250 others first, in 4K on a busy machine.
 */
export const DECODER_STALL_MS = 30_000;

/**
 * Milliseconds that reading a clip's index may take. What is known to be wrong is refused within two seconds; this is for
 * what nobody foresaw, and long enough for a busy machine.
 */
export const HEAD_LIMIT_MS = 5000;
