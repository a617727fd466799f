import '../../../src/ui/theme.css';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Board } from '../../../src/app/board.ts';
import { editHistory } from '../../../src/app/board-history.ts';
import {
  type BoardSource,
  INITIAL_STORYBOARD,
  reduceStoryboard,
  type StoryboardAct,
  type StoryboardState,
} from '../../../src/app/board-state.ts';
import { beginHistory, redo, settleHistory, undo } from '../../../src/app/history.ts';
import { KinoraStoryboard } from '../../../src/ui/storyboard/kinora-storyboard.ts';
import { boardOf, clip, EMPTY, edited, picture, text } from '../../unit/app/example-boards.ts';
import { exampleMedia } from './example-media.ts';
import { drawnSource, manyClips } from './library-states.ts';

const WIDTHS = [320, 768, 1440];
/** The test page is a fragment without a language, a title, or the heading and landmarks that the page around has. */
const OF_THE_DOCUMENT = ['html-has-lang', 'document-title', 'page-has-heading-one', 'region', 'landmark-one-main'];
const SIZES = [
  { width: 128, height: 128 },
  { width: 160, height: 96 },
];
const LONG = 'a rocket rises slowly over the mountains of the moon while a very long sentence goes on and on';
const BOARD = edited(
  boardOf(text('a', LONG), picture('b'), clip('c'), clip('d'), text('e', 'Donaudampfschifffahrtsgesellschaftskapitän')),
  { kind: 'set-hole', id: 'c', length: 12 },
);

const source: BoardSource = {
  file: async () => new Blob(['file'], { type: 'video/mp4' }),
  poster: drawnSource.poster,
  thumbnails: exampleMedia.thumbnails,
};

function stateOf(board: Board, change: Partial<StoryboardState> = {}): StoryboardState {
  const boards = [{ id: board.id, name: board.name, changedAt: 1_790_000_000_000 }];
  const conditions = ['frames'] as const;
  const ready = { ...INITIAL_STORYBOARD, ready: true, boards, conditions, sizes: SIZES, clips: manyClips(9) };
  return { ...ready, history: beginHistory(board), selected: 'c', ...change };
}

const POSSIBLE = { kind: 'possible', seconds: 12, frames: 96, made: 60, notes: [] } as const;
const REFUSED = {
  kind: 'refused',
  message: 'A picture needs two frames or more to move from.',
  card: 'b',
  offer: { what: 'seconds', seconds: 0.25, edit: { kind: 'set-end', id: 'b', at: 18 } },
} as const;

const STATES: Readonly<Record<string, StoryboardState>> = {
  loading: INITIAL_STORYBOARD,
  'without a model': { ...INITIAL_STORYBOARD, problem: 'The model could not be fetched.' },
  empty: stateOf(EMPTY, { selected: null }),
  full: stateOf(BOARD, { forecast: POSSIBLE }),
  'a sentence chosen': stateOf(BOARD, { forecast: POSSIBLE, selected: 'a' }),
  'a picture chosen': stateOf(BOARD, { forecast: POSSIBLE, selected: 'b' }),
  'nothing chosen': stateOf(BOARD, { selected: null }),
  'just deleted': stateOf(EMPTY, { deleted: BOARD, selected: null }),
  'kept as a copy': stateOf(BOARD, { copied: 'A day (2)', forecast: POSSIBLE }),
  'in a style': stateOf(BOARD, { style: 'pixel art', forecast: POSSIBLE }),
  refused: stateOf(BOARD, { forecast: REFUSED }),
  'with a problem': stateOf(BOARD, {
    problem: 'notes.txt: This is neither a picture nor a clip.',
    reading: 1,
    kept: 'memory',
  }),
};

/** The view over a history that does what it is told, as the desk would. */
function live(state: StoryboardState): KinoraStoryboard {
  const view = new KinoraStoryboard();
  Object.assign(view, { state, source, posters: drawnSource });
  view.addEventListener('storyboard-act', (event) => {
    const act = (event as CustomEvent<StoryboardAct>).detail;
    const { history } = view.state;
    if (history === null) return;
    const set = (change: Partial<StoryboardState>) => {
      view.state = reduceStoryboard(view.state, change);
    };
    if (act.kind === 'select') set({ selected: act.id });
    if (act.kind === 'edit') set({ history: editHistory(history, act.edit, act.gesture ?? null) });
    if (act.kind === 'settle') set({ history: settleHistory(history) });
    if (act.kind === 'undo') set({ history: undo(history) });
    if (act.kind === 'redo') set({ history: redo(history) });
  });
  return view;
}

