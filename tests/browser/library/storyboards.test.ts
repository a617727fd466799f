import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BoardDesk, createBoardDesk } from '../../../src/app/board-desk.ts';
import type { StoryboardAct } from '../../../src/app/board-state.ts';
import { Journal } from '../../../src/app/journal.ts';
import { initialState } from '../../../src/app/state.ts';
import { createStore } from '../../../src/app/store.ts';
import { takeUpNotes } from '../../../src/app/take-up-notes.ts';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import { memoryStorage } from '../../unit/app/memory-storage.ts';
import { EXAMPLE_CAPABILITIES } from '../ui/example-capabilities.ts';
import { exampleMedia, nextId } from '../ui/example-media.ts';
import { exampleReader } from '../ui/fake-engine.ts';
import { exampleEntry, Libraries } from './open-library.ts';
import { STORED_V1 } from './stored-v1.ts';

/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 10_000 });

const CAPABILITIES = {
  ...EXAMPLE_CAPABILITIES,
  conditions: ['first-frame', 'last-frame', 'frames', 'start-time'] as const,
};
const PICTURE = new File(['a picture'], 'sunset.png', { type: 'image/png' });
const CLIP = new File(['a clip'], 'fox.mp4', { type: 'video/mp4' });

let libraries: Libraries;
let journal: Journal;
let now = 0;
const made: { readonly plan: ClipPlan; readonly prompt: string }[] = [];

beforeEach(() => {
  libraries = new Libraries();
  journal = new Journal(memoryStorage());
  made.length = 0;
});
afterEach(() => libraries.end());

/** A visit of the page: the library of this test's database, and a desk over it. */
async function visit(prompt = '') {
  const library = await libraries.open();
  await takeUpNotes(journal, library.projects, nextId);
  const store = createStore(initialState(prompt, {}));
  store.dispatch({ type: 'described', capabilities: CAPABILITIES });
  const addresses: string[] = [];
  const desk = createBoardDesk({
    library,
    opened: Promise.resolve(),
    journal,
    media: exampleMedia,
    reader: exampleReader,
    studio: {
      get state() {
        return store.state;
      },
      describe: async () => CAPABILITIES,
      run: (plan, said) => void made.push({ plan, prompt: said }),
    },
    address: (id) => void addresses.push(id),
    newId: nextId,
    drawSeed: () => 7,
    now: () => {
      now += 1;
      return now;
    },
  });
  return { desk, library, addresses };
}

function cards(desk: BoardDesk): readonly string[] {
  return (desk.state.history?.present.cards ?? []).map(({ kind, at }) => `${kind} ${at}`);
}

async function act(desk: BoardDesk, ...acts: readonly StoryboardAct[]): Promise<void> {
  for (const one of acts) {
    const count = desk.state.history?.present.cards.length ?? 0;
    desk.act(one);
    if (one.kind === 'add-files' || one.kind === 'add-clip') await eventually(() => cards(desk).length).toBe(count + 1);
  }
}

const THREE: readonly StoryboardAct[] = [
  { kind: 'add-text', prompt: 'a rocket rises' },
  { kind: 'add-files', files: [PICTURE] },
  { kind: 'add-files', files: [CLIP] },
];

