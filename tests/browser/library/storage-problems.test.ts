import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { exampleEntry, Libraries, titles } from './open-library.ts';

const MIB = 1024 * 1024;
const { origin } = location;
let libraries: Libraries;

beforeEach(() => {
  libraries = new Libraries();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await cdp().send('Storage.overrideQuotaForOrigin', { origin });
  await libraries.end();
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
});

/** Random, so that nothing on the way makes it smaller. */
function heavy(title: string, megabytes: number) {
  const bytes = new Uint8Array(megabytes * MIB);
  for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  const entry = exampleEntry(title, { sizeBytes: bytes.length });
  return { ...entry, media: { ...entry.media, file: new Blob([bytes], { type: 'video/mp4' }) } };
}

describe('a disk that is really full', () => {
  it('costs no clip: it stays in memory, the page can say so, and it is kept when room is made', async () => {
    // Chromium still counts for some seconds what earlier tests had stored: there is room to spare for what fits.
    await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 24 * MIB });
    const library = await libraries.open();
    expect(await library.add(heavy('fits', 3))).toBe(true);
    expect(await library.add(heavy('does not', 30))).toBe(false);
    expect(library.problem).toMatchObject({ code: 'storage-full', reason: 'full' });
    expect(titles(library)).toEqual(['does not', 'fits']);
    expect([library.isKept('clip-fits'), library.isKept('clip-does not')]).toEqual([true, false]);
    expect((await library.media('clip-does not'))?.file.size).toBe(30 * MIB);
    await library.change(['clip-does not'], { favourite: true });

    const other = await libraries.open();
    expect(titles(other)).toEqual(['fits']);
    other.close();

    await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 500 * MIB });
    await library.remove(['clip-fits']);
    await library.purge(['clip-fits']);
    expect(library.problem).toBeNull();
    expect(library.isKept('clip-does not')).toBe(true);
    const later = await libraries.open();
    expect(titles(later)).toEqual(['does not']);
    expect(later.get('clip-does not')?.favourite).toBe(true);
    expect((await later.media('clip-does not'))?.file.size).toBe(30 * MIB);
  });
});

describe('a disk on which room is made elsewhere', () => {
  it('keeps with the next clip what it had no room for', async () => {
    await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 24 * MIB });
    const library = await libraries.open();
    expect(await library.add(heavy('too large', 30))).toBe(false);
    await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 500 * MIB });
    expect(await library.add(heavy('small', 1))).toBe(true);
    expect(library.problem).toBeNull();
    expect(library.isKept('clip-too large')).toBe(true);
    const later = await libraries.open();
    expect(titles(later)).toEqual(['small', 'too large']);
  });
});

describe('a browser that stores nothing', () => {
  it('still has a library for this visit, and says why', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    const library = await libraries.open();
    expect(library.problem).toMatchObject({ code: 'storage-blocked', reason: 'forbidden' });
    expect(await library.add(exampleEntry('one', { inputs: ['ab'] }, { ab: new Blob(['input']) }))).toBe(false);
    await library.folders.put({ id: 'f', name: 'Films', createdAt: 1 });
    await library.change(['clip-one'], { folder: 'f' });
    expect(titles(library)).toEqual(['one']);
    expect(library.get('clip-one')?.folder).toBe('f');
    expect(await (await library.media('clip-one'))?.file.text()).toBe('the film one');
    expect(await (await library.poster('clip-one'))?.text()).toBe('the poster one');
    expect(await (await library.input('ab'))?.text()).toBe('input');
    await library.remove(['clip-one']);
    await library.restore(['clip-one']);
    await library.remove(['clip-one']);
    await library.purge(['clip-one']);
    expect(titles(library)).toEqual([]);
    expect(await library.media('clip-one')).toBeNull();
    expect(await library.input('ab')).toBeNull();
    expect(indexedDB.open).toHaveBeenCalledTimes(1);
  });
});
