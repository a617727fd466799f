import { css, html, type TemplateResult } from 'lit';
import type { History } from '../../app/history.ts';
import { icon } from '../icon/icons.ts';
import { BOARD_WORDS } from '../wording/storyboard.ts';

/** To be used beside the base styles. */
export const undoStyles = css`
  .redo svg {
    transform: scaleX(-1);
  }
`;

/** One step back, one step on again. */
export function undoButtons(
  { past, future }: Pick<History<unknown>, 'past' | 'future'>,
  act: (kind: 'undo' | 'redo') => void,
): TemplateResult {
  return html`
    <button class="round undo" type="button" aria-label=${BOARD_WORDS.undo} title=${BOARD_WORDS.undoKeys}
      aria-disabled=${past.length === 0} @click=${() => act('undo')}>${icon('undo')}</button>
    <button class="round redo" type="button" aria-label=${BOARD_WORDS.redo} title=${BOARD_WORDS.redoKeys}
      aria-disabled=${future.length === 0} @click=${() => act('redo')}>${icon('undo')}</button>
  `;
}
