import type { ClipSource } from '../../app/library-state.ts';

/** More than are alive at once, so that scrolling back a little reads nothing again. */
const MOST = 240;

const caches = new WeakMap<ClipSource, PosterUrls>();

/** The posters of one source. */
export function postersOf(source: ClipSource): PosterUrls {
  const known = caches.get(source) ?? new PosterUrls(source);
  caches.set(source, known);
  return known;
}

/** Object URLs of posters; those that were not asked for the longest time are revoked. */
class PosterUrls {
  readonly #source: ClipSource;
  readonly #urls = new Map<string, Promise<string | null>>();

  constructor(source: ClipSource) {
    this.#source = source;
  }

  /** Null where the clip has no poster. */
  url(id: string): Promise<string | null> {
    const known = this.#urls.get(id);
    if (known !== undefined) {
      this.#urls.delete(id);
      this.#urls.set(id, known);
      return known;
    }
    const url = this.#source.poster(id).then(
      (poster) => (poster === null ? null : URL.createObjectURL(poster)),
      () => null,
    );
    this.#urls.set(id, url);
    // Not found now, a poster may come with an import.
    void url.then((found) => found === null && this.#urls.delete(id));
    const [oldest] = this.#urls.keys();
    if (this.#urls.size > MOST && oldest !== undefined) void this.#revoke(oldest);
    return url;
  }

  async #revoke(id: string): Promise<void> {
    const url = await this.#urls.get(id);
    this.#urls.delete(id);
    if (url != null) URL.revokeObjectURL(url);
  }
}
