/**
 * The parts of a ZIP file (PKWARE's APPNOTE 6.3), as writer and reader both need them. Files are stored, not deflated: media
 * would not get smaller, and a stored file can be read straight out of the zip as a slice of its Blob. Sizes beyond 4 GiB and
 * more than 65,535 files take the ZIP64 form. (fflate, which packs single pictures elsewhere, has no ZIP64 and keeps whole files
 * in memory.)
 */

export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
export const END = 0x06054b50;
export const END64 = 0x06064b50;
export const LOCATOR64 = 0x07064b50;

/** Stands in the old fields where the ZIP64 ones count. */
export const SEE_64 = 0xffffffff;
export const SEE_64_SHORT = 0xffff;
/** Id of the extra field with 64-bit sizes. */
export const EXTRA_64 = 1;

/** Bytes of the records without their names and extras. */
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
export const END64_BYTES = 56;
export const LOCATOR64_BYTES = 20;
