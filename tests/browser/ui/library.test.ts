import '../../../src/ui/theme.css';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ClipSource, LibraryAct, LibraryState } from '../../../src/app/library-state.ts';
import { KinoraLibrary } from '../../../src/ui/library/kinora-library.ts';
import { drawnSource, FULL, LIBRARY_STATES, manyClips } from './library-states.ts';

/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 10_000 });

const WIDTHS = [
  [320, 640],
  [768, 1024],
  [1440, 900],
] as const;
const LARGEST = [3840, 2160] as const;

interface Shown {
  readonly view: KinoraLibrary;
  readonly acts: LibraryAct[];
  readonly find: (selector: string) => HTMLElement;
  readonly all: (selector: string) => readonly HTMLElement[];
  readonly drawn: () => Promise<void>;
}

async function show(state: LibraryState, source: ClipSource = drawnSource): Promise<Shown> {
  const view = new KinoraLibrary();
  const acts: LibraryAct[] = [];
  view.state = state;
  view.source = source;
  view.addEventListener('library-act', (event) => acts.push((event as CustomEvent<LibraryAct>).detail));
  document.body.replaceChildren(view);
  window.scrollTo(0, 0);
  const frame = () => new Promise(requestAnimationFrame);
  const drawn = async () => {
    // The grid is measured in the first frame, drawn in the second, and looked at in the third.
    for (let count = 0; count < 3; count++) {
      await frame();
      await view.updateComplete;
    }
  };
  const all = (selector: string) => [...view.renderRoot.querySelectorAll<HTMLElement>(selector)];
  const find = (selector: string) => {
    const [found] = all(selector);
    if (found === undefined) throw new Error(`There is no ${selector}.`);
    return found;
  };
  await drawn();
  return { view, acts, find, all, drawn };
}

/** The card that has the focus. */
function focusedCard(view: KinoraLibrary): string | undefined {
  return view.shadowRoot?.activeElement?.closest<HTMLElement>('.card')?.dataset['id'];
}

afterEach(async () => {
  document.documentElement.dir = 'ltr';
  await page.viewport(1280, 800);
});

describe.each(WIDTHS)('at %i by %i pixels', (width, height) => {
  it('no state is wider than the page, and everything can be hit', async () => {
    await page.viewport(width, height);
    for (const [name, state] of Object.entries(LIBRARY_STATES)) {
      const { all } = await show(state);
      expect(document.documentElement.scrollWidth, name).toBeLessThanOrEqual(width);
      const small = all('button, a, select, input, label')
        .map((element) => [element, (element.closest('label') ?? element).getBoundingClientRect()] as const)
        .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
        .map(([element]) => `${name}: ${element.outerHTML.slice(0, 80)}`);
      expect(small).toEqual([]);
    }
  });
});

describe.each([...WIDTHS, LARGEST])('at %i by %i pixels', (width, height) => {
  it('at most 60 of 2,000 cards are alive, wherever one scrolls, and the window is full of them', async () => {
    await page.viewport(width, height);
    const clips = manyClips(2000);
    const { all, find, drawn } = await show({ ...FULL, clips, clipCount: 2000 });
    const grid = find('.grid');
    for (const share of [0, 0.3, 0.99, 1]) {
      window.scrollTo(0, share * (document.documentElement.scrollHeight - height));
      await drawn();
      const cards = all('.card').map((card) => card.getBoundingClientRect());
      expect(cards.length).toBeLessThanOrEqual(60);
      const box = grid.getBoundingClientRect();
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, height)];
      if (bottom - top < 100) continue;
      expect(Math.min(...cards.map((card) => card.top))).toBeLessThanOrEqual(top + 1);
      expect(Math.max(...cards.map((card) => card.bottom))).toBeGreaterThanOrEqual(bottom - 1);
    }
  });
});

