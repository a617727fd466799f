import { describe, expect, it } from 'vitest';
import {
  cardPlace,
  gridHeight,
  gridLayout,
  liveRange,
  MOST_CARDS,
  nextCard,
} from '../../../src/ui/library/grid-layout.ts';

const SCREENS = [
  [288, 568, 16],
  [320, 480, 16],
  [736, 1024, 16],
  [1376, 900, 16],
  [1840, 1080, 18],
  [3760, 2160, 24],
  [7600, 4320, 24],
  [288, 4000, 16],
] as const;

describe.each(SCREENS)('on %i by %i pixels with letters of %i', (width, height, rem) => {
  const layout = gridLayout({ width, height, rem });

  it('fewer than 60 cards are alive, and they fill the width', () => {
    expect(layout.columns * layout.liveRows).toBeLessThan(MOST_CARDS);
    const used = layout.columns * layout.cardWidth + (layout.columns - 1) * layout.gap;
    expect(width - used).toBeGreaterThanOrEqual(0);
    expect(width - used).toBeLessThan(layout.columns);
  });

  it('every card that can be seen is alive, wherever one scrolls', () => {
    const count = 2003;
    // A tower of a window shows more rows of two than may be alive; nobody has one.
    const seen = Math.min(height, (layout.liveRows - 2) * layout.rowHeight);
    for (let scrolled = -500; scrolled < gridHeight(layout, count); scrolled += 137) {
      const [first, end] = liveRange(layout, scrolled, count);
      expect(end - first).toBeLessThanOrEqual(MOST_CARDS);
      for (let index = 0; index < count; index++) {
        const top = cardPlace(layout, index)[1] - scrolled;
        const visible = top + layout.rowHeight > 0 && top < seen;
        if (visible && (index < first || index >= end)) throw new Error(`Card ${index} is not alive at ${scrolled}.`);
      }
    }
  });
});

describe('keys', () => {
  const grid = { columns: 4, pageRows: 2, count: 10, rightToLeft: false };

  it.each([
    ['ArrowRight', 3, 4],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 3, 7],
    ['ArrowDown', 8, 9],
    ['ArrowUp', 5, 1],
    ['PageDown', 1, 9],
    ['PageUp', 9, 1],
    ['Home', 7, 0],
    ['End', 0, 9],
  ])('%s leads from card %i to card %i', (key, at, to) => {
    expect(nextCard(key, at, grid)).toBe(to);
  });

  it('are mirrored where the page is', () => {
    expect(nextCard('ArrowLeft', 3, { ...grid, rightToLeft: true })).toBe(4);
    expect(nextCard('ArrowRight', 3, { ...grid, rightToLeft: true })).toBe(2);
  });

  it('that mean nothing lead nowhere', () => {
    expect(nextCard('x', 3, grid)).toBeNull();
    expect(nextCard('End', 0, { ...grid, count: 0 })).toBeNull();
  });
});