describe('a storyboard', () => {
  it('comes back after a reload with its cards, and their files', async () => {
    const before = await visit();
    await before.desk.enter({ kind: 'last' });
    await act(before.desk, ...THREE, { kind: 'edit', edit: { kind: 'rename', name: 'A day' } });
    await eventually(() => before.desk.state.kept).toBe('kept');
    const { desk } = await visit();
    await desk.enter({ kind: 'last' });
    expect(desk.state.history?.present).toEqual(before.desk.state.history?.present);
    expect(cards(desk)).toEqual(['text 0', 'picture 16', 'clip 32']);
    const card = desk.state.history?.present.cards[1];
    const file = card?.kind === 'picture' ? await desk.source.file(card.file.sha256) : null;
    expect(await file?.text()).toBe('a picture');
  });

  it('is one of several, each with its name and address, and gone when it is deleted, until that is undone', async () => {
    const { desk, library, addresses } = await visit();
    await desk.enter({ kind: 'last' });
    await act(desk, ...THREE, { kind: 'edit', edit: { kind: 'rename', name: 'One' } });
    const first = desk.state.history?.present.id ?? '';
    await act(
      desk,
      { kind: 'new' },
      { kind: 'add-text', prompt: 'a fox' },
      { kind: 'edit', edit: { kind: 'rename', name: 'Two' } },
    );
    await eventually(() => desk.state.boards.map(({ name }) => name)).toEqual(['Two', 'One']);
    await act(desk, { kind: 'open', id: first });
    expect(cards(desk)).toHaveLength(3);
    expect(addresses.at(-1)).toBe(first);
    await act(desk, { kind: 'delete', id: first });
    await eventually(() => desk.state.boards.map(({ name }) => name)).toEqual(['Two']);
    expect(desk.state.history?.present.name).toBe('Two');
    expect((await library.use()).inputCount).toBe(0);
    await act(desk, { kind: 'restore' });
    await eventually(() => desk.state.history?.present.name).toBe('One');
    await eventually(async () => (await library.use()).inputCount).toBe(2);
  });

  it('comes back as it was changed in the moment before the page went, and so does what was deleted then', async () => {
    const { desk, library } = await visit();
    await desk.enter({ kind: 'last' });
    await act(desk, { kind: 'add-text', prompt: 'a fox' });
    const first = desk.state.history?.present;
    await eventually(() => desk.state.kept).toBe('kept');
    // Nothing is written from here on, as in a page that is gone.
    const never = new Promise<never>(() => undefined);
    vi.spyOn(library.projects, 'putOver').mockReturnValue(never);
    vi.spyOn(library.projects, 'remove').mockReturnValue(never);
    await act(desk, { kind: 'new' }, { kind: 'add-text', prompt: 'an owl' });
    await act(desk, { kind: 'edit', edit: { kind: 'rename', name: 'Two' } }, { kind: 'delete', id: first?.id ?? '' });
    const second = desk.state.history?.present;
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    const { desk: later } = await visit();
    await later.enter({ kind: 'last' });
    expect(later.state.history?.present).toEqual(second);
    expect(later.state.boards.map(({ name }) => name)).toEqual(['Two']);
    expect(journal.list()).toEqual([]);
  });

  it('stands beside what an older database holds, and leaves that alone', async () => {
    await STORED_V1.write(libraries.database);
    const { desk, library } = await visit();
    await desk.enter({ kind: 'last' });
    expect(desk.state.boards).toEqual([]);
    await act(desk, ...THREE);
    await eventually(() => desk.state.kept).toBe('kept');
    expect(library.projects.get('v1-project')?.document).toEqual({ text: 'hello' });
    expect(await (await library.input('aa'))?.text()).toBe('input');
    const again = await visit();
    await again.desk.enter({ kind: 'last' });
    expect(cards(again.desk)).toHaveLength(3);
  });

  it('undoes and redoes, and finds the file of a card that was taken away again', async () => {
    const { desk } = await visit();
    await desk.enter({ kind: 'last' });
    await act(desk, ...THREE);
    const { present } = desk.state.history ?? { present: null };
    const picture = present?.cards[1];
    await act(desk, { kind: 'edit', edit: { kind: 'remove', id: picture?.id ?? '' } });
    await eventually(() => desk.state.kept).toBe('kept');
    await act(desk, { kind: 'undo' });
    expect(desk.state.history?.present).toEqual(present);
    await eventually(() => desk.state.kept).toBe('kept');
    const { desk: later } = await visit();
    await later.enter({ kind: 'last' });
    expect(await (await later.source.file(picture?.kind === 'picture' ? picture.file.sha256 : ''))?.text()).toBe(
      'a picture',
    );
  });
});

