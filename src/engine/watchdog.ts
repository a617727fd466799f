import { AppError } from '../contract/result.ts';
import type { WorkerHandle } from './worker-handle.ts';

/** No picture, clip or piece of a file keeps a worker from its messages for so long, on however busy a machine. */
const HANG_MS = 30_000;

interface Living {
  lifeLock(): Promise<string>;
}

/**
 * `work` of a worker, for as long as the worker answers. One that reads files and is stuck in one is ended, because nothing
 * else gets it out of there: `input-unreadable` then. Whoever keeps the handle looks at `ended` before the next question.
 */
export async function whileAnswering<T>(
  handle: Pick<WorkerHandle<Living>, 'api' | 'end'>,
  work: Promise<T>,
  hangMs = HANG_MS,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const hung = new Promise<never>((_, reject) => {
    const ask = (): void => {
      timer = setTimeout(() => {
        handle.end();
        reject(new AppError('input-unreadable', 'decode', HUNG));
      }, hangMs);
      void handle.api.lifeLock().then(again, again);
    };
    const again = (): void => {
      clearTimeout(timer);
      if (!over) timer = setTimeout(ask, hangMs / 4);
    };
    ask();
  });
  try {
    return await Promise.race([work, hung]);
  } finally {
    over = true;
    clearTimeout(timer);
  }
}

const HUNG = 'This file keeps its reader busy without end. Convert it to MP4 with H.264, or to PNG, and use that.';
