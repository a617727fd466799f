import { str } from '@lit/localize';
import type { BoardCard } from '../../app/board.ts';
import type { BoardOffer } from '../../app/board-plan.ts';
import type { Aspect } from '../../app/sizes.ts';
import type { Size } from '../../contract/capabilities.ts';
import { number } from './formats.ts';
import { SETTING_WORDS } from './settings.ts';
import { exactSeconds, pixels } from './units.ts';
import { wordsOf } from './words-of.ts';

/** Words of the storyboard's view. */
export const BOARD_WORDS = wordsOf('storyboard', {
  title: 'Storyboard',
  untitled: 'Untitled storyboard',
  loading: 'Opening…',
  lead: 'Sentences, pictures and clips on one timeline become one clip. What lies between them is drawn.',
  open: 'Storyboards',
  openTitle: 'Your storyboards',
  begin: 'New storyboard',
  rename: 'Rename',
  name: 'Name of the storyboard',
  remove: 'Delete',
  removeBoard: (name: string) => str`Delete ${name}`,
  undo: 'Undo',
  redo: 'Redo',
  undoKeys: 'Undo (Ctrl Z)',
  redoKeys: 'Redo (Ctrl Shift Z)',
  timeline: 'Timeline',
  timelineKeys:
    'Left and right move the card by a frame, with Shift by a second. Delete takes it away. Enter opens its words.',
  addText: 'Sentence',
  addFiles: 'Picture or clip',
  addClip: 'From the library',
  addClipTitle: 'Put a clip on the timeline',
  searchClips: 'Search your clips',
  noClips: 'No clip is kept on this device yet.',
  noClipFound: 'No clip is called that.',
  shape: 'Shape',
  size: (shape: string, pixels: string) => str`${shape}, ${pixels}`,
  length: 'In all, seconds',
  close: 'Where cards meet',
  closes: { cut: 'Cut', blend: 'Lead over' },
  closeHint: 'For clips that overlap, and for gaps too short to draw much in.',
  card: 'Card',
  whole: 'The whole clip',
  make: 'Make the clip',
  dismiss: 'Dismiss',
  reading: 'Looking at the file…',
  emptyTitle: 'Begin with a card',
  empty: 'Put down what should happen, one after another; or two clips with a hole between them, to be bridged.',
  hole: (length: string) => str`Drawn: ${length}`,
  noCard: 'Choose a card on the timeline to change it, or add one.',
  deleted: (name: string) => str`${name} is deleted.`,
  deletedNameless: 'The storyboard is deleted.',
  restore: 'Undo',
  copied: (name: string) =>
    str`Another tab changed the same storyboard, so what you did here is kept beside it, as “${name}”.`,
  style: (name: string) => str`Drawn in the style “${name}”, as chosen under Make.`,
  gone: 'The file is not on this device any more.',
});

/** Whether the board lies on the device. */
export const KEPT_WORDS = wordsOf('kept', {
  kept: 'Saved on this device',
  keeping: 'Saving…',
  memory: 'Kept in memory for this visit',
});

/** Words of the form of one card. */
export const CARD_WORDS = wordsOf('card', {
  text: 'What happens here',
  picture: 'What happens after the picture (it may stay empty)',
  clip: 'What is seen where it is drawn on (it may stay empty)',
  start: 'Begins at, seconds',
  length: 'Lasts, seconds',
  from: 'Shown from, seconds',
  hole: 'Then drawn for, seconds',
  framing: 'In the frame',
  framings: { crop: 'Fills it', letterbox: 'Whole, with bars' },
  remove: 'Take it away',
  earlier: 'Card before',
  later: 'Card after',
  at: (time: string) => str`, at ${time}, lasts`,
  startEdge: (index: string) => str`Start of card ${index}`,
  endEdge: (index: string) => str`End of card ${index}`,
  named: (index: string, count: string, what: string) => str`Card ${index} of ${count}, ${what}`,
  kinds: {
    text: 'sentence:',
    picture: (name: string) => str`picture: ${name}`,
    clip: (name: string) => str`clip: ${name}`,
  },
  untold: 'nothing said yet',
  use: (what: string) => str`Use ${what}`,
});

/** "Card 2 of 3, picture: sunset.png": what stands before what can be seen on it. */
export function cardName(card: BoardCard, place: { readonly index: number; readonly count: number }): string {
  const { kinds } = CARD_WORDS;
  const what = card.kind === 'text' ? kinds.text : kinds[card.kind](card.file.name);
  return CARD_WORDS.named(number(place.index), number(place.count), what);
}

/** What a card is called. */
export function cardTitle(card: BoardCard): string {
  if (card.kind !== 'text') return card.file.name;
  return card.prompt.trim() === '' ? CARD_WORDS.untold : card.prompt.trim();
}

/** What the button says that does the nearest possible thing. */
export function offerLine(offer: BoardOffer): string {
  return CARD_WORDS.use(offer.what === 'size' ? pixels(offer.size) : exactSeconds(offer.seconds));
}

/** "Wide, 192 × 128" */
export function shapeLine(aspect: Aspect, size: Size): string {
  return BOARD_WORDS.size(SETTING_WORDS.aspects[aspect], pixels(size));
}

/** That a storyboard is gone for now. */
export function boardDeletedLine(name: string): string {
  return name === '' ? BOARD_WORDS.deletedNameless : BOARD_WORDS.deleted(name);
}