async function show(view: KinoraStoryboard): Promise<KinoraStoryboard> {
  const main = document.createElement('main');
  main.append(view);
  document.body.replaceChildren(main);
  for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
  return view;
}

async function findings(name: string): Promise<readonly string[]> {
  const rules = Object.fromEntries(OF_THE_DOCUMENT.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(document, { rules, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${name}: ${id} ${html.slice(0, 160)}`));
}

function inTimeline(view: KinoraStoryboard, selector: string): HTMLElement {
  const found = view.renderRoot.querySelector('kinora-timeline')?.shadowRoot?.querySelector<HTMLElement>(selector);
  if (found == null) throw new Error(`There is no ${selector} on the timeline.`);
  return found;
}

function places(view: KinoraStoryboard): string {
  return (view.state.history?.present.cards ?? []).map(({ id, at }) => `${id} ${at}`).join(', ');
}

/** Presses, moves in some steps, and lets go. */
function drag(target: HTMLElement, by: number, pointerType = 'mouse'): void {
  const box = target.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const tell = (type: string, at: number) =>
    target.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        composed: true,
        isPrimary: true,
        pointerType,
        clientX: at,
        clientY: y,
        pointerId: 1,
      }),
    );
  tell('pointerdown', x);
  for (const share of [0.25, 0.5, 0.75, 1]) tell('pointermove', x + by * share);
  tell('pointerup', x + by);
}

afterEach(async () => {
  await page.viewport(1280, 800);
});

describe('axe', () => {
  it.each(Object.keys(STATES))('finds nothing in the storyboard when it is %s', async (name) => {
    await show(live(STATES[name] ?? INITIAL_STORYBOARD));
    expect(await findings(name)).toEqual([]);
  });

  it('finds nothing in its open panels and its dialog', async () => {
    const view = await show(live(STATES['full'] ?? INITIAL_STORYBOARD));
    for (const id of ['boards', 'clips']) {
      view.renderRoot.querySelector<HTMLElement>(`#${id}`)?.showPopover();
      await view.updateComplete;
      expect(await findings(id)).toEqual([]);
      view.renderRoot.querySelector<HTMLElement>(`#${id}`)?.hidePopover();
    }
    view.renderRoot.querySelector<HTMLElement>('[aria-label="Rename"]')?.click();
    await expect.poll(() => view.renderRoot.querySelector('dialog')?.open).toBe(true);
    expect(await findings('dialog')).toEqual([]);
  });
});

describe.each(WIDTHS)('at %i pixels', (width) => {
  it.each(Object.keys(STATES))(
    'the storyboard is no wider than the page, and can be hit, when it is %s',
    async (name) => {
      await page.viewport(width, 800);
      const view = await show(live(STATES[name] ?? INITIAL_STORYBOARD));
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      const small = [...view.renderRoot.querySelectorAll('button, select, input:not([hidden])')]
        .map((element) => element.getBoundingClientRect())
        .filter((box) => box.height > 0 && (box.height < 24 || box.width < 24));
      expect(small).toEqual([]);
    },
  );
});

it.each(Object.keys(STATES))(
  'what can be added stands in one row of equals on a small page, when it is %s',
  async (name) => {
    await page.viewport(320, 800);
    const view = await show(live(STATES[name] ?? INITIAL_STORYBOARD));
    const boxes = [...view.renderRoot.querySelectorAll('.bar button')].map((button) => button.getBoundingClientRect());
    const sizes = new Set(boxes.map(({ top, width, height }) => [top, width, height].map(Math.round).join(' ')));
    expect(sizes.size).toBeLessThanOrEqual(1);
  },
);

