import { css, html, nothing, type TemplateResult } from 'lit';
import type { Example } from '../../app/examples.ts';
import { send } from '../events.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { EXAMPLE_WORDS } from '../wording/examples.ts';

/**
 * A few clips of the shipped model where the clips of this visit will be: each moves under the pointer or the focus, and one
 * press makes one like it. Sends `example-like`.
 */
export class KinoraExamples extends LocalisedElement {
  static override properties = { examples: { attribute: false } };
  static override styles = [
    baseStyles,
    css`
      :host {
        min-height: 7.75rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 0.75rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      button {
        display: grid;
        grid-template-columns: 5.25rem minmax(0, 1fr);
        align-items: start;
        gap: 0.7rem;
        width: 100%;
        padding: 0.35rem;
        border-radius: 10px;
        text-align: start;
        margin-inline-start: -0.35rem;
        white-space: normal;
      }
      video {
        width: 5.25rem;
        height: 5.25rem;
        border-radius: 6px;
        background: var(--film);
        object-fit: cover;
      }
      span {
        font: italic 400 0.92rem/1.25 var(--serif);
      }
      small {
        display: block;
        margin-top: 0.35rem;
        font: 400 0.78rem/1.2 var(--sans);
        color: var(--ink-soft);
      }
      @media (max-width: 30rem) {
        button {
          grid-template-columns: 1fr;
          gap: 0.35rem;
        }
        video {
          width: 100%;
          height: auto;
          aspect-ratio: 1;
        }
        span {
          font-size: 0.82rem;
        }
      }
    `,
  ];
  declare examples: readonly Example[];

  constructor() {
    super();
    this.examples = [];
  }

  override render() {
    if (this.examples.length === 0) return nothing;
    return html`<ul aria-label=${EXAMPLE_WORDS.list}>${this.examples.map((example) => this.#example(example))}</ul>`;
  }

  #example({ prompt, url, poster }: Example): TemplateResult {
    return html`<li>
      <button type="button" @click=${() => send(this, 'example-like', { prompt })} @pointerenter=${play} @focus=${play}
        @pointerleave=${pause} @blur=${pause}>
        <video src=${url} poster=${poster} .muted=${true} loop playsinline preload="none" tabindex="-1" aria-hidden="true"></video>
        <span><bdi>${prompt}</bdi><small>${EXAMPLE_WORDS.like}</small></span>
      </button>
    </li>`;
  }
}

function play(event: Event): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  void videoOf(event)
    ?.play()
    .catch(() => undefined);
}

function pause(event: Event): void {
  videoOf(event)?.pause();
}

function videoOf({ currentTarget }: Event): HTMLVideoElement | null {
  return currentTarget instanceof Element ? currentTarget.querySelector('video') : null;
}

customElements.define('kinora-examples', KinoraExamples);
