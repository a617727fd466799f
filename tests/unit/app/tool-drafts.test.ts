import { describe, expect, it } from 'vitest';
import { beginHistory } from '../../../src/app/history.ts';
import { initialState } from '../../../src/app/state.ts';
import { createStore } from '../../../src/app/store.ts';
import type { ToolDraft } from '../../../src/app/tool-draft.ts';
import type { ToolDraftShelf } from '../../../src/app/tool-draft-shelf.ts';
import { ToolDrafts } from '../../../src/app/tool-drafts.ts';

const LOOP = { tool: 'loop', prompt: 'a fog', seconds: 3 } as const;

function draftOf(subject: string): ToolDraft {
  return { tool: 'loop', subject, frameCount: 17, request: LOOP };
}

/** Drafts over a shelf that lies in memory, or takes nothing. */
function drafts(left: readonly ToolDraft[] = [], broken = false) {
  const store = createStore(initialState('', {}));
  const rows = new Map(left.map((draft) => [`loop ${draft.subject}`, draft]));
  const told: string[] = [];
  const work = async <T>(name: string, answer: () => T): Promise<T> => {
    told.push(name);
    if (broken) throw new Error('The browser keeps nothing.');
    return answer();
  };
  const shelf: ToolDraftShelf = {
    list: () => work('list', () => [...rows.values()]),
    keep: (key, draft) => work(`keep ${key}`, () => void rows.set(key, draft)),
    drop: (key) => work(`drop ${key}`, () => void rows.delete(key)),
    note: (key) => ({ id: key, at: 0, row: null, over: null }),
  };
  const kept = new ToolDrafts({ store, shelf, journal: null, bring: async () => false });
  const open = (subject: string) =>
    store.dispatch({ type: 'tool-opened', tool: { name: 'loop', subject, forecast: null } });
  const put = (subject: string, request: ToolDraft['request'] | null = LOOP) => {
    open(subject);
    kept.put(request && beginHistory(request), 17);
  };
  const find = (subject: string) => {
    open(subject);
    return kept.open;
  };
  return { kept, put, find, rows, told };
}

describe('drafts of panels', () => {
  it('are twenty: the one that was touched the longest time ago goes', async () => {
    const { kept, put, find, rows } = drafts();
    for (let clip = 0; clip < 20; clip += 1) put(`${clip}`);
    put('0');
    put('20');
    await kept.flush();
    expect(kept.count).toBe(20);
    expect([find('0'), find('1'), find('20')]).toMatchObject([draftOf('0'), null, draftOf('20')]);
    expect(rows.has('loop 1')).toBe(false);
    expect(rows.size).toBe(20);
  });

  it('are written once for many changes, in their order', async () => {
    const { kept, put, told } = drafts();
    for (let key = 0; key < 9; key += 1) put('a', { ...LOOP, prompt: 'a fog'.slice(0, key) });
    put('b');
    put('b', null);
    await kept.flush();
    expect(told).toEqual(['keep loop a', 'drop loop b']);
  });

  it('live for the visit where the browser keeps nothing', async () => {
    const { kept, put, find } = drafts([], true);
    await kept.recall();
    put('a');
    await kept.flush();
    expect(find('a')).toMatchObject(draftOf('a'));
  });

  it('of this visit stay where those of an earlier one come late', async () => {
    const { kept, put, find } = drafts([draftOf('a'), draftOf('b')]);
    put('a', { ...LOOP, seconds: 9 });
    await kept.recall();
    expect(find('a')?.request).toMatchObject({ seconds: 9 });
    expect(find('b')).toEqual(draftOf('b'));
  });
});
