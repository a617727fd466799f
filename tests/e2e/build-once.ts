import { buildWhereStale } from '../../scripts/site.ts';

/** The built site is what is tested; it is built once for all files. */
export async function setup(): Promise<void> {
  buildWhereStale();
}
