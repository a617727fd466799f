import { describe, expect, it } from 'vitest';
import { InputShelf } from '../../../src/app/input-shelf.ts';
import { initialState } from '../../../src/app/state.ts';
import { createStore } from '../../../src/app/store.ts';
import { ToolDesk } from '../../../src/app/tool-desk.ts';
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

describe('the panel that fills in', () => {
  function open() {
    const store = createStore(initialState('', {}));
    const desk = new ToolDesk({
      store,
      media: exampleMedia,
      inputs: new InputShelf({ kept: null, sha256: exampleMedia.sha256 }),
      reader: exampleReader,
      capabilities: async () => capabilities,
      drawSeed: () => 7,
    });
    store.dispatch({ type: 'described', capabilities });
    for (const id of ['a', 'b']) {
      const blob = new Blob([id], { type: 'video/mp4' });
      const outcome = { kind: 'clip', result: { plan: null, facts: null, clip: { ...clip, blob } } } as const;
      store.dispatch({ type: 'opened', take: { job: jobOf(id), outcome }, show: true });
    }
    desk.open('fill', 'a');
    return desk;
  }

  it('makes a bridge of the asked length from one clip to another', async () => {
    const planned = await open().plan({ tool: 'bridge', prompt: 'a fog', other: 'b', seconds: 1 });
    expect(planned?.plan).toMatchObject({
      task: 'fill',
      segments: [{ kind: 'kept' }, { kind: 'made' }, { kind: 'kept' }],
    });
    expect(planned?.plan.segments[1]).toMatchObject({ prompt: 'a fog' });
    expect(planned?.parent).toBe('a');
  });

  it('says that a clip is to be chosen first', async () => {
    expect(await open().forecast({ tool: 'bridge', prompt: '', other: '', seconds: 1 })).toMatchObject({
      kind: 'refused',
      message: 'Choose the clip that this one leads over to.',
    });
  });
});
