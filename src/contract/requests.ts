/** Who asks for files: the page itself, or one of its workers by the name of its file. */
export const ASKERS = ['page', 'generate', 'encode', 'decode', 'service'] as const;

export type Asker = (typeof ASKERS)[number];

/** One request that the browser reported. */
export interface MadeRequest {
  /** Absolute, without what follows `?`. */
  readonly address: string;
  /** Bytes that came over the network; 0 for what the browser had. */
  readonly sizeBytes: number;
}

/** What a worker tells the page of itself, unasked. Comlink passes over it: it has no `id`. */
export interface RequestsMessage {
  readonly type: 'requests';
  readonly from: Asker;
  readonly requests: readonly MadeRequest[];
}

/**
 * Calls `note` with every request of this thread that the browser reports, those before this call included.
 * @returns has `note` called at once with what waits to be told
 */
export function observeRequests(note: (requests: readonly MadeRequest[]) => void): () => void {
  const tell = (entries: PerformanceEntryList): void => {
    const requests = entries.flatMap((entry) => requestOf(entry) ?? []);
    if (requests.length > 0) note(requests);
  };
  const observer = new PerformanceObserver((list) => tell(list.getEntries()));
  // Workers have no navigation, and the browser grumbles at whoever asks for what there is not.
  const types = PerformanceObserver.supportedEntryTypes.filter((type) => type === 'navigation' || type === 'resource');
  for (const type of types) observer.observe({ type, buffered: true });
  return () => tell(observer.takeRecords());
}

/** Null for every other message. */
export function parseRequestsMessage(message: unknown): RequestsMessage | null {
  const { type, from, requests }: Partial<Record<keyof RequestsMessage, unknown>> = Object(message);
  const asker = ASKERS.find((name) => name === from);
  if (type !== 'requests' || asker === undefined || !Array.isArray(requests)) return null;
  return { type, from: asker, requests: requests.filter(isRequest) };
}

function isRequest(value: unknown): value is MadeRequest {
  const { address, sizeBytes }: Partial<Record<keyof MadeRequest, unknown>> = Object(value);
  return typeof address === 'string' && URL.canParse(address) && typeof sizeBytes === 'number';
}

/** Null for what is no request: blobs and data that the page made itself. */
function requestOf(entry: PerformanceEntry): MadeRequest | null {
  if (!URL.canParse(entry.name)) return null;
  const { protocol, origin, pathname } = new URL(entry.name);
  if (!protocol.startsWith('http')) return null;
  const sizeBytes = entry instanceof PerformanceResourceTiming ? entry.transferSize : 0;
  return { address: origin + pathname, sizeBytes };
}
