import { html, nothing, type TemplateResult } from 'lit';
import type { ClipSource, LibraryAct, LibraryClip, LibraryState } from '../../app/library-state.ts';
import { hrefOf } from '../../app/routes.ts';
import { icon } from '../icon/icons.ts';
import { clipFacts } from '../wording/library.ts';
import { cardPlace, type GridLayout, gridHeight } from './grid-layout.ts';
import './kinora-clip-thumb.ts';
import { CARD_LABELS, LIBRARY_WORDS } from '../wording/library-view.ts';

/** What a card needs of the view around it. */
export interface CardView {
  readonly state: LibraryState;
  readonly source: ClipSource | null;
  readonly layout: GridLayout;
  /** Whether the Tab key stops here: at one card of all. */
  readonly reachable: boolean;
  readonly playing: boolean;
  readonly act: (act: LibraryAct) => void;
  /** `range` selects everything from the card that was picked before. */
  readonly pick: (id: string, selected: boolean, range: boolean) => void;
  /** The pointer rests on it. */
  readonly enter: (id: string) => void;
}

const GHOSTS = 12;

/** A clip's card: a link to it, a box to select it, a star. */
export function libraryCard(clip: LibraryClip, index: number, view: CardView): TemplateResult {
  const { state, layout } = view;
  const [start, top] = cardPlace(layout, index);
  const selected = state.selected.has(clip.id);
  const reach = view.reachable ? 0 : -1;
  const title = clip.title === '' ? CARD_LABELS.untitled : clip.title;
  return html`
    <li
      class="card"
      data-id=${clip.id}
      ?data-selected=${selected}
      aria-setsize=${state.clips.length}
      aria-posinset=${index + 1}
      .style=${`inset-inline-start: ${start}px; top: ${top}px; width: ${layout.cardWidth}px`}
      @pointerenter=${(event: PointerEvent) => event.pointerType === 'mouse' && view.enter(clip.id)}
    >
      <a class="open" href=${hrefOf({ view: 'clip', id: clip.id })} tabindex=${reach} draggable="false">
        <kinora-clip-thumb .clip=${clip} .source=${view.source} ?playing=${view.playing}></kinora-clip-thumb>
        <span class="caption">
          <span class="title"><bdi>${title}</bdi></span>
          <span class="facts">
            ${state.unkept.has(clip.id) ? html`<b>${CARD_LABELS.tabOnly}</b> · ` : nothing}<bdi>${clipFacts(clip)}</bdi>
          </span>
        </span>
      </a>
      <label class="corner pick" title=${CARD_LABELS.select}>
        <input
          type="checkbox"
          tabindex=${reach}
          aria-label=${CARD_LABELS.selectClip(title)}
          .checked=${selected}
          @click=${(event: MouseEvent) => view.pick(clip.id, !selected, event.shiftKey)}
        />
      </label>
      <button
        class="corner star"
        type="button"
        tabindex=${reach}
        title=${CARD_LABELS.favouriteTitle}
        aria-label=${CARD_LABELS.favouriteClip(title)}
        aria-pressed=${clip.favourite}
        @click=${() => view.act({ kind: 'favourite', ids: [clip.id], favourite: !clip.favourite })}
      >${icon(clip.favourite ? 'starred' : 'star')}</button>
    </li>
  `;
}

/** Where cards will be, while what is stored is read. */
export function ghostCards(layout: GridLayout): TemplateResult {
  const places = Array.from({ length: GHOSTS }, (_, index) => cardPlace(layout, index));
  const side = `width: ${layout.cardWidth}px; height: ${layout.cardWidth}px`;
  return html`
    <div
      class="grid"
      role="group"
      aria-busy="true"
      aria-label=${LIBRARY_WORDS.clips}
      .style=${`height: ${gridHeight(layout, GHOSTS)}px`}
    >
      ${places.map(
        ([start, top]) =>
          html`<div class="card ghost" .style=${`inset-inline-start: ${start}px; top: ${top}px; ${side}`}></div>`,
      )}
    </div>
  `;
}
