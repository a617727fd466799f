import { describe, expect, it } from 'vitest';
import { GivenFiles } from '../../../src/app/given-files.ts';
import { InputShelf } from '../../../src/app/input-shelf.ts';
import { reachOf } from '../../../src/app/reach.ts';
import { initialState, planRefused } from '../../../src/app/state.ts';
import { createStore } from '../../../src/app/store.ts';
import { clipFrameCount, type MediaFacts } from '../../../src/contract/media.ts';
import { panelSubject } from '../../../src/ui/app/panel-subject.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';
import { exampleMedia, nextId } from '../../browser/ui/example-media.ts';

describe('pictures that an earlier visit left', () => {
  it('come back as what they were taken for, or for nothing', async () => {
    const store = createStore(initialState('', {}));
    const inputs = new InputShelf({ kept: null, sha256: exampleMedia.sha256 });
    const files = new GivenFiles({ store, media: exampleMedia, inputs, newId: nextId });
    const picture = (bytes: string) => new Blob([bytes], { type: 'image/png' });
    await files.restore({ file: picture('unused'), name: 'unused', role: null });
    await files.restore({ file: picture('end'), name: 'end', role: 'last' });
    await files.restore({ file: picture('unused too'), name: 'unused too', role: null });
    expect(store.state.composer.given.map(({ role }) => role)).toEqual([null, 'last', null]);
  });
});

/** A film as the reader finds it, with this text where its plan lies. */
function film(plan: string | null): Extract<MediaFacts, { readonly kind: 'clip' }> {
  const size = { width: 128, height: 128, mimeType: 'video/mp4' };
  return { ...size, kind: 'clip', durationSeconds: 2.01, fps: 30, videoCodec: 'avc', hasAudio: false, plan };
}

describe('a clip out of a file', () => {
  it.each([
    [
      'of a later version',
      '{"version":99}',
      'The plan is of version 99, newer than this program (2). Load the page anew.',
    ],
    ['that is broken', '{"version":2,"task":"extend"', 'The plan cannot be read: the text is no JSON.'],
  ])('says why its plan, one %s, cannot be read', async (_, plan, why) => {
    const store = createStore(initialState('', {}));
    const inputs = new InputShelf({ kept: null, sha256: exampleMedia.sha256 });
    const media = { ...exampleMedia, inspect: async () => film(plan) };
    await new GivenFiles({ store, media, inputs, newId: () => 'a' }).give([new File(['x'], 'x.mp4')]);
    const [take] = store.state.takes;
    if (take === undefined) throw new Error('There is no clip.');
    expect([take.job.plan, planRefused(take)]).toEqual([null, why]);
  });

  it('that carries no plan lacks none', async () => {
    const store = createStore(initialState('', {}));
    const inputs = new InputShelf({ kept: null, sha256: exampleMedia.sha256 });
    await new GivenFiles({ store, media: exampleMedia, inputs, newId: () => 'a' }).give([
      new File(['x'], 'x.mp4', { type: 'video/mp4' }),
    ]);
    expect(store.state.takes.map(planRefused)).toEqual([null]);
  });

  it('has as many frames everywhere as the reader finds in it', async () => {
    const store = createStore(initialState('', {}));
    const facts = film(null);
    const media = { ...exampleMedia, inspect: async () => facts };
    const inputs = new InputShelf({ kept: null, sha256: exampleMedia.sha256 });
    await new GivenFiles({ store, media, inputs, newId: () => 'a' }).give([new File(['x'], 'x.mp4')]);
    const { outcome } = store.state.takes[0] ?? {};
    if (outcome?.kind !== 'clip') throw new Error('There is no clip.');
    expect(outcome.result.clip.frameCount).toBe(clipFrameCount(facts, 30));
    store.dispatch({ type: 'described', capabilities: EXAMPLE_CAPABILITIES });
    store.dispatch({ type: 'tool-opened', tool: { name: 'fill', subject: 'a', forecast: null } });
    expect(EXAMPLE_CAPABILITIES.fps).toBe(8);
    expect(panelSubject(store.state)).toMatchObject({
      frameCount: clipFrameCount(facts, 8),
      seconds: 2.01,
      reach: reachOf(clipFrameCount(facts, 8), EXAMPLE_CAPABILITIES),
    });
  });
});
