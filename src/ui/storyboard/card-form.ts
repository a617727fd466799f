import { html, nothing, type TemplateResult } from 'lit';
import { type Board, type BoardCard, type ClipCard, endOf, fileFrames, nextStart } from '../../app/board.ts';
import type { StoryboardAct } from '../../app/board-state.ts';
import type { BoardEdit } from '../../app/edit-board.ts';
import { icon } from '../icon/icons.ts';
import { choices } from '../tasks/simple-forms.ts';
import { CARD_WORDS, cardTitle } from '../wording/storyboard.ts';

type Act = (act: StoryboardAct) => void;

/** The fields of the chosen card: what it says, when it begins, how long it is, what it shows. */
export function cardForm(board: Board, card: BoardCard, act: Act): TemplateResult {
  const index = board.cards.indexOf(card);
  const edit = (change: BoardEdit) => act({ kind: 'edit', edit: change });
  const to = (id: string | undefined) => id !== undefined && act({ kind: 'select', id });
  const [before, after] = [board.cards[index - 1]?.id, board.cards[index + 1]?.id];
  return html`
    <div class="card-head">
      <button class="round" type="button" ?disabled=${before === undefined} aria-label=${CARD_WORDS.earlier}
        title=${CARD_WORDS.earlier} @click=${() => to(before)}>${icon('earlier')}</button>
      <h3>${index + 1}. ${card.kind === 'text' ? nothing : cardTitle(card)}</h3>
      <button class="round" type="button" ?disabled=${after === undefined} aria-label=${CARD_WORDS.later}
        title=${CARD_WORDS.later} @click=${() => to(after)}>${icon('later')}</button>
      <button class="round last" type="button" aria-label=${CARD_WORDS.remove} title=${CARD_WORDS.remove}
        @click=${() => edit({ kind: 'remove', id: card.id })}>${icon('trash')}</button>
    </div>
    <label class="field">
      <span class="label">${CARD_WORDS[card.kind]}</span>
      <textarea rows="2" .value=${card.prompt}
        @input=${(event: Event) => act({ kind: 'edit', edit: say(card, event), gesture: `say-${card.id}` })}
        @blur=${() => act({ kind: 'settle' })}></textarea>
    </label>
    <div class="numbers">
      ${secondsField(board, { label: CARD_WORDS.start, frames: card.at, least: 0, change: (at) => edit({ kind: 'move', id: card.id, at }) })}
      ${secondsField(board, {
        label: CARD_WORDS.length,
        frames: endOf(board, index) - card.at,
        least: 1,
        change: (length) => edit({ kind: 'set-end', id: card.id, at: card.at + length }),
      })}
      ${card.kind === 'clip' ? clipFields(board, { card, index, edit }) : nothing}
    </div>
    ${card.kind === 'text' ? nothing : framing(card, edit)}
  `;
}

function clipFields(
  board: Board,
  { card, index, edit }: { readonly card: ClipCard; readonly index: number; readonly edit: (edit: BoardEdit) => void },
): TemplateResult {
  const hole = Math.max(0, nextStart(board, index) - card.at - card.count);
  return html`
    ${secondsField(board, {
      label: CARD_WORDS.from,
      frames: card.from,
      least: 0,
      most: fileFrames(card, board) - card.count,
      change: (from) => edit({ kind: 'slip', id: card.id, from }),
    })}
    ${secondsField(board, {
      label: CARD_WORDS.hole,
      frames: hole,
      least: 0,
      change: (length) => edit({ kind: 'set-hole', id: card.id, length }),
    })}
  `;
}

interface SecondsField {
  readonly label: string;
  readonly frames: number;
  readonly least: number;
  readonly most?: number;
  /** In frames. */
  readonly change: (frames: number) => void;
}

/** A time in seconds, in steps of a frame. What the board does not take springs back to what it has. */
export function secondsField({ fps }: Board, { label, frames, least, most, change }: SecondsField): TemplateResult {
  const shown = String(Number((frames / fps).toFixed(3)));
  const take = (event: Event) => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement)) return;
    const asked = target.value.trim() === '' ? Number.NaN : Math.round(Number(target.value) * fps);
    if (Number.isFinite(asked)) change(asked);
    else target.value = shown;
  };
  const bound = most === undefined ? nothing : most / fps;
  return html`
    <label class="field">
      <span class="label">${label}</span>
      <input type="number" inputmode="decimal" min=${least / fps} max=${bound} step=${1 / fps} .value=${shown} @change=${take} />
    </label>
  `;
}

function framing(card: Exclude<BoardCard, { readonly kind: 'text' }>, edit: (edit: BoardEdit) => void): TemplateResult {
  return choices({
    name: 'framing',
    legend: CARD_WORDS.framing,
    options: (['crop', 'letterbox'] as const).map((name) => [name, CARD_WORDS.framings[name]] as const),
    chosen: card.file.framing,
    choose: (name) => edit({ kind: 'frame', id: card.id, framing: name }),
  });
}

function say(card: BoardCard, event: Event): BoardEdit {
  const prompt = event.target instanceof HTMLTextAreaElement ? event.target.value : card.prompt;
  return { kind: 'say', id: card.id, prompt };
}
