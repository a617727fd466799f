import { describe, expect, it } from 'vitest';
import type { ClipShelf } from '../../../src/app/clip-shelf.ts';
import { createStudio } from '../../../src/app/studio.ts';
import type { StylePreset } from '../../../src/contract/library.ts';
import { parsePreset } from '../../../src/library/rows.ts';
import { exampleMedia, nextId } from '../../browser/ui/example-media.ts';
import { exampleReader, FakeEngine } from '../../browser/ui/fake-engine.ts';

/** Presets as the library keeps them: written, and read by its own parser. */
function shelfOf(rows: Map<string, unknown>) {
  const none = async () => null;
  const nothing = async () => undefined;
  const shelf: ClipShelf = {
    problem: null,
    keep: nothing,
    open: none,
    input: none,
    draft: none,
    keepDraft: nothing,
    noteDraft: () => ({ id: 'composer', at: 0, row: null, over: null }),
    cast: async () => [],
    addToCast: nothing,
    removeFromCast: nothing,
    putInCast: nothing,
    presets: async () => [...rows.values()].flatMap((row) => parsePreset(row) ?? []),
    putPreset: async (preset) => void rows.set(preset.id, structuredClone(preset)),
    removePreset: async (id) => void rows.delete(id),
  };
  return shelf;
}

async function opened(rows = new Map<string, unknown>()) {
  const engine = new FakeEngine();
  const studio = createStudio({
    engine,
    shelf: shelfOf(rows),
    reader: exampleReader,
    media: exampleMedia,
    newId: nextId,
    drawSeed: () => 7,
    random: () => 0,
    history: null,
    memory: null,
    persist: async () => true,
    search: '',
  });
  await studio.open();
  return { engine, studio, rows };
}

const names = ({ presets }: { readonly presets: readonly StylePreset[] }) => presets.map(({ name }) => name);

describe('an own style', () => {
  it('is kept with its words, steps and guidance, and brings them back when it is chosen', async () => {
    const { studio, rows } = await opened();
    studio.changeSettings({ steps: 9, guidance: 5 });
    await studio.presets.save('dusk', 'at sunset');
    expect(studio.store.state.settings).toMatchObject({ style: 'dusk', steps: 9, guidance: 5 });
    const later = await opened(rows);
    later.studio.changeSettings({ style: 'dusk' });
    expect(later.studio.store.state.settings).toMatchObject({ style: 'dusk', steps: 9, guidance: 5 });
    later.studio.type('a rocket rises');
    await later.studio.make();
    expect(later.engine.runs[0]?.plan).toMatchObject({
      style: 'dusk',
      steps: 9,
      segments: [{ prompt: 'a rocket rises, at sunset' }],
    });
  });

  it('stays chosen under its new name, and no two styles have one name', async () => {
    const { studio, rows } = await opened();
    await studio.presets.save('dusk', 'at sunset');
    await studio.presets.save('dawn', 'at sunrise');
    const [dusk] = studio.store.state.presets;
    await studio.presets.rename(dusk?.id ?? '', 'dawn');
    await studio.presets.save('watercolour', 'mine');
    expect(names(studio.store.state)).toEqual(['dusk', 'dawn']);
    studio.changeSettings({ style: 'dusk' });
    await studio.presets.rename(dusk?.id ?? '', 'evening');
    expect(studio.store.state.settings?.style).toBe('evening');
    expect(names((await opened(rows)).studio.store.state).sort()).toEqual(['dawn', 'evening']);
  });

  it('that is deleted is gone from the device, and comes back by undo', async () => {
    const { studio, rows } = await opened();
    await studio.presets.save('dusk', 'at sunset');
    await studio.presets.remove(studio.store.state.presets[0]?.id ?? '');
    expect([names(studio.store.state), studio.store.state.settings?.style, rows.size]).toEqual([[], null, 0]);
    await studio.presets.undo();
    expect([names(studio.store.state), rows.size, studio.store.state.removedPreset]).toEqual([['dusk'], 1, null]);
  });
});

it('an own style of an earlier version, without settings, is read as it is', () => {
  const row = { id: 'a', name: 'dusk', words: 'at sunset', createdAt: 1 };
  expect(parsePreset(row)).toEqual(row);
  expect(parsePreset({ ...row, settings: { steps: 4, guidance: 'much' } })).toEqual({ ...row, settings: { steps: 4 } });
});
