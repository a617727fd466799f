import type { BoardCard } from '../../app/board.ts';
import type { BoardOffer } from '../../app/board-plan.ts';
import type { Aspect } from '../../app/sizes.ts';
import type { Size } from '../../contract/capabilities.ts';
import { seconds } from './units.ts';

const SHAPES: Readonly<Record<Aspect, string>> = { square: 'Square', wide: 'Wide', tall: 'Tall' };

/** Words of the storyboard's view. */
export const BOARD_WORDS = {
  title: 'Storyboard',
  untitled: 'Untitled storyboard',
  lead: 'Sentences, pictures and clips on one timeline become one clip. What lies between them is drawn.',
  loading: 'Opening…',
  open: 'Storyboards',
  openTitle: 'Your storyboards',
  begin: 'New storyboard',
  rename: 'Rename',
  name: 'Name of the storyboard',
  remove: 'Delete',
  removeBoard: (name: string) => `Delete ${name}`,
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
  size: (aspect: Aspect, { width, height }: Size) => `${SHAPES[aspect]}, ${width} × ${height}`,
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
  hole: (length: string) => `Drawn: ${length}`,
  noCard: 'Choose a card on the timeline to change it, or add one.',
  deleted: (name: string) => `${name === '' ? 'The storyboard' : name} is deleted.`,
  restore: 'Undo',
  style: (name: string) => `Drawn in the style “${name}”, as chosen under Make.`,
  gone: 'The file is not on this device any more.',
} as const;

/** Whether the board lies on the device. */
export const KEPT_WORDS = {
  kept: 'Saved on this device',
  keeping: 'Saving…',
  memory: 'Kept in memory for this visit',
} as const;

/** Words of the form of one card. */
export const CARD_WORDS = {
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
  at: (time: string) => `, at ${time}, lasts`,
  startEdge: (index: number) => `Start of card ${index}`,
  endEdge: (index: number) => `End of card ${index}`,
} as const;

/** "Card 2 of 3, picture: sunset.png": what stands before what can be seen on it. */
export function cardName(card: BoardCard, place: { readonly index: number; readonly count: number }): string {
  const what = card.kind === 'text' ? 'sentence:' : `${card.kind}: ${card.file.name}`;
  return `Card ${place.index} of ${place.count}, ${what}`;
}

/** What a card is called. */
export function cardTitle(card: BoardCard): string {
  if (card.kind !== 'text') return card.file.name;
  return card.prompt.trim() === '' ? 'nothing said yet' : card.prompt.trim();
}

/** What the button says that does the nearest possible thing. */
export function offerLine(offer: BoardOffer): string {
  return offer.what === 'size'
    ? `Use ${offer.size.width} × ${offer.size.height}`
    : `Use ${exactSeconds(offer.seconds)}`;
}

/** "2.125 s": frames fall on eighths. */
export function exactSeconds(value: number): string {
  return Number.isInteger(value * 10) ? seconds(value) : `${Number(value.toFixed(3))} s`;
}
