import { expect, it } from 'vitest';
import { mayShare } from '../../../workers/may-share.ts';

it.each([
  ['', true],
  ['about:client', true],
  ['https://kinora.example/folder/', true],
  ['https://elsewhere.example/', false],
  ['https://kinora.example.elsewhere.example/', false],
  ['http://kinora.example/', false],
  ['nonsense', false],
])('what a page at "%s" posts to the share address is taken: %s', (referrer, taken) => {
  expect(mayShare(referrer, 'https://kinora.example')).toBe(taken);
});
