import { describe, expect, it } from 'vitest';
import { InputShelf } from '../../../src/app/input-shelf.ts';
import { initialState } from '../../../src/app/state.ts';
import { createStore } from '../../../src/app/store.ts';
import { ToolDesk } from '../../../src/app/tool-desk.ts';
import type { JoinChoice, ToolName } from '../../../src/app/tool-request.ts';
import type { Capabilities } from '../../../src/contract/capabilities.ts';
import type { Framing } from '../../../src/contract/plan.ts';
import { AppError } from '../../../src/contract/result.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';
import { exampleMedia } from '../../browser/ui/example-media.ts';
import { exampleReader } from '../../browser/ui/fake-engine.ts';
import { jobOf } from './state-of.ts';

const capabilities = { ...EXAMPLE_CAPABILITIES, conditions: ['first-frame', 'last-frame', 'frames'] as const };
const shape = { width: 128, height: 128, frameCount: 17, fps: 8, poster: null };
const clip = {
  ...shape,
  kind: 'video',
  blob: new Blob(['mp4'], { type: 'video/mp4' }),
  mimeType: 'video/mp4',
} as const;

describe('a panel whose clip could not be looked into', () => {
  it('looks again at the next question', async () => {
    const store = createStore(initialState('', {}));
    let looks = 0;
    const media = {
      ...exampleMedia,
      inspect: (file: Blob) => {
        looks += 1;
        const died = new AppError('worker-died', 'plan', 'The worker is gone.', { retryable: true });
        return looks === 1 ? Promise.reject(died) : exampleMedia.inspect(file);
      },
    };
    const desk = new ToolDesk({
      store,
      media,
      inputs: new InputShelf({ kept: null, sha256: exampleMedia.sha256 }),
      reader: exampleReader,
      capabilities: async () => capabilities,
      drawSeed: () => 7,
    });
    store.dispatch({ type: 'described', capabilities });
    const outcome = { kind: 'clip', result: { plan: null, facts: null, clip } } as const;
    store.dispatch({ type: 'opened', take: { job: jobOf('a'), outcome }, show: true });
    desk.open('extend', 'a');
    const request = { tool: 'extend', prompt: '', direction: 'forwards', seconds: 1 } as const;
    expect(await desk.forecast(request)).toMatchObject({ kind: 'refused' });
    expect(await desk.forecast(request)).toMatchObject({ kind: 'possible' });
    expect(await desk.forecast(request)).toMatchObject({ kind: 'possible' });
    expect(looks).toBe(2);
  });
});

/** The desk with one panel open over the first of two clips. */
function openPanel(name: ToolName, family: Capabilities = capabilities) {
  const store = createStore(initialState('', {}));
  const desk = new ToolDesk({
    store,
    media: exampleMedia,
    inputs: new InputShelf({ kept: null, sha256: exampleMedia.sha256 }),
    reader: exampleReader,
    capabilities: async () => family,
    drawSeed: () => 7,
  });
  store.dispatch({ type: 'described', capabilities: family });
  for (const id of ['a', 'b']) {
    const blob = new Blob([id], { type: 'video/mp4' });
    const outcome = { kind: 'clip', result: { plan: null, facts: null, clip: { ...clip, blob } } } as const;
    store.dispatch({ type: 'opened', take: { job: jobOf(id), outcome }, show: true });
  }
  desk.open(name, 'a');
  return desk;
}

describe('the panel that fills in', () => {
  it('makes a bridge of the asked length from one clip to another', async () => {
    const planned = await openPanel('fill').plan({ tool: 'bridge', prompt: 'a fog', other: 'b', seconds: 1 });
    expect(planned?.plan).toMatchObject({
      task: 'fill',
      segments: [{ kind: 'kept' }, { kind: 'made' }, { kind: 'kept' }],
    });
    expect(planned?.plan.segments[1]).toMatchObject({ prompt: 'a fog' });
    expect(planned?.parent).toBe('a');
  });

  it('frames each of two clips as it was asked, and the second around its middle without a word', async () => {
    const bridge = { tool: 'bridge', prompt: '', other: 'b', seconds: 1, framing: { kind: 'letterbox' } } as const;
    const framings = async (otherFraming?: Framing) => {
      const planned = await openPanel('fill').plan(otherFraming === undefined ? bridge : { ...bridge, otherFraming });
      const segments = planned?.plan.segments ?? [];
      return segments.flatMap((part) => (part.kind === 'kept' ? [part.source.framing] : []));
    };
    const right: Framing = { kind: 'crop', centre: [0.75, 0.5] };
    expect(await framings(right)).toEqual([{ kind: 'letterbox' }, right]);
    expect(await framings()).toEqual([{ kind: 'letterbox' }, { kind: 'crop', centre: [0.5, 0.5] }]);
  });

  it('says that a clip is to be chosen first', async () => {
    expect(await openPanel('fill').forecast({ tool: 'bridge', prompt: '', other: '', seconds: 1 })).toMatchObject({
      kind: 'refused',
      message: 'Choose the clip that this one leads over to.',
    });
  });
});

describe('the panel that makes a clip larger or smoother', () => {
  const asked = (twice: 'size' | 'rate') => ({ tool: 'larger', prompt: '', twice }) as const;

  it('says before anything is made that a model of one frame rate makes nothing smoother, and what it can do', async () => {
    expect(await openPanel('larger').forecast(asked('rate'))).toEqual({
      kind: 'refused',
      message:
        'This model draws at one frame rate alone, so that it cannot make a clip smoother. It can only make it larger.',
      nearest: null,
    });
    expect(await openPanel('larger').plan(asked('rate'))).toBeNull();
    expect((await openPanel('larger').plan(asked('size')))?.plan).toMatchObject({ task: 'larger', fps: 8 });
  });

  it('has a model that knows frame rates draw at twice its own', async () => {
    const planned = await openPanel('larger', { ...capabilities, frameRates: true }).plan(asked('rate'));
    expect(planned?.plan).toMatchObject({ task: 'smoother', fps: 16 });
  });
});

describe('the panel that cuts anew', () => {
  it('makes joins as long as they are asked for, and none where the parts are cut', async () => {
    const parts = [
      [0, 4],
      [8, 12],
      [4, 8],
    ] as const;
    const frames = async (kind: 'cut' | 'fill', joins: readonly JoinChoice[] | null = null) => {
      const join = { kind, seconds: 0.5 };
      const planned = await openPanel('recut').plan({ tool: 'recut', prompt: '', parts, join, joins });
      const segments = planned?.plan.segments ?? [];
      return segments.map((part) => (part.kind === 'made' ? part.frameCount - part.trim[0] - part.trim[1] : 'kept'));
    };
    expect(await frames('fill')).toEqual(['kept', 4, 'kept', 4, 'kept']);
    expect(await frames('cut')).toEqual(['kept', 'kept', 'kept']);
    const second = { kind: 'extend', seconds: 1 } as const;
    expect(await frames('cut', [{ kind: 'cut', seconds: 1 }, second])).toEqual(['kept', 'kept', 8, 'kept']);
    // A part that was added since has the join of all.
    expect(await frames('fill', [second])).toEqual(['kept', 8, 'kept', 4, 'kept']);
  });
});