describe('a storyboard that is open in two tabs', () => {
  const prompts = (desk: BoardDesk) => desk.state.history?.present.cards.map(({ prompt }) => prompt);
  const rename = (name: string) => ({ kind: 'edit', edit: { kind: 'rename', name } }) as const;
  const write = (prompt: string) => ({ kind: 'add-text', prompt }) as const;

  /** Both tabs show the same board of one card, called so. A deaf one has not heard yet of what the first one does. */
  async function twoTabs(name: string, { deaf = false } = {}) {
    const one = await visit();
    await one.desk.enter({ kind: 'last' });
    await act(one.desk, write('a fox'), rename(name));
    await eventually(() => one.desk.state.kept).toBe('kept');
    if (deaf) vi.stubGlobal('BroadcastChannel', undefined);
    const other = await visit();
    vi.unstubAllGlobals();
    await other.desk.enter({ kind: 'last' });
    return { one, other, id: one.desk.state.history?.present.id ?? '' };
  }

  it('is kept twice where both changed it, and the later tab goes on with its copy', async () => {
    const { one, other, id } = await twoTabs('A day', { deaf: true });
    await act(one.desk, write('an owl'));
    await eventually(() => one.desk.state.kept).toBe('kept');
    await act(other.desk, write('a hare'));
    await eventually(() => other.desk.state.copied).toBe('A day (2)');
    await eventually(() => other.desk.state.kept).toBe('kept');
    const copy = other.desk.state.history?.present;
    expect([copy?.name, copy?.id === id, prompts(other.desk)]).toEqual(['A day (2)', false, ['a fox', 'a hare']]);
    expect(other.addresses.at(-1)).toBe(copy?.id);
    await act(other.desk, write('a mole'), { kind: 'undo' });
    await eventually(() => other.desk.state.kept).toBe('kept');
    await act(other.desk, { kind: 'dismiss' });
    expect(other.desk.state.copied).toBeNull();

    const later = await visit();
    await later.desk.enter({ kind: 'board', id });
    expect([later.desk.state.history?.present.name, prompts(later.desk)]).toEqual(['A day', ['a fox', 'an owl']]);
    await later.desk.enter({ kind: 'board', id: copy?.id ?? '' });
    expect(later.desk.state.history?.present).toEqual(other.desk.state.history?.present);
    expect(later.desk.state.boards).toHaveLength(2);
  });

  it('is one copy where more is changed while the copy is made, and takes every step back with it', async () => {
    const { one, other } = await twoTabs('', { deaf: true });
    await act(one.desk, write('an owl'));
    await eventually(() => one.desk.state.kept).toBe('kept');
    await act(other.desk, write('a hare'), { kind: 'make' }, write('a mole'), { kind: 'make' }, write('a newt'));
    await eventually(() => other.desk.state.copied).toBe('Storyboard (2)');
    await eventually(() => other.desk.state.kept).toBe('kept');
    await act(other.desk, { kind: 'undo' }, { kind: 'undo' }, { kind: 'undo' }, { kind: 'redo' });
    await eventually(() => other.desk.state.kept).toBe('kept');
    expect(prompts(other.desk)).toEqual(['a fox', 'a hare']);
    expect(other.desk.state.boards.map(({ name }) => name).sort()).toEqual(['', 'Storyboard (2)']);
    const later = await visit();
    await later.desk.enter({ kind: 'board', id: other.desk.state.history?.present.id ?? '' });
    expect(prompts(later.desk)).toEqual(['a fox', 'a hare']);
  });

  it('is one board as long as only one tab changes it, and is shown in both as it is changed', async () => {
    const { one, other } = await twoTabs('A day');
    await act(one.desk, write('an owl'));
    await eventually(() => prompts(other.desk)).toEqual(['a fox', 'an owl']);
    await act(one.desk, write('a mole'), rename('A night'));
    await eventually(() => prompts(other.desk)).toEqual(['a fox', 'an owl', 'a mole']);
    await eventually(() => other.desk.state.forecast).toMatchObject({ kind: 'possible', frames: 48 });
    expect(other.desk.state.boards.map(({ name }) => name)).toEqual(['A night']);
    expect([one.desk.state.copied, other.desk.state.copied]).toEqual([null, null]);
  });

  it('is changed by either of them in turn, and what the other one did is one step that can be taken back', async () => {
    const { one, other } = await twoTabs('A day');
    await act(one.desk, write('an owl'));
    await eventually(() => prompts(other.desk)).toEqual(['a fox', 'an owl']);
    await act(one.desk, write('a mole'));
    await eventually(() => prompts(other.desk)).toHaveLength(3);
    await act(other.desk, write('a hare'));
    await eventually(() => prompts(one.desk)).toEqual(['a fox', 'a hare', 'an owl', 'a mole']);
    await act(other.desk, { kind: 'undo' }, { kind: 'undo' });
    await eventually(() => prompts(one.desk)).toEqual(['a fox']);
    await eventually(() => other.desk.state.kept).toBe('kept');
    await act(one.desk, { kind: 'undo' });
    await eventually(() => prompts(other.desk)).toEqual(['a fox', 'an owl', 'a mole']);
    expect(one.desk.state.boards).toHaveLength(1);
    expect([one.desk.state.copied, other.desk.state.copied]).toEqual([null, null]);
  });

  it('stays as it is in the tab that has a change of its own to write', async () => {
    const { one, other } = await twoTabs('A day');
    await act(one.desk, write('an owl'));
    await act(other.desk, write('a hare'));
    await eventually(() => one.desk.state.kept).toBe('kept');
    await eventually(() => other.desk.state.copied).toBe('A day (2)');
    expect([prompts(one.desk), prompts(other.desk)]).toEqual([
      ['a fox', 'an owl'],
      ['a fox', 'a hare'],
    ]);
  });
});

