/**
 * What the built page may cost, measured: prints a table and exits 1 where a budget is broken. Run: `npm run bench`.
 * Times are of this machine as it is: a busy one breaks budgets that an idle one keeps.
 */
import { cpus, loadavg } from 'node:os';
import { buildWhereStale } from '../../scripts/site.ts';
import { FIRST_LOAD_KILOBYTES, firstLoad } from '../e2e/first-load.ts';
import { openSite, type Site, type SiteOptions } from '../e2e/site.ts';
import { fillLibrary, measureFirstPaint, measureScrolling } from './full-library.ts';
import { measureInteractions, measureLargestPaint, measureLongTasks, slowedPage } from './page-speed.ts';
import { measurePeaks } from './peak-memory.ts';

/** How many times slower a processor a phone of the middle has than a desk. */
const SLOWED = 4;
const CLIPS = 2000;
const RUNS = 3;
/** What garbage that nobody has collected yet may add to a peak that does not grow. */
const MEMORY_SLACK = 1.25;
/** A page that does not come to an end breaks every budget. Milliseconds. */
const PATIENCE = 15 * 60_000;

interface Row {
  readonly what: string;
  readonly measured: number;
  /** The most it may be; null where it is only told. */
  readonly budget: number | null;
  readonly unit: string;
  readonly note?: string;
}

setTimeout(() => {
  console.error(`Not done after ${PATIENCE / 60_000} minutes.`);
  process.exit(1);
}, PATIENCE).unref();
buildWhereStale();
const rows: readonly Row[] = [
  ...(await withSite({ tiny: true }, sizeRows)),
  ...(await withSite({ tiny: true }, speedRows)),
  ...(await withSite({ search: '?seed=7' }, makingRows)),
  ...(await withSite({}, libraryRows)),
  ...(await memoryRows()),
];
const load = loadavg()[0]?.toFixed(1);
console.log(`${cpus().length} x ${cpus()[0]?.model.trim()}, load ${load}; slowed: ${SLOWED} times by the browser`);
for (const row of rows) console.log(lineOf(row));
process.exitCode = rows.some(isBroken) ? 1 : 0;

async function withSite(options: SiteOptions, measure: (site: Site) => Promise<readonly Row[]>) {
  console.error(`Measuring: ${measure.name}`);
  const site = await openSite(options);
  try {
    return await measure(site);
  } finally {
    await site.close();
  }
}

async function sizeRows(site: Site): Promise<readonly Row[]> {
  const { page, workers } = await firstLoad(site);
  return [
    { what: 'JavaScript before the first click', measured: page, budget: FIRST_LOAD_KILOBYTES, unit: 'kB gz' },
    { what: 'the same, in workers', measured: workers, budget: null, unit: 'kB gz' },
  ];
}

async function speedRows(site: Site): Promise<readonly Row[]> {
  const page = await slowedPage(site, SLOWED);
  const paints: number[] = [];
  for (let run = 0; run < RUNS; run++) paints.push(await measureLargestPaint(page, site.url));
  const { name, milliseconds } = await measureInteractions(page, site.url);
  return [
    { what: 'largest paint (LCP), slowed', measured: median(paints), budget: 1000, unit: 'ms' },
    { what: 'slowest answer (INP), slowed', measured: milliseconds, budget: 100, unit: 'ms', note: name },
  ];
}

async function makingRows({ page }: Site): Promise<readonly Row[]> {
  await page.waitForLoadState('networkidle');
  const { count, longest, backend, seconds } = await measureLongTasks(page, 'a rocket rises on the moon');
  const note = `${backend}, a clip in ${seconds.toFixed(1)} s`;
  return [
    { what: 'tasks over 50 ms while a clip is made', measured: count, budget: 0, unit: '', note },
    { what: 'longest of them', measured: longest, budget: null, unit: 'ms' },
  ];
}

async function libraryRows(site: Site): Promise<readonly Row[]> {
  await fillLibrary(site, CLIPS);
  const devtools = await site.context.newCDPSession(site.page);
  const paints: number[] = [];
  for (let run = 0; run < RUNS; run++) paints.push((await measureFirstPaint(site)).cards);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  const slowed = await measureFirstPaint(site);
  const { mostCards } = await measureScrolling(site.page, devtools);
  return [
    { what: `first cards of ${CLIPS} clips`, measured: median(paints), budget: 300, unit: 'ms' },
    { what: 'the same, slowed', measured: slowed.cards, budget: null, unit: 'ms' },
    { what: 'most live cards while scrolling', measured: mostCards, budget: 60, unit: '' },
  ];
}

async function memoryRows(): Promise<readonly Row[]> {
  console.error('Measuring: memoryRows');
  const { short, long } = await measurePeaks();
  const most = MEMORY_SLACK * short;
  return [
    {
      what: 'renderer peak, a short clip',
      measured: short,
      budget: null,
      unit: 'MiB',
      note: '2 s, extended by 4 x 0.5 s',
    },
    { what: 'renderer peak, a minute', measured: long, budget: most, unit: 'MiB', note: '20 s, extended four times' },
  ];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Where there is no number, as for memory elsewhere than on Linux, nothing is broken. */
function isBroken({ measured, budget }: Row): boolean {
  return budget !== null && measured > budget;
}

function lineOf(row: Row): string {
  const { what, measured, budget, unit, note = '' } = row;
  const number = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1));
  const verdict = budget === null ? '' : isBroken(row) ? 'BROKEN' : 'ok';
  const most = budget === null ? '' : `<= ${number(budget)}`;
  return `${what.padEnd(40)}${number(measured).padStart(8)} ${unit.padEnd(6)}${most.padEnd(11)}${verdict.padEnd(8)}${note}`.trimEnd();
}
