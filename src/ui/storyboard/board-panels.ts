import { html, nothing, type TemplateResult } from 'lit';
import type { StoryboardAct, StoryboardState } from '../../app/board-state.ts';
import { giveFocusBack } from '../focus/give-back.ts';
import { icon } from '../icon/icons.ts';
import { closePanel, panelHead } from '../library/clip-picker.ts';
import { moment } from '../wording/formats.ts';
import { BOARD_WORDS } from '../wording/storyboard.ts';

type Act = (act: StoryboardAct) => void;

/** The person's storyboards: opened, begun and deleted. */
export function boardsPanel(state: StoryboardState, act: Act): TemplateResult {
  const open = state.history?.present.id;
  const close = (event: Event, done: StoryboardAct) => {
    closePanel(event);
    act(done);
  };
  return html`
    <div id="boards" popover @beforetoggle=${giveFocusBack} aria-label=${BOARD_WORDS.openTitle}>
      ${panelHead(BOARD_WORDS.openTitle)}
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
