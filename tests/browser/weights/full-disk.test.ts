import { afterEach, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { openWeightStore } from '../../../src/weights/store.ts';
import { describeMade, expectMade, fetchMade, type MadeFile } from './made-file.ts';

const MIB = 1024 * 1024;
const MADE: MadeFile = { seed: 11, sizeBytes: 5 * MIB + 12, pieceBytes: MIB };
const { origin } = location;
const openStore = () =>
  openWeightStore({ database: `kinora-weights-test-${crypto.randomUUID()}`, fetch: fetchMade(MADE, []) });

afterEach(async () => {
  await cdp().send('Storage.overrideQuotaForOrigin', { origin });
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
});

it('weights go on from memory where the disk is really full', async () => {
  const file = await describeMade('full.safetensors', MADE);
  const request = { model: 'made', file, url: 'made:', signal: new AbortController().signal };
  const roomy = openStore();
  await roomy.ensure(request);
  expect(roomy.storageProblem).toBeNull();
  expect(await roomy.storedModels()).toMatchObject([{ complete: true, inMemoryOnly: false }]);

  // Chromium remembers for some seconds how much room an origin had, but not beyond its databases.
  await cdp().send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await cdp().send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2.5 * MIB });
  const full = openStore();
  await expectMade(await full.ensure(request), MADE);
  expect(full.storageProblem?.code).toBe('storage-full');
  expect(await full.storedModels()).toMatchObject([{ complete: true, inMemoryOnly: true }]);

  // For the page that was open all the while its data was cleared: it goes on, and says that nothing is stored.
  await cdp().send('Storage.overrideQuotaForOrigin', { origin });
  await expectMade(await roomy.ensure(request), MADE);
  expect(roomy.storageProblem).toBeNull();
  expect(await roomy.storedModels()).toMatchObject([{ complete: true, inMemoryOnly: true }]);
});
