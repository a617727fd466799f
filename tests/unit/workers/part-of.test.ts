import { describe, expect, it } from 'vitest';
import { partOf } from '../../../workers/part-of.ts';

const film = () => new Response('0123456789', { headers: { 'Content-Type': 'video/mp4', 'Content-Length': '10' } });

async function told(range: string | null) {
  const part = await partOf(film(), range);
  const header = (name: string) => part.headers.get(name);
  return [part.status, await part.text(), header('Content-Range'), header('Content-Length'), header('Content-Type')];
}

describe('a part of a kept file', () => {
  it.each([
    ['bytes=0-1', '01', 'bytes 0-1/10', '2'],
    ['bytes=4-', '456789', 'bytes 4-9/10', '6'],
    ['bytes=8-99', '89', 'bytes 8-9/10', '2'],
    ['bytes=-3', '789', 'bytes 7-9/10', '3'],
  ])('is answered as %s asks', async (range, text, place, length) => {
    expect(await told(range)).toEqual([206, text, place, length, 'video/mp4']);
  });

  it('is refused where it lies behind the end', async () => {
    expect(await told('bytes=10-')).toEqual([416, '', 'bytes */10', null, 'video/mp4']);
  });

  it.each([null, 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-'])('is all of it for %s', async (range) => {
    expect(await told(range)).toEqual([200, '0123456789', null, '10', 'video/mp4']);
  });
});