describe('cards', () => {
  it('are links to their clips, counted for those who do not see them', async () => {
    const { find, all } = await show(FULL);
    expect(find('.open').getAttribute('href')).toBe('#/clip/clip-0');
    expect(
      all('.card')
        .slice(0, 2)
        .map((card) => [card.ariaSetSize, card.ariaPosInSet]),
    ).toEqual([
      ['214', '1'],
      ['214', '2'],
    ]);
  });

  it('show their poster, and play the clip while the pointer rests on them', async () => {
    const asked: string[] = [];
    const source: ClipSource = {
      poster: drawnSource.poster,
      file: async (id) => {
        asked.push(id);
        return new Blob([], { type: 'video/mp4' });
      },
    };
    const { find, view } = await show(FULL, source);
    const thumb = find('kinora-clip-thumb');
    await eventually(() => thumb.shadowRoot?.querySelector('img')?.src ?? '').toContain('blob:');
    // The pointer may lie where an earlier test left it, on another card.
    await userEvent.hover(find('h2'));
    await eventually(() => view.querySelector('video')).toBeNull();
    asked.length = 0;
    await userEvent.hover(thumb);
    await eventually(() => thumb.shadowRoot?.querySelector('video')?.src ?? '').toContain('blob:');
    await userEvent.hover(find('h2'));
    await eventually(() => thumb.shadowRoot?.querySelector('video') ?? null).toBeNull();
    expect(asked).toEqual(['clip-0']);
    view.remove();
  });
});

describe('the keyboard', () => {
  it('goes through the cards, with one stop for the Tab key', async () => {
    const { view, all, find, drawn } = await show(FULL);
    expect(all('.open[tabindex="0"]')).toHaveLength(1);
    find('.open').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await drawn();
    expect(focusedCard(view)).toBe('clip-2');
    await userEvent.keyboard('{ArrowLeft}');
    await drawn();
    expect(focusedCard(view)).toBe('clip-1');
    await userEvent.keyboard('{End}');
    await drawn();
    expect(focusedCard(view)).toBe('clip-213');
    const box = view.shadowRoot?.activeElement?.getBoundingClientRect();
    expect(box?.top).toBeGreaterThanOrEqual(0);
    expect(box?.top).toBeLessThan(window.innerHeight);
    await userEvent.keyboard('{Home}');
    await drawn();
    expect(focusedCard(view)).toBe('clip-0');
  });

  it('goes the way that the page reads', async () => {
    document.documentElement.dir = 'rtl';
    const { view, find, all, drawn } = await show(FULL);
    const [first, second] = all('.card').map((card) => card.getBoundingClientRect().left);
    expect(first).toBeGreaterThan(second ?? 0);
    find('.open').focus();
    await userEvent.keyboard('{ArrowLeft}');
    await drawn();
    expect(focusedCard(view)).toBe('clip-1');
  });

  it('selects, stars, deletes and lets go', async () => {
    const { acts, find } = await show(FULL);
    find('.open').focus();
    await userEvent.keyboard(' ');
    expect(acts.at(-1)).toEqual({ kind: 'select', ids: ['clip-0'], selected: true });
    await userEvent.keyboard('f');
    expect(acts.at(-1)).toEqual({ kind: 'favourite', ids: ['clip-0'], favourite: true });
    await userEvent.keyboard('{Delete}');
    expect(acts.at(-1)).toEqual({ kind: 'delete', ids: ['clip-0'] });
    await userEvent.keyboard('{Control>}a{/Control}');
    expect(acts.at(-1)).toMatchObject({ kind: 'select', ids: { length: 214 }, selected: true });
  });

  it('acts on the selection where there is one', async () => {
    const { acts, find } = await show({ ...FULL, selected: new Set(['clip-3', 'clip-4']) });
    find('.open').focus();
    await userEvent.keyboard('{Delete}');
    expect(acts.at(-1)).toEqual({ kind: 'delete', ids: ['clip-3', 'clip-4'] });
    await userEvent.keyboard('{Escape}');
    expect(acts.at(-1)).toEqual({ kind: 'select-none' });
  });

  it('keeps its place when the card under it is deleted', async () => {
    const { view, find, all, drawn } = await show(FULL);
    find('.open').focus();
    await userEvent.keyboard('{ArrowRight}');
    await drawn();
    const clips = FULL.clips.filter(({ id }) => id !== 'clip-1');
    view.state = { ...FULL, clips, clipCount: clips.length };
    await drawn();
    expect(focusedCard(view)).toBe('clip-2');
    expect(all('.open[tabindex="0"]')).toHaveLength(1);
  });

  it('gives a clip another name', async () => {
    const { acts, find } = await show(FULL);
    find('.open').focus();
    await userEvent.keyboard('{F2}');
    await eventually(() => find('dialog').hasAttribute('open')).toBe(true);
    await userEvent.keyboard('A new name{Enter}');
    expect(acts.at(-1)).toEqual({ kind: 'rename', id: 'clip-0', title: 'A new name' });
    expect(find('dialog').hasAttribute('open')).toBe(false);
  });
});

