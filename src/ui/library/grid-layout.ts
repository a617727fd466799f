/** All in CSS pixels. */
export interface GridSpace {
  /** Of the grid. */
  readonly width: number;
  /** Of the window. */
  readonly height: number;
  /** Size of the page's letters: cards grow with them. */
  readonly rem: number;
}

export interface GridLayout {
  readonly columns: number;
  readonly gap: number;
  readonly cardWidth: number;
  /** From the top of a card to the top of the next one beneath. */
  readonly rowHeight: number;
  /** Rows that are alive at once: those that can be seen, and one on either side. */
  readonly liveRows: number;
}

/** Cards that may be alive at once. */
export const MOST_CARDS = 60;
const LEAST_REM = 11;
/** On a phone two cards stand side by side. */
const LEAST_COLUMNS = 2;
/** Beneath a card's picture: two lines of title and one of facts. */
export const CAPTION_REM = 4.1;

/** How many cards fit beside each other; fewer and larger ones where more than `MOST_CARDS` would be alive. */
export function gridLayout({ width, height, rem }: GridSpace): GridLayout {
  const gap = Math.round(Math.min(1.25 * rem, Math.max(0.75 * rem, width * 0.018)));
  const most = Math.max(LEAST_COLUMNS, Math.floor((width + gap) / (LEAST_REM * rem + gap)));
  for (let columns = most; ; columns--) {
    const cardWidth = Math.floor((width - gap * (columns - 1)) / columns);
    const rowHeight = cardWidth + Math.round(CAPTION_REM * rem) + gap;
    const liveRows = Math.ceil(height / rowHeight) + 3;
    if (columns * liveRows < MOST_CARDS || columns === 1) {
      return {
        columns,
        gap,
        cardWidth,
        rowHeight,
        liveRows: Math.min(liveRows, Math.floor((MOST_CARDS - 1) / columns)),
      };
    }
  }
}

/** The first and the last (not included) card that is alive; `scrolled` is how far the grid's top is above the window's. */
export function liveRange(layout: GridLayout, scrolled: number, count: number): readonly [number, number] {
  const rows = Math.ceil(count / layout.columns);
  const wanted = Math.floor(scrolled / layout.rowHeight) - 1;
  const first = Math.max(0, Math.min(wanted, rows - layout.liveRows));
  return [first * layout.columns, Math.min(count, (first + layout.liveRows) * layout.columns)];
}

/** Where a card stands: from the grid's inline start and from its top. */
export function cardPlace(
  { columns, cardWidth, gap, rowHeight }: GridLayout,
  index: number,
): readonly [number, number] {
  return [(index % columns) * (cardWidth + gap), Math.floor(index / columns) * rowHeight];
}

/** Height of the whole grid. */
export function gridHeight({ columns, rowHeight, gap }: GridLayout, count: number): number {
  return count === 0 ? 0 : Math.ceil(count / columns) * rowHeight - gap;
}

/** Where a key leads from a card; null for keys that lead nowhere. `forwards` is the arrow that points to the next card. */
export function nextCard(
  key: string,
  at: number,
  grid: { readonly columns: number; readonly pageRows: number; readonly count: number; readonly rightToLeft: boolean },
): number | null {
  const { columns, pageRows, count, rightToLeft } = grid;
  const [forwards, backwards] = rightToLeft ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  const steps: Readonly<Record<string, number>> = {
    [forwards]: 1,
    [backwards]: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: columns * pageRows,
    PageUp: -columns * pageRows,
    Home: -at,
    End: count - 1 - at,
  };
  const step = steps[key];
  if (step === undefined || count === 0) return null;
  return Math.max(0, Math.min(count - 1, at + step));
}
