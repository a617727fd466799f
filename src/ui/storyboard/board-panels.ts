import { html, nothing, type TemplateResult } from 'lit';
import type { StoryboardAct, StoryboardState } from '../../app/board-state.ts';
import type { ClipSource } from '../../app/library-state.ts';
import { icon } from '../icon/icons.ts';
import '../library/kinora-clip-thumb.ts';
import { moment } from '../wording/formats.ts';
import { BOARD_WORDS } from '../wording/storyboard.ts';
import { FORM_LABELS } from '../wording/tools.ts';

type Act = (act: StoryboardAct) => void;

/** More posters than are looked through; the search box finds the others. */
const MOST_CLIPS = 48;

/** The person's storyboards: opened, begun and deleted. */
export function boardsPanel(state: StoryboardState, act: Act): TemplateResult {
  const open = state.history?.present.id;
  const close = (event: Event, done: StoryboardAct) => {
    closePanel(event);
    act(done);
  };
  return html`
    <div id="boards" popover aria-label=${BOARD_WORDS.openTitle}>
      ${head(BOARD_WORDS.openTitle)}
      <button class="quiet wide" type="button" @click=${(event: Event) => close(event, { kind: 'new' })}>
        ${icon('storyboard')} ${BOARD_WORDS.begin}</button>
      <ul class="boards">
        ${state.boards.map(({ id, name, changedAt }) => {
          const shown = name === '' ? BOARD_WORDS.untitled : name;
          return html`<li>
            <button class="board" type="button" aria-current=${id === open ? 'true' : nothing}
              @click=${(event: Event) => close(event, { kind: 'open', id })}>
              <span>${shown}</span><small>${moment(changedAt)}</small></button>
            <button class="round" type="button" aria-label=${BOARD_WORDS.removeBoard(shown)}
              title=${BOARD_WORDS.removeBoard(shown)} @click=${() => act({ kind: 'delete', id })}>${icon('trash')}</button>
          </li>`;
        })}
      </ul>
    </div>
  `;
}

interface ClipsPanel {
  readonly act: Act;
  readonly posters: ClipSource | null;
  readonly search: string;
  readonly find: (text: string) => void;
  readonly toggled: (open: boolean) => void;
}

/** The library's clips, one of them to be put on the timeline. */
export function clipsPanel(
  state: StoryboardState,
  { act, posters, search, find, toggled }: ClipsPanel,
): TemplateResult {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = state.clips.filter((clip) => words.every((word) => clip.words.toLowerCase().includes(word)));
  const choose = (event: Event, id: string) => {
    closePanel(event);
    act({ kind: 'add-clip', id });
  };
  return html`
    <div id="clips" popover aria-label=${BOARD_WORDS.addClipTitle}
      @beforetoggle=${(event: ToggleEvent) => toggled(event.newState === 'open')}>
      ${head(BOARD_WORDS.addClipTitle)}
      <div class="field"><input type="search" placeholder=${BOARD_WORDS.searchClips} aria-label=${BOARD_WORDS.searchClips}
        .value=${search} @input=${(event: Event) => find(event.target instanceof HTMLInputElement ? event.target.value : '')} /></div>
      ${
        found.length > 0
          ? nothing
          : html`<p class="note">${state.clips.length === 0 ? BOARD_WORDS.noClips : BOARD_WORDS.noClipFound}</p>`
      }
      <ul class="clips">
        ${found.slice(0, MOST_CLIPS).map(
          (
            clip,
          ) => html`<li><button type="button" title=${clip.title} @click=${(event: Event) => choose(event, clip.id)}>
            <kinora-clip-thumb .clip=${clip} .source=${posters}></kinora-clip-thumb><span>${clip.title}</span></button></li>`,
        )}
      </ul>
    </div>
  `;
}

function head(title: string): TemplateResult {
  return html`<header><h2>${title}</h2>
    <button class="round" type="button" aria-label=${FORM_LABELS.close} title=${FORM_LABELS.closeKey} @click=${closePanel}>${icon('close')}</button>
  </header>`;
}

function closePanel(event: Event): void {
  const panel = event.currentTarget instanceof Element ? event.currentTarget.closest('[popover]') : null;
  if (panel instanceof HTMLElement) panel.hidePopover();
}
