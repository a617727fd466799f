import { expect, it } from 'vitest';
import { FIRST_LOAD_KILOBYTES, firstLoad } from './first-load.ts';
import { openSite } from './site.ts';

it('a first visit loads at most 150 kB of JavaScript into the page before anything is clicked', async () => {
  const site = await openSite({ tiny: true });
  try {
    const { page, workers, scripts } = await firstLoad(site);
    console.info(`Before the first click: ${page.toFixed(1)} kB gzipped in the page, ${workers.toFixed(1)} in workers`);
    expect(scripts.length).toBeGreaterThan(5);
    expect(page, scripts.join(' ')).toBeLessThanOrEqual(FIRST_LOAD_KILOBYTES);
  } finally {
    await site.close();
  }
});