describe('what a person does', () => {
  it('is told: searching, filtering, ordering', async () => {
    const { acts, find } = await show(FULL);
    await userEvent.type(find('input[type="search"]'), 'fo');
    await userEvent.click(find('[aria-label="Favourites only"]'));
    await userEvent.selectOptions(find('select[aria-label="Folder"]'), 'moon');
    await userEvent.selectOptions(find('select[aria-label="Order"]'), 'title');
    expect(acts).toEqual([
      { kind: 'query', change: { text: 'f' } },
      { kind: 'query', change: { text: 'fo' } },
      { kind: 'query', change: { favourites: true } },
      { kind: 'query', change: { folder: 'moon' } },
      { kind: 'query', change: { order: 'title' } },
    ]);
  });

  it('is told: picking a range with Shift', async () => {
    const { acts, all } = await show(FULL);
    const boxes = all('.pick input');
    await userEvent.click(boxes[1] ?? document.body);
    await userEvent.click(boxes[3] ?? document.body, { modifiers: ['Shift'] });
    expect(acts.at(-1)).toEqual({ kind: 'select', ids: ['clip-1', 'clip-2', 'clip-3'], selected: true });
  });

  it('is told: exporting, undoing, inviting, reloading', async () => {
    const full = await show({ ...FULL, undoable: [{ kind: 'clips', ids: ['a'] }] });
    await userEvent.click(full.find('[aria-label="More"]'));
    await userEvent.click(full.all('#menu button')[0] ?? document.body);
    await userEvent.click(full.find('.undo button'));
    expect(full.acts).toEqual([{ kind: 'export', ids: null }, { kind: 'undo' }]);
    const empty = await show(LIBRARY_STATES['empty'] ?? FULL);
    await userEvent.click(empty.find('.empty .primary'));
    expect(empty.acts).toEqual([{ kind: 'compose' }]);
    const newer = await show(LIBRARY_STATES['newer'] ?? FULL);
    await userEvent.click(newer.find('.problem button'));
    expect(newer.acts).toEqual([{ kind: 'reload' }]);
  });

  it('is told: undoing by Ctrl or Cmd with Z, anywhere but in a field, while something can be undone', async () => {
    const { acts, find, view } = await show(LIBRARY_STATES['deleted'] ?? FULL);
    await userEvent.click(find('input[type=search]'));
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(acts).toEqual([]);
    find('.open').focus();
    await userEvent.keyboard('{Control>}z{/Control}{Meta>}z{/Meta}{Control>}{Shift>}z{/Shift}{/Control}');
    expect(acts).toEqual([{ kind: 'undo' }, { kind: 'undo' }]);
    view.state = FULL;
    await userEvent.keyboard('{Control>}z{/Control}');
    view.remove();
    expect(acts).toHaveLength(2);
  });

  it('says what was deleted last, and that more can be undone', async () => {
    const { find } = await show(LIBRARY_STATES['deleted-twice'] ?? FULL);
    expect(find('.undo span').textContent).toBe(
      '“Films by the sea” is removed, its clips are kept. 1 earlier deletion.',
    );
    expect(find('.unseen[role=status]').textContent).toBe(find('.undo span').textContent);
  });

  it('says which videos came without their plan, and why', async () => {
    const { find } = await show(LIBRARY_STATES['imported'] ?? FULL);
    const told = find('section.notice.problem[role=status]').textContent?.replace(/\s+/gu, ' ');
    expect(told).toContain(
      'Taken without prompt and settings:“a beach”: The plan is of version 99, newer than this program (2). Load the page anew.',
    );
  });

  it('is told: files that are dropped', async () => {
    const { acts, find, view } = await show(FULL);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['PK'], 'kinora.zip', { type: 'application/zip' }));
    find('.grid').dispatchEvent(
      new DragEvent('drop', { dataTransfer, bubbles: true, composed: true, cancelable: true }),
    );
    await view.updateComplete;
    expect(acts).toMatchObject([{ kind: 'import', files: [{ name: 'kinora.zip' }] }]);
  });
});
