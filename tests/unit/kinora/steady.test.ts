import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { groupSize, parseNetwork } from '../../../models/kinora/network.ts';
import { steadied } from '../../../models/kinora/steady.ts';

const manifest = JSON.parse(readFileSync(new URL('../../golden/tiny/manifest.json', import.meta.url), 'utf8')) as {
  config: Record<string, unknown>;
};
const network = parseNetwork(manifest.config);
const grid = { width: 2, height: 1 };
const { place, all } = groupSize(network, grid);

/** Three groups; numbers of cell 0 and cell 1, and of figures, by group. */
function latentsOf(numbers: (group: number, at: number) => number) {
  const data = Float32Array.from({ length: 3 * all }, (_, at) => numbers(Math.floor(at / all), at % all));
  return { shape: [1, 1, 3, 1, all], data } as const;
}

const at = (latents: { readonly data: Float32Array }, group: number, number: number) =>
  latents.data[group * all + number];

describe('steadied latents', () => {
  it('have small differences from group to group evened out, cell by cell', () => {
    const found = steadied(
      latentsOf((group, number) => (number % 2 === 0 ? ([0.9, 1, 1.1][group] ?? 0) : 3)),
      network,
      grid,
    );
    for (const group of [0, 1, 2]) {
      expect(at(found, group, 0)).toBeCloseTo(1, 1);
      expect(at(found, group, 1)).toBeCloseTo(3, 6);
    }
    expect(Math.abs((at(found, 2, 0) ?? 0) - (at(found, 0, 0) ?? 0))).toBeLessThan(0.04);
  });

  it('keep what differs much, and all that is said of figures', () => {
    const given = latentsOf((group, number) => (number < place ? ([0, 2, 5][group] ?? 0) : group));
    const found = steadied(given, network, grid);
    for (const [index, value] of given.data.entries()) expect(found.data[index]).toBeCloseTo(value, 5);
  });
});
