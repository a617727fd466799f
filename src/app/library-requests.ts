/** What the page asked of one address, as often as it did. */
export interface PageRequest {
  /** Without what follows `?`. */
  readonly address: string;
  /** True for the page's own site. */
  readonly own: boolean;
  readonly count: number;
  /** Bytes that came over the network; 0 for what the browser had. */
  readonly sizeBytes: number;
}

/** Everything the page has asked for since it was opened. */
export interface RequestLog {
  list(): readonly PageRequest[];
}

/**
 * Has the page watch itself: every request that the browser reports (scripts, pictures, `fetch`), from the first one on. Workers
 * have timelines of their own; for them and for the page alike the Content-Security-Policy forbids any other site.
 */
export function watchRequests(origin: string): RequestLog {
  const requests = new Map<string, PageRequest>();
  const note = (entries: PerformanceEntryList): void => {
    for (const entry of entries) {
      const request = parseEntry(entry, origin);
      if (request === null) continue;
      const before = requests.get(request.address);
      const count = (before?.count ?? 0) + 1;
      requests.set(request.address, { ...request, count, sizeBytes: (before?.sizeBytes ?? 0) + request.sizeBytes });
    }
  };
  let observer: PerformanceObserver | null = null;
  for (const type of ['navigation', 'resource']) {
    observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type, buffered: true });
  }
  return {
    list() {
      note(observer?.takeRecords() ?? []);
      return [...requests.values()].sort((a, b) => Number(a.own) - Number(b.own) || a.address.localeCompare(b.address));
    },
  };
}

/** Null for what is no request: blobs and data that the page made itself. */
function parseEntry(entry: PerformanceEntry, origin: string): PageRequest | null {
  if (!URL.canParse(entry.name)) return null;
  const url = new URL(entry.name);
  if (!url.protocol.startsWith('http')) return null;
  const own = url.origin === origin;
  const size = entry instanceof PerformanceResourceTiming ? entry.transferSize : 0;
  return { address: own ? url.pathname : url.origin + url.pathname, own, count: 1, sizeBytes: size };
}
