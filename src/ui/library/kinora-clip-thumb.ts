import { css, html, nothing, type PropertyValues } from 'lit';
import type { ClipSource, LibraryClip } from '../../app/library-state.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { postersOf } from './poster-urls.ts';

/**
 * A clip's poster, and the clip itself in a loop without sound while it is `playing`. Decoration: what is around it has the name.
 * Nothing moves where less motion is wished for.
 */
export class KinoraClipThumb extends LocalisedElement {
  static override properties = {
    clip: { attribute: false },
    source: { attribute: false },
    playing: { type: Boolean },
    poster: { state: true },
    film: { state: true },
  };
  static override styles = css`
    :host {
      display: block;
      position: relative;
      overflow: hidden;
      contain: strict;
      background: var(--film);
    }
    img,
    video {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
      object-fit: cover;
    }
    img {
      image-rendering: auto;
    }
    svg {
      position: absolute;
      inset: 30%;
      width: 40%;
      height: 40%;
      fill: none;
      stroke: var(--film-ink);
      stroke-width: 1.2;
      opacity: 0.45;
    }
  `;
  declare clip: LibraryClip | null;
  declare source: ClipSource | null;
  declare playing: boolean;
  /** Object URL; null while there is none. */
  declare private poster: string | null;
  declare private film: string | null;

  constructor() {
    super();
    this.clip = null;
    this.source = null;
    this.playing = false;
    this.poster = null;
    this.film = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('source') || changed.get('clip')?.id !== (this.clip?.id ?? undefined)) void this.#show();
    if (changed.has('playing')) void (this.playing ? this.#play() : this.#stop());
  }

  override render() {
    return html`
      ${this.poster === null ? EMPTY : html`<img src=${this.poster} alt="" decoding="async" draggable="false" />`}
      ${
        this.film === null
          ? nothing
          : html`<video src=${this.film} .muted=${true} loop autoplay playsinline disableremoteplayback tabindex="-1"></video>`
      }
    `;
  }

  async #show(): Promise<void> {
    const { clip, source } = this;
    if (clip === null || source === null) return;
    const url = await postersOf(source).url(clip.id);
    if (this.clip?.id === clip.id) this.poster = url;
  }

  async #play(): Promise<void> {
    const { clip, source } = this;
    if (clip === null || source === null || clip.kind !== 'video') return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const file = await source.file(clip.id).catch(() => null);
    if (file === null || !this.playing || !this.isConnected || this.film !== null) return;
    this.film = URL.createObjectURL(file);
  }

  #stop(): void {
    if (this.film !== null) URL.revokeObjectURL(this.film);
    this.film = null;
  }
}

const EMPTY = html`<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="3.5" y="5.5" width="17" height="13" rx="2" /><path d="M7.5 5.5v13M16.5 5.5v13M3.5 10h4M3.5 14h4M16.5 10h4M16.5 14h4" /></svg>`;

customElements.define('kinora-clip-thumb', KinoraClipThumb);
