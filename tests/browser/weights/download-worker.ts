import type { WeightFile } from '../../../src/weights/manifest.ts';
import { openWeightStore } from '../../../src/weights/store.ts';
import { fetchMade, type MadeFile } from './made-file.ts';

/** What the test asks of the worker. */
export interface DownloadJob {
  readonly database: string;
  readonly file: WeightFile;
  readonly made: MadeFile;
  /** The worker waits for ever at this position; null for never. */
  readonly stopAt: number | null;
}

/** What the worker says: that it has come to `stopAt`, or how it ended. */
export type DownloadNews =
  | { readonly type: 'waiting' }
  | { readonly type: 'done'; readonly bytesFetched: number; readonly sizeBytes: number };

addEventListener('message', async ({ data }: MessageEvent<DownloadJob>) => {
  const { database, file, made, stopAt } = data;
  const tell = (news: DownloadNews): void => postMessage(news);
  const store = openWeightStore({
    database,
    fetch: fetchMade(made, [], (at) => {
      if (at !== stopAt) return;
      tell({ type: 'waiting' });
      return new Promise<void>(() => undefined);
    }),
  });
  const signal = new AbortController().signal;
  const blob = await store.ensure({ model: 'made', file, url: 'made:', signal });
  tell({ type: 'done', bytesFetched: store.bytesFetched, sizeBytes: blob.size });
});
