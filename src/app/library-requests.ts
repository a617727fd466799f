import { type Asker, type MadeRequest, observeRequests, type RequestsMessage } from '../contract/requests.ts';

/** What the page or one of its workers asked of one address, as often as it did. */
export interface PageRequest {
  /** Without what follows `?`, and on the page's own site without the site. */
  readonly address: string;
  readonly from: Asker;
  /** True for the page's own site. */
  readonly own: boolean;
  readonly count: number;
  /** Bytes that came over the network; 0 for what the browser had. */
  readonly sizeBytes: number;
}

/** Everything that the page and its workers have asked for since it was opened. */
export interface RequestLog {
  list(): readonly PageRequest[];
  /** Takes in what a worker tells of itself. */
  add(told: RequestsMessage): void;
}

/** Has the page watch itself: every request that the browser reports (scripts, pictures, `fetch`), from the first one on. */
export function watchRequests(origin: string): RequestLog {
  const requests = new Map<string, PageRequest>();
  const note = (from: Asker, made: readonly MadeRequest[]): void => {
    for (const { address, sizeBytes } of made) {
      const key = `${from} ${address}`;
      const before = requests.get(key) ?? { ...rowOf(address, origin), from, count: 0, sizeBytes: 0 };
      requests.set(key, { ...before, count: before.count + 1, sizeBytes: before.sizeBytes + sizeBytes });
    }
  };
  const tellNow = observeRequests((made) => note('page', made));
  return {
    list() {
      tellNow();
      return [...requests.values()].sort(
        (a, b) => Number(a.own) - Number(b.own) || a.address.localeCompare(b.address) || a.from.localeCompare(b.from),
      );
    },
    add: ({ from, requests: made }) => note(from, made),
  };
}

function rowOf(address: string, origin: string): Pick<PageRequest, 'address' | 'own'> {
  const url = new URL(address);
  const own = url.origin === origin;
  return { address: own ? url.pathname : address, own };
}
