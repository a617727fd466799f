import { html, svg, type TemplateResult } from 'lit';
import { EVERY_CLIP, type LibraryAct, type LibraryState } from '../../app/library-state.ts';
import { icon } from '../icon/icons.ts';

type Act = (act: LibraryAct) => void;

const LEAVES = Array.from({ length: 24 }, (_, index) => (index * 360) / 24);

/** An invitation. */
export function emptyLibrary(act: Act, chooseFiles: () => void): TemplateResult {
  return html`
    <section class="empty">
      ${reel()}
      <h3>Your clips will hang here</h3>
      <p>Every clip you make is kept on this device, with the words and settings that made it. Nothing is sent anywhere.</p>
      <div>
        <button class="primary" type="button" @click=${() => act({ kind: 'compose' })}>Make your first clip</button>
        <button class="quiet" type="button" @click=${chooseFiles}>${icon('share')} Import …</button>
      </div>
    </section>
  `;
}

/** Nothing matches. */
export function nothingFound({ query }: LibraryState, act: Act): TemplateResult {
  const words = query.text.trim();
  return html`
    <section class="empty">
      <h3>${words === '' ? 'No clip is here' : html`No clip matches “${words}”`}</h3>
      <p>${query.favourites || query.folder !== null ? 'A filter is on.' : 'Try fewer words, or only their beginnings.'}</p>
      <div>
        <button class="quiet" type="button" @click=${() => act({ kind: 'query', change: { ...EVERY_CLIP, order: query.order } })}>
          Show all clips
        </button>
      </div>
    </section>
  `;
}

/** The mark of the house, large: a reel of paper leaves, one of them lit. */
function reel(): TemplateResult {
  return html`<svg class="reel" viewBox="-32 -32 64 64" aria-hidden="true" focusable="false">
    ${svg`
      <g stroke="currentColor" stroke-width="2.2" stroke-linecap="round">
        ${LEAVES.slice(1).map((angle) => svg`<path d="M0 -13V-27" transform="rotate(${angle})" />`)}
      </g>
      <path class="lamp" d="M0 -11V-29" stroke-width="4.4" stroke-linecap="round" />
      <circle r="4.5" class="lamp-dot" />
    `}
  </svg>`;
}
