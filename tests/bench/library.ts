/**
 * A library of 2,000 clips on the built page, on a processor slowed down four times: how long until the first cards are painted,
 * how many are alive while one scrolls, and what scrolling, searching and typing cost. Run: `node tests/bench/library.ts [--clips 2000]`.
 * Times of a shared machine: compare within one run only.
 */
import { parseArgs } from 'node:util';
import { buildWhereStale } from '../../scripts/site.ts';
import { openSite } from '../e2e/site.ts';
import { type FirstPaint, fillLibrary, measureFirstPaint, measureScrolling, measureSearch } from './full-library.ts';

const { values } = parseArgs({
  options: { clips: { type: 'string', default: '2000' }, slow: { type: 'string', default: '4' } },
});

buildWhereStale();
const site = await openSite();
const { page } = site;
await fillLibrary(site, Number(values.clips));
const devtools = await page.context().newCDPSession(page);
await devtools.send('Emulation.setCPUThrottlingRate', { rate: Number(values.slow) });
const firstPaint: FirstPaint[] = [];
for (let run = 0; run < 5; run++) firstPaint.push(await measureFirstPaint(site));
const scrolling = await measureScrolling(page, devtools);
const search = await measureSearch(page);
console.log(
  JSON.stringify({ clips: Number(values.clips), slowed: Number(values.slow), firstPaint, scrolling, search }, null, 1),
);
await site.close();
