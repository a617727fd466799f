const urls = new WeakMap<Blob, string>();

/** An object URL for a blob, the same for every caller. It lives as long as the page, as the clips of a visit do. */
export function blobUrl(blob: Blob): string {
  const known = urls.get(blob);
  if (known !== undefined) return known;
  const url = URL.createObjectURL(blob);
  urls.set(blob, url);
  return url;
}