describe('a card on the timeline', () => {
  /** A frame is as wide as the timeline says. */
  const frames = (view: KinoraStoryboard, count: number) =>
    (count * inTimeline(view, '.track').getBoundingClientRect().width) / (view.state.history?.present.frameCount ?? 1);

  it('is dragged with the mouse in one step, over its neighbours, which stay', async () => {
    const view = await show(live(stateOf(boardOf(text('a'), text('b'), text('c')))));
    drag(inTimeline(view, '[data-card=b]'), frames(view, 6));
    expect(places(view)).toBe('a 0, b 22, c 32');
    expect(view.state.history?.past).toHaveLength(1);
    expect(view.state.selected).toBe('b');
    await view.updateComplete;
    drag(inTimeline(view, '[data-card=b]'), frames(view, 18));
    expect(places(view)).toBe('a 0, c 32, b 40');
  });

  it('holds to the end of the clip before it', async () => {
    const board = edited(boardOf(clip('a'), text('b')), { kind: 'set-hole', id: 'a', length: 8 });
    const view = await show(live(stateOf(board)));
    drag(inTimeline(view, '[data-card=b]'), frames(view, -8) + 4);
    expect(places(view)).toBe('a 0, b 24');
  });

  it('is chosen by a finger first, so that the film can be scrolled, and dragged then', async () => {
    const view = await show(live(stateOf(boardOf(text('a'), text('b'), text('c')), { selected: 'a' })));
    drag(inTimeline(view, '[data-card=b]'), frames(view, 6), 'touch');
    expect(places(view)).toBe('a 0, b 16, c 32');
    inTimeline(view, '[data-card=b]').click();
    await view.updateComplete;
    drag(inTimeline(view, '[data-card=b]'), frames(view, 6), 'touch');
    expect(places(view)).toBe('a 0, b 22, c 32');
  });

  it('is made longer at its edge, and what comes later moves along', async () => {
    const view = await show(live(stateOf(boardOf(text('a'), text('b')), { selected: 'a' })));
    drag(inTimeline(view, '.edge.end'), frames(view, 4));
    expect(places(view)).toBe('a 0, b 20');
    expect(view.state.history?.past).toHaveLength(1);
  });

  it('is moved, resized, opened and taken away by keys alone', async () => {
    const view = await show(live(stateOf(boardOf(text('a'), text('b'), text('c')), { selected: null })));
    inTimeline(view, '[data-card=b]').focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}{Shift>}{ArrowRight}{/Shift}');
    expect(places(view)).toBe('a 0, b 25, c 32');
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}{ArrowRight}');
    expect(places(view)).toBe('a 0, c 32, b 34');
    await userEvent.tab();
    await userEvent.keyboard('{ArrowLeft}');
    expect(places(view)).toBe('a 0, c 32, b 33');
    inTimeline(view, '[data-card=b]').focus();
    await userEvent.keyboard('{Delete}');
    expect(view.state.history?.present.cards.map(({ id }) => id)).toEqual(['a', 'c']);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => view.shadowRoot?.activeElement?.tagName).toBe('TEXTAREA');
  });

  it('says what it is, where it is and how long', async () => {
    const view = await show(live(stateOf(boardOf(text('a', 'a fox runs'), picture('b')))));
    const said = (id: string) => inTimeline(view, `[data-card=${id}]`).textContent?.replace(/\s+/g, ' ').trim();
    expect(said('a')).toBe('Card 1 of 2, sentence: a fox runs , at 0 s, lasts 2 s');
    expect(said('b')).toBe('Card 2 of 2, picture: b.png , at 2 s, lasts 2 s');
  });

  it('shows the real frames of its clip', async () => {
    const view = await show(live(stateOf(boardOf(clip('a')))));
    const film = inTimeline(view, 'kinora-film').shadowRoot?.querySelector('canvas');
    await expect.poll(() => film?.getContext('2d')?.getImageData(5, 5, 1, 1).data[3]).toBe(255);
  });
});

it('says that what was done here went to a copy, until that is dismissed', async () => {
  const view = await show(live(STATES['kept as a copy'] ?? INITIAL_STORYBOARD));
  const acts: StoryboardAct[] = [];
  view.addEventListener('storyboard-act', (event) => acts.push((event as CustomEvent<StoryboardAct>).detail));
  const told = view.renderRoot.querySelector('.undone');
  expect(told?.querySelector('[role=status]')?.textContent).toContain('is kept beside it, as “A day (2)”.');
  told?.querySelector('button')?.click();
  expect(acts).toEqual([{ kind: 'dismiss' }]);
});

describe('undo and redo', () => {
  it('take back everything that was done, by keys and by buttons', async () => {
    const view = await show(live(stateOf(boardOf(text('a'), text('b')), { selected: 'b' })));
    inTimeline(view, '[data-card=b]').focus();
    await userEvent.keyboard('{ArrowRight}');
    const box = view.renderRoot.querySelector('textarea');
    await userEvent.fill(box ?? document.body, 'a fox sleeps');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(view.state.history?.present.cards[1]?.prompt).toBe('the b');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(places(view)).toBe('a 0, b 16');
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(places(view)).toBe('a 0, b 17');
    view.renderRoot.querySelector<HTMLElement>('[aria-label="Redo"]')?.click();
    expect(view.state.history?.present.cards[1]?.prompt).toBe('a fox sleeps');
  });
});
