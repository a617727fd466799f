import { SHARE_PATH, SHARED_CACHE, SHARED_NAME } from '../contract/service-worker.ts';

/** The part of the File Handling API that is needed; not in TypeScript's library yet. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

/** Files that came from outside, and words that came with them. */
export type ArrivalListener = (files: readonly File[], text: string) => void;

/**
 * Hears of files that the person opened with Kinora in the system's file manager, and of those that another app shared with it.
 * To be called once.
 */
export function onArrivals(listener: ArrivalListener): void {
  const { launchQueue } = globalThis as { readonly launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length === 0) return;
    void Promise.all(files.map((handle) => handle.getFile())).then(
      (opened) => listener(opened, ''),
      // Moved or deleted between the click and now.
      () => undefined,
    );
  });
  if (new URLSearchParams(location.search).has('shared')) void takeShared(listener);
}

async function takeShared(listener: ArrivalListener): Promise<void> {
  const address = new URL(location.href);
  address.searchParams.delete('shared');
  history.replaceState(history.state, '', address);
  if (typeof caches === 'undefined') return;
  const cache = await caches.open(SHARED_CACHE);
  const files: File[] = [];
  let text = '';
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (response === undefined) continue;
    if (request.url.endsWith(`/${SHARE_PATH}/text`)) text = await response.text();
    else files.push(await fileOf(response));
  }
  await caches.delete(SHARED_CACHE);
  if (files.length > 0 || text !== '') listener(files, text);
}

async function fileOf(response: Response): Promise<File> {
  const blob = await response.blob();
  return new File([blob], decodeURIComponent(response.headers.get(SHARED_NAME) ?? 'shared'), { type: blob.type });
}
