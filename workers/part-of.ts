/** One range of bytes, open at one end or at none (RFC 9110, 14.1.2). */
const ONE_RANGE = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/;

/**
 * The part of a kept file that was asked for by a `Range` header, as a server would answer: Safari plays no film from an answer
 * that ignores it. The whole answer where no range, or more than one, was asked for.
 */
export async function partOf(whole: Response, range: string | null): Promise<Response> {
  const [, first, last, suffix] = ONE_RANGE.exec(range ?? '') ?? [];
  if ((first === undefined && suffix === undefined) || whole.status !== 200) return whole;
  const bytes = await whole.blob();
  const from = first === undefined ? Math.max(0, bytes.size - Number(suffix)) : Number(first);
  const end = Math.min(bytes.size, last === undefined || last === '' ? bytes.size : Number(last) + 1);
  const headers = new Headers(whole.headers);
  if (from >= end) {
    headers.set('Content-Range', `bytes */${bytes.size}`);
    headers.delete('Content-Length');
    return new Response(null, { status: 416, headers });
  }
  headers.set('Content-Range', `bytes ${from}-${end - 1}/${bytes.size}`);
  headers.set('Content-Length', String(end - from));
  return new Response(bytes.slice(from, end), { status: 206, headers });
}
