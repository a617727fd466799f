import { css, html, nothing, type TemplateResult } from 'lit';
import type { ClipSource, LibraryClip } from '../../app/library-state.ts';
import { giveFocusBack } from '../focus/give-back.ts';
import { icon } from '../icon/icons.ts';
import { BOARD_WORDS } from '../wording/storyboard.ts';
import { FORM_LABELS } from '../wording/tools.ts';
import './kinora-clip-thumb.ts';

/** More posters than are looked through; the search box finds the others. */
const MOST_CLIPS = 48;

interface ClipPicker {
  readonly title: string;
  /** None while it is closed. */
  readonly clips: readonly LibraryClip[];
  readonly posters: ClipSource | null;
  readonly search: string;
  readonly find: (text: string) => void;
  readonly toggled: (open: boolean) => void;
  readonly choose: (id: string) => void;
}

/** The library's clips in the popover `clips`, one of them to be chosen; opened by a button with `popovertarget`. */
export function clipPicker({ title, clips, posters, search, find, toggled, choose }: ClipPicker): TemplateResult {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = clips.filter((clip) => words.every((word) => clip.words.toLowerCase().includes(word)));
  const chosen = (event: Event, id: string) => {
    closePanel(event);
    choose(id);
  };
  const toggles = (event: ToggleEvent): void => {
    giveFocusBack(event);
    toggled(event.newState === 'open');
  };
  return html`
    <div id="clips" popover aria-label=${title} @beforetoggle=${toggles}>
      ${panelHead(title)}
      <div class="field"><input type="search" placeholder=${BOARD_WORDS.searchClips} aria-label=${BOARD_WORDS.searchClips}
        .value=${search} @input=${(event: Event) => find(event.target instanceof HTMLInputElement ? event.target.value : '')} /></div>
      ${
        found.length > 0
          ? nothing
          : html`<p class="note">${clips.length === 0 ? BOARD_WORDS.noClips : BOARD_WORDS.noClipFound}</p>`
      }
      <ul class="clips">
        ${found.slice(0, MOST_CLIPS).map(
          (
            clip,
          ) => html`<li><button type="button" title=${clip.title} @click=${(event: Event) => chosen(event, clip.id)}>
            <kinora-clip-thumb .clip=${clip} .source=${posters}></kinora-clip-thumb><span>${clip.title}</span></button></li>`,
        )}
      </ul>
    </div>
  `;
}

/** The head of a popover: its title, and the button that closes it. */
export function panelHead(title: string): TemplateResult {
  return html`<header><h2>${title}</h2>
    <button class="round" type="button" aria-label=${FORM_LABELS.close} title=${FORM_LABELS.closeKey} @click=${closePanel}>${icon('close')}</button>
  </header>`;
}

/** Closes the popover that the event came from. */
export function closePanel(event: Event): void {
  const panel = event.currentTarget instanceof Element ? event.currentTarget.closest('[popover]') : null;
  if (panel instanceof HTMLElement) panel.hidePopover();
}

/** Goes with `panelStyles`. */
export const clipPickerStyles = css`
  ul.clips {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr));
    gap: 0.5rem;
    margin: 0.7rem 0 0;
    padding: 0;
    list-style: none;
    color: inherit;
  }
  .clips button {
    display: block;
    width: 100%;
    padding: 0.25rem;
    border-radius: 9px;
  }
  .clips kinora-clip-thumb {
    width: 100%;
    aspect-ratio: 1;
    border-radius: 6px;
  }
  .clips span {
    display: block;
    margin-top: 0.25rem;
    overflow: hidden;
    font-size: 0.78rem;
    text-overflow: ellipsis;
  }
`;
