import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptClips } from '../../../src/app/kept-clips.ts';
import { clipEntry, openKept } from '../../../src/app/library-entry.ts';
import { createPrivacyDesk } from '../../../src/app/library-privacy.ts';
import { watchRequests } from '../../../src/app/library-requests.ts';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import type { EncodedClip } from '../../../src/contract/workers.ts';
import { hashFile } from '../../../src/media/read/hash-file.ts';
import { exampleEntry, Libraries } from './open-library.ts';

/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 10_000 });

let libraries: Libraries;

beforeEach(() => {
  libraries = new Libraries();
});
afterEach(() => libraries.end());

const PICTURE = { kind: 'picture', sha256: 'ab', framing: { kind: 'letterbox' } } as const;
const PLAN: ClipPlan = {
  version: 2,
  task: 'image-to-video',
  family: 'kinora',
  fps: 8,
  style: 'watercolour',
  guidance: 3,
  steps: 4,
  references: [{ name: 'rex', source: PICTURE }],
  segments: [
    {
      kind: 'made',
      prompt: 'a secret wish',
      width: 128,
      height: 128,
      frameCount: 5,
      seed: 1,
      start: null,
      conditions: [{ source: PICTURE, at: 0, strength: 1 }],
      trim: [0, 0],
    },
  ],
  audio: [],
};
const FACTS = { id: 'made', createdAt: 5, title: 'My wish', inputs: {}, group: 'g', parent: null } as const;
const COMMON = {
  frameCount: 2,
  fps: 8,
  width: 128,
  height: 128,
  passedOver: [],
  encodeSeconds: 1,
  peakFrames: 1,
} as const;

describe('a finished clip', () => {
  it('is found by its words, and plays again as it was made', async () => {
    const library = await libraries.open();
    const blob = new Blob(['film'], { type: 'video/mp4; codecs=avc1' });
    const clip: EncodedClip = {
      ...COMMON,
      kind: 'video',
      blob,
      mimeType: 'video/mp4',
      codec: 'h264',
      codecString: '',
      poster: null,
    };
    await library.add(clipEntry({ plan: PLAN, clip }, { ...FACTS, inputs: { ab: new Blob(['picture']) } }));
    for (const text of ['wish', 'secret', 'rex', 'water', 'image']) {
      expect(library.list({ text, favourites: false, folder: null, order: 'newest' })).toHaveLength(1);
    }
    const kept = await openKept(library, 'made');
    expect(kept?.clip).toMatchObject({
      title: 'My wish',
      mimeType: 'video/mp4',
      inputs: ['ab'],
      group: 'g',
      plan: PLAN,
    });
    expect(kept?.shown).toMatchObject({ kind: 'video', frameCount: 2, fps: 8, poster: null });
    expect(kept?.shown.kind === 'video' ? await kept.shown.blob.text() : null).toBe('film');
    expect(await (await library.input('ab'))?.text()).toBe('picture');
    expect(await openKept(library, 'nobody')).toBeNull();
  });

  it('is known to have sound, also after a reload', async () => {
    const library = await libraries.open();
    const common = {
      ...COMMON,
      kind: 'video',
      mimeType: 'video/mp4',
      codec: 'h264',
      codecString: '',
      poster: null,
    } as const;
    const blob = new Blob(['film'], { type: 'video/mp4' });
    await library.add(clipEntry({ plan: PLAN, clip: { ...common, blob } }, { ...FACTS, id: 'silent' }));
    await library.add(
      clipEntry({ plan: PLAN, clip: { ...common, blob, audioCodec: 'aac' } }, { ...FACTS, id: 'loud' }),
    );
    library.close();
    const again = await libraries.open();
    expect((await openKept(again, 'silent'))?.shown).toMatchObject({ hasAudio: false });
    expect((await openKept(again, 'loud'))?.shown).toMatchObject({ hasAudio: true });
  });

  it('of pictures has its frames again, in their order', async () => {
    const library = await libraries.open();
    const bytes = (text: string) => new TextEncoder().encode(text);
    const zip = new Blob([zipSync({ 'b-10.png': bytes('ten'), 'a-2.png': bytes('two'), 'read-me.txt': bytes('') })], {
      type: 'application/zip',
    });
    const clip: EncodedClip = {
      ...COMMON,
      kind: 'pictures',
      frames: [],
      zip,
      mimeType: 'application/zip',
      poster: null,
    };
    await library.add(clipEntry({ plan: PLAN, clip }, FACTS));
    const kept = await openKept(library, 'made');
    const frames = kept?.shown.kind === 'pictures' ? kept.shown.frames : [];
    expect(await Promise.all(frames.map((frame) => frame.text()))).toEqual(['two', 'ten']);
    expect(frames[0]?.type).toBe('image/png');
  });
});

