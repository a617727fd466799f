import { html, nothing, type TemplateResult } from 'lit';
import type { Board } from '../../app/board.ts';
import type { StoryboardAct } from '../../app/board-state.ts';
import { aspectOf } from '../../app/sizes.ts';
import type { Size } from '../../contract/capabilities.ts';
import { choices } from '../tasks/simple-forms.ts';
import { BOARD_WORDS, shapeLine } from '../wording/storyboard.ts';
import { secondsField } from './card-form.ts';

type Act = (act: StoryboardAct) => void;

/** What is said of the whole clip: its shape, its length, and how cards meet where that is a question. */
export function boardForm(board: Board, sizes: readonly Size[], act: Act): TemplateResult {
  const meets = board.cards.length > 1 && board.cards.some(({ kind }) => kind === 'clip');
  return html`
    <div class="numbers">
      ${shape(board, sizes, act)}
      ${secondsField(board, {
        label: BOARD_WORDS.length,
        frames: board.frameCount,
        least: 1,
        change: (frameCount) => act({ kind: 'edit', edit: { kind: 'set-length', frameCount } }),
      })}
    </div>
    ${meets ? close(board, act) : nothing}
  `;
}

function close(board: Board, act: Act): TemplateResult {
  return html`<div>
    ${choices({
      name: 'close',
      legend: BOARD_WORDS.close,
      options: (['cut', 'blend'] as const).map((name) => [name, BOARD_WORDS.closes[name]] as const),
      chosen: board.close,
      choose: (name) => act({ kind: 'edit', edit: { kind: 'set-close', close: name } }),
    })}
    <p class="note">${BOARD_WORDS.closeHint}</p>
  </div>`;
}

/** The sizes on offer, and the board's own where it is none of them. */
function shape(own: Board, offered: readonly Size[], act: Act): TemplateResult {
  const sizes: readonly Size[] = offered.some((size) => isSame(size, own)) ? offered : [own, ...offered];
  const choose = (event: Event) => {
    const size = event.target instanceof HTMLSelectElement ? sizes[event.target.selectedIndex] : undefined;
    if (size === undefined) return;
    act({ kind: 'edit', edit: { kind: 'set-size', width: size.width, height: size.height } });
  };
  return html`<label class="field"><span class="label">${BOARD_WORDS.shape}</span>
    <select @change=${choose}>${sizes.map(
      (size) => html`<option .selected=${isSame(size, own)}>${shapeLine(aspectOf(size), size)}</option>`,
    )}</select></label>`;
}

function isSame(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}
