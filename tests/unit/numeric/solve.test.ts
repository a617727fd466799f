import fc from 'fast-check';
import { expect, it } from 'vitest';
import { solve } from '../../../src/numeric/solve.ts';

const number = fc.double({ min: -3, max: 3, noNaN: true });
const system = fc
  .integer({ min: 1, max: 8 })
  .chain((n) =>
    fc.tuple(
      fc.array(fc.array(number, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
      fc.array(number, { minLength: n, maxLength: n }),
    ),
  );

it('finds what a positive matrix makes the right side of', () => {
  fc.assert(
    fc.property(system, ([factor, x]) => {
      // factor times itself, and one on the diagonal: positive whatever the numbers.
      const matrix = factor.map((a, i) =>
        Float64Array.from(factor, (b, j) => a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), Number(i === j))),
      );
      const right = Float64Array.from(matrix, (row) => row.reduce((sum, value, k) => sum + value * (x[k] ?? 0), 0));
      const found = solve(matrix, right);
      for (const [at, value] of found.entries()) expect(value).toBeCloseTo(x[at] ?? 0, 6);
    }),
  );
});

it('refuses a matrix that is not positive', () => {
  expect(() => solve([Float64Array.of(1, 2), Float64Array.of(2, 1)], Float64Array.of(1, 1))).toThrow(RangeError);
});