describe('what the page sees of itself', () => {
  it('is every request, its own and others, and none of its own blobs', async () => {
    const log = watchRequests(location.origin);
    await fetch('/ort/none-such?secret=1').catch(() => undefined);
    await fetch(URL.createObjectURL(new Blob(['own'])));
    await fetch('http://127.0.0.1:9/pixel', { mode: 'no-cors' }).catch(() => undefined);
    const asked = () => log.list();
    await eventually(() => asked().some(({ own, address }) => own && address === '/ort/none-such')).toBe(true);
    await eventually(() => asked().filter(({ own }) => !own)).toMatchObject([{ address: 'http://127.0.0.1:9/pixel' }]);
    expect(asked().some(({ address }) => address.startsWith('blob:') || address.includes('secret'))).toBe(false);
  });

  it('has with it what workers tell of themselves, told apart by who asked', () => {
    const log = watchRequests('https://kinora.example');
    const weights = { address: 'https://kinora.example/weights.bin', sizeBytes: 100 };
    log.add({ type: 'requests', from: 'generate', requests: [weights, { ...weights, sizeBytes: 0 }] });
    log.add({ type: 'requests', from: 'service', requests: [weights] });
    log.add({ type: 'requests', from: 'encode', requests: [{ address: 'http://elsewhere.example/a', sizeBytes: 7 }] });
    expect(log.list().filter(({ from }) => from !== 'page')).toEqual([
      { address: 'http://elsewhere.example/a', from: 'encode', own: false, count: 1, sizeBytes: 7 },
      { address: '/weights.bin', from: 'generate', own: true, count: 2, sizeBytes: 100 },
      { address: '/weights.bin', from: 'service', own: true, count: 1, sizeBytes: 100 },
    ]);
  });

  it('goes into diagnostics without a word of what was made', async () => {
    const library = await libraries.open();
    await library.add(exampleEntry('a secret wish'));
    await library.cast.put({ id: 'c', name: 'secretly', sha256: 'ab', createdAt: 1, consent: null });
    const desk = createPrivacyDesk({
      library,
      models: async () => [{ model: 'kinora', sizeBytes: 5, complete: true, inMemoryOnly: false }],
      room: async () => ({ usedBytes: 1, quotaBytes: 2, persisted: false }),
      shell: async () => ({ shell: true, runtime: false }),
      backend: () => null,
      remembered: () => ({ sentenceCount: 2, draft: true }),
      forgetSentences: () => undefined,
      forgetDraft: async () => undefined,
      requests: { list: () => [{ address: '/a', from: 'page', own: true, count: 1, sizeBytes: 1 }] },
      persist: () => Promise.reject(new Error('not here')),
      site: 'kinora.example',
    });
    desk.act({ kind: 'persist' });
    await eventually(() => desk.state.report).not.toBeNull();
    expect(desk.state.persistAnswer).toBe(false);
    expect(desk.state.report).toMatchObject({ castCount: 1, offline: { shell: true, runtime: false, model: true } });
    expect(JSON.parse(desk.state.diagnostics)).toMatchObject({
      use: { clipCount: 1 },
      requests: { addresses: 1, elsewhere: [] },
      browser: { userAgent: navigator.userAgent },
    });
    expect(desk.state.diagnostics).not.toMatch(/secret|wish/);
  });
});

describe('a member of the cast', () => {
  it('is replaced only where the person agreed to that one', async () => {
    const library = await libraries.open();
    let ids = 0;
    const shelf = keptClips(library, Promise.resolve(), { newId: () => `c${++ids}`, now: Date.now, sha256: hashFile });
    const member = (bytes: string, replaces: string | null) => {
      return { name: 'rex', picture: new Blob([bytes], { type: 'image/png' }), consent: null, replaces };
    };
    await shelf.addToCast(member('first', null));
    const [first] = await shelf.cast();
    await shelf.addToCast(member('second', null));
    expect(await shelf.cast()).toEqual([first]);
    await shelf.addToCast(member('third', 'c1'));
    const [third, ...others] = await shelf.cast();
    expect(others).toEqual([]);
    expect(await (await library.input(third?.sha256 ?? ''))?.text()).toBe('third');
    expect(await library.input(first?.sha256 ?? '')).toBeNull();
  });
});
