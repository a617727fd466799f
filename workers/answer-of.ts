import { SHARE_PATH } from '../src/contract/service-worker.ts';

/**
 * Who answers a request: `shared` takes files from another app; `page` is the page itself, `kept` a file of it (of the address
 * without its search part); `earlier` may be a part of the version before this one; `network` is nobody here.
 */
export type Answerer = 'shared' | 'page' | 'kept' | 'earlier' | 'network';

/** What the service worker keeps, as absolute addresses. */
export interface KeptFiles {
  /** The page's folder. */
  readonly scope: string;
  readonly files: ReadonlySet<string>;
}

/** Decides it. Only someone who goes to the page's own address gets the page: what is missing is missing. */
export function answererOf({ method, mode, url }: Pick<Request, 'method' | 'mode' | 'url'>, kept: KeptFiles): Answerer {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  if (!address.startsWith(kept.scope)) return 'network';
  if (method === 'POST' && mode === 'navigate' && address === new URL(SHARE_PATH, kept.scope).href) return 'shared';
  if (method !== 'GET') return 'network';
  if (kept.files.has(address)) return 'kept';
  if (mode === 'navigate' && address === kept.scope) return 'page';
  return address.startsWith(new URL('assets/', kept.scope).href) ? 'earlier' : 'network';
}
