import { ROW_STORES, type RowStore } from './schema.ts';

/** What one tab tells the others: these rows are not what they were. */
export interface News {
  readonly store: RowStore;
  readonly ids: readonly string[];
}

/** Word between the tabs of one database. Without BroadcastChannel each tab sees the others' changes at its next visit. */
export class NewsChannel {
  #channel: BroadcastChannel | null;

  constructor(database: string, onNews: (news: News) => void) {
    this.#channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(database);
    if (this.#channel !== null) {
      this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        const news = parseNews(data);
        if (news !== null) onNews(news);
      };
    }
  }

  tell(news: News): void {
    this.#channel?.postMessage(news);
  }

  /** What is told afterwards is not told: work that was under way may still end. */
  close(): void {
    this.#channel?.close();
    this.#channel = null;
  }
}

/** Null for what another version says that this one does not know. */
function parseNews(data: unknown): News | null {
  if (typeof data !== 'object' || data === null) return null;
  const { store, ids } = data as Readonly<Record<string, unknown>>;
  const known = ROW_STORES.find((name) => name === store);
  if (known === undefined || !Array.isArray(ids)) return null;
  return { store: known, ids: ids.filter((id) => typeof id === 'string') };
}
