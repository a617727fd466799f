import type { Size } from '../../src/contract/capabilities.ts';
import type { Latents } from '../family.ts';
import { groupSize, type Network } from './network.ts';

/** Mean square difference of latents at which groups that show the same count e times less; as in the recipe (`steadied`). */
const ALIKE = 0.15;

/**
 * Latents in which a cell of the place that shows the same in several groups is the same in them: each the mean of all, by how
 * alike they are. What the network makes different from group to group is its error, and would show as a flicker.
 */
export function steadied(latents: Latents, network: Network, grid: Size): Latents {
  const { place, all } = groupSize(network, grid);
  const cells = grid.width * grid.height;
  const groups = latents.data.length / all;
  const data = latents.data.slice();
  for (let cell = 0; cell < cells; cell++) {
    for (let group = 0; group < groups; group++) {
      const shares = Array.from({ length: groups }, (_, other) => {
        let sum = 0;
        for (let at = cell; at < place; at += cells) {
          sum += ((latents.data[group * all + at] ?? 0) - (latents.data[other * all + at] ?? 0)) ** 2;
        }
        return Math.exp(-sum / (network.latentChannels * ALIKE));
      });
      const total = shares.reduce((sum, share) => sum + share, 0);
      for (let at = cell; at < place; at += cells) {
        data[group * all + at] =
          shares.reduce((sum, share, other) => sum + share * (latents.data[other * all + at] ?? 0), 0) / total;
      }
    }
  }
  return { shape: latents.shape, data };
}
