import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { Connection } from '../../../src/library/connection.ts';
import { Keeper } from '../../../src/library/keeper.ts';
import { MIGRATIONS } from '../../../src/library/schema.ts';

const full = () => new DOMException('No room.', 'QuotaExceededError');

/** A disk that takes only what is named. */
function open(database: string) {
  const connection = new Connection({ name: database, migrations: MIGRATIONS, onOutdated: () => undefined });
  const keeper = new Keeper(connection, () => undefined);
  const fits = new Set<string>();
  const write = (key: string) =>
    keeper.write([key], async () => {
      if (!fits.has(key)) throw full();
    });
  return { keeper, fits, write };
}

describe('what waits for room', () => {
  it('is written when it fits, also behind something that still does not', async () => {
    const { keeper, fits, write } = open('retry');
    for (const key of ['large', 'small', 'smaller']) await write(key);
    fits.add('small').add('smaller');
    await keeper.retry();
    expect(['large', 'small', 'smaller'].map((key) => keeper.isKept(key))).toEqual([false, true, true]);
    expect(keeper.problem).toMatchObject({ code: 'storage-full' });
    fits.add('large');
    await keeper.retry();
    expect(keeper.isKept('large')).toBe(true);
    expect(keeper.problem).toBeNull();
  });

  it('is no problem any more once it was written after all, whatever it was', async () => {
    const { keeper, fits, write } = open('again');
    await write('draft');
    expect(keeper.problem).toMatchObject({ code: 'storage-full' });
    fits.add('draft');
    await write('draft');
    expect(keeper.problem).toBeNull();
  });
});