describe('what a storyboard would give', () => {
  it('is told, and made as one plan when the person says so', async () => {
    const { desk } = await visit();
    await desk.enter({ kind: 'last' });
    await act(desk, ...THREE);
    await eventually(() => desk.state.forecast).toMatchObject({ kind: 'possible', frames: 49 });
    await act(desk, { kind: 'make' });
    await eventually(() => made.length).toBe(1);
    expect(made[0]).toMatchObject({ prompt: 'a rocket rises', plan: { task: 'storyboard', fps: 8 } });
  });

  it('bridges two clips over a hole', async () => {
    const { desk } = await visit();
    await desk.enter({ kind: 'last' });
    await act(desk, { kind: 'add-files', files: [CLIP] });
    const id = desk.state.selected;
    await act(desk, { kind: 'edit', edit: { kind: 'set-hole', id, length: 8 } }, { kind: 'add-files', files: [CLIP] });
    await eventually(() => desk.state.forecast).toMatchObject({ kind: 'possible', frames: 42, made: 8 });
    await act(desk, { kind: 'make' });
    await eventually(() => made[0]?.plan.segments.map(({ kind }) => kind)).toEqual(['kept', 'made', 'kept']);
  });

  it('is refused in the words of the planner, with the nearest that can be done, which then is done', async () => {
    const { desk } = await visit();
    await desk.enter({ kind: 'last' });
    await act(desk, ...THREE, { kind: 'edit', edit: { kind: 'set-length', frameCount: 800 } });
    await eventually(() => desk.state.forecast).toMatchObject({
      kind: 'refused',
      offer: { what: 'seconds', seconds: 60 },
    });
    await act(desk, { kind: 'make' });
    await act(desk, { kind: 'accept' });
    await eventually(() => desk.state.forecast).toMatchObject({ kind: 'possible', seconds: 60 });
    expect(made).toEqual([]);
  });

  it('names the card that a refusal is about', async () => {
    const { desk } = await visit();
    await desk.enter({ kind: 'last' });
    await act(desk, { kind: 'add-text', prompt: '' });
    const id = desk.state.history?.present.cards[0]?.id;
    await eventually(() => desk.state.forecast).toMatchObject({ kind: 'refused', card: id, offer: null });
  });
});

describe('a way to the storyboard', () => {
  it('takes the words of the composer along, once', async () => {
    const { desk } = await visit('a rocket on the moon');
    await desk.enter({ kind: 'with-composer' });
    await desk.enter({ kind: 'with-composer' });
    expect(desk.state.history?.present.cards).toMatchObject([{ kind: 'text', prompt: 'a rocket on the moon' }]);
  });

  it('takes a clip of the library along, and says where it is gone', async () => {
    const { desk, library } = await visit();
    await library.add(exampleEntry('one'));
    await desk.enter({ kind: 'with-clip', id: 'clip-one' });
    expect(cards(desk)).toEqual(['clip 0']);
    await desk.enter({ kind: 'with-clip', id: 'gone' });
    expect(desk.state.problem).toBe('This clip is not on this device.');
  });

  it('refuses a file that is neither picture nor clip, by its name', async () => {
    const { desk } = await visit();
    await desk.enter({ kind: 'last' });
    await act(desk, { kind: 'add-text', prompt: 'a fox' });
    desk.act({ kind: 'add-files', files: [new File(['x'], 'notes.txt', { type: 'text/plain' })] });
    await eventually(() => desk.state.problem).toMatch(/^notes\.txt: /);
    expect([cards(desk), desk.state.reading]).toEqual([['text 0'], 0]);
  });
});
