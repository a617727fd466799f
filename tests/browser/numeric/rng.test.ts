import { expect, it } from 'vitest';
import { normals } from '../../../src/numeric/rng.ts';

it('gives the same numbers in a browser as in Node, to the last bit', async () => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', normals(10_000, 42, 3)));
  // The same digest is expected by tests/unit/numeric/rng.test.ts.
  expect(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(
    'd706e45e8e0022522adcf6a8a38d0049b054f1b3c73a2f3e74641b00c89e0090',
  );
});
