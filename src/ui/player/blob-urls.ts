import type { LitElement, ReactiveController } from 'lit';

/**
 * The object URLs of an element: each lives for as long as the element shows its blob. A URL that is never given back keeps all
 * bytes of its blob for as long as the page lives.
 */
export class BlobUrls implements ReactiveController {
  readonly #host: LitElement;
  readonly #urls = new Map<Blob, string>();
  /** Blobs that the render under way asked for. */
  readonly #shown = new Set<Blob>();

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** To be called while the element renders, and at every render that shows the blob. */
  of(blob: Blob): string {
    const url = this.#urls.get(blob) ?? URL.createObjectURL(blob);
    this.#urls.set(blob, url);
    this.#shown.add(blob);
    return url;
  }

  hostConnected(): void {
    if (this.#host.hasUpdated) this.#host.requestUpdate();
  }

  hostUpdate(): void {
    this.#shown.clear();
  }

  hostUpdated(): void {
    for (const blob of [...this.#urls.keys()]) if (!this.#shown.has(blob)) this.#revoke(blob);
  }

  hostDisconnected(): void {
    for (const blob of [...this.#urls.keys()]) this.#revoke(blob);
  }

  #revoke(blob: Blob): void {
    URL.revokeObjectURL(this.#urls.get(blob) ?? '');
    this.#urls.delete(blob);
  }
}
