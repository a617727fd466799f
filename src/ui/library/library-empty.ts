import { html, svg, type TemplateResult } from 'lit';
import { EVERY_CLIP, type LibraryAct, type LibraryState } from '../../app/library-state.ts';
import { icon } from '../icon/icons.ts';
import { EMPTY_WORDS, LIBRARY_WORDS } from '../wording/library-view.ts';

type Act = (act: LibraryAct) => void;

const LEAVES = Array.from({ length: 24 }, (_, index) => (index * 360) / 24);

/** An invitation. */
export function emptyLibrary(act: Act, chooseFiles: () => void): TemplateResult {
  return html`
    <section class="empty">
      ${reel()}
      <h3>${EMPTY_WORDS.title}</h3>
      <p>${EMPTY_WORDS.about}</p>
      <div>
        <button class="primary" type="button" @click=${() => act({ kind: 'compose' })}>${EMPTY_WORDS.make}</button>
        <button class="quiet" type="button" @click=${chooseFiles}>${icon('share')} ${LIBRARY_WORDS.import}</button>
      </div>
    </section>
  `;
}

/** Nothing matches. */
export function nothingFound({ query }: LibraryState, act: Act): TemplateResult {
  const words = query.text.trim();
  return html`
    <section class="empty">
      <h3>${words === '' ? EMPTY_WORDS.none : EMPTY_WORDS.noMatch(words)}</h3>
      <p>${query.favourites || query.folder !== null ? EMPTY_WORDS.filtered : EMPTY_WORDS.fewer}</p>
      <div>
        <button class="quiet" type="button" @click=${() => act({ kind: 'query', change: { ...EVERY_CLIP, order: query.order } })}>
          ${EMPTY_WORDS.showAll}
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
