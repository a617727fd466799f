import { readFileSync } from 'node:fs';
import { runTool, slide } from '../e2e/panels.ts';
import { make, openSite } from '../e2e/site.ts';

/** Frames that are made at once, and seconds by which the clip is then extended: of the tiny model, 8 frames a second. */
const SHORT = { frames: 17, extensions: [0.5, 0.5, 0.5, 0.5] } as const;
/** 20 seconds, the most that is made at once, and on to a minute. */
const LONG = { frames: 161, extensions: [10, 10, 10, 9.5] } as const;

interface Length {
  readonly frames: number;
  readonly extensions: readonly number[];
}

/**
 * MiB that the page's process had resident at most from its start until a clip is made (Linux; NaN elsewhere): of a clip of
 * two seconds and a little, and of one of a minute, by as many tasks. A browser each, with the tiny model: what grows with
 * length is the page's doing.
 */
export async function measurePeaks(): Promise<Readonly<Record<'short' | 'long', number>>> {
  return { short: await peakOf(SHORT), long: await peakOf(LONG) };
}

async function peakOf({ frames, extensions }: Length): Promise<number> {
  const site = await openSite({ tiny: true, search: `?seed=7&steps=1&guidance=1&backend=wasm&frames=${frames}` });
  try {
    await make(site.page, 'a rocket rises on the moon');
    for (const seconds of extensions) await runTool(site.page, 'Extend', () => slide(site.page, 'Seconds', seconds));
    const devtools = await site.context.browser()?.newBrowserCDPSession();
    const { processInfo = [] } = (await devtools?.send('SystemInfo.getProcessInfo')) ?? {};
    return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakOfProcess(id)));
  } finally {
    await site.close();
  }
}

function peakOfProcess(id: number): number {
  try {
    const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
    return Number(kibibytes) / 1024;
  } catch {
    return Number.NaN;
  }
}
