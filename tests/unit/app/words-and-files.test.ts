import { describe, expect, it } from 'vitest';
import { diagnostics } from '../../../src/app/diagnostics.ts';
import { withoutWords, withWordReplaced } from '../../../src/app/edit-prompt.ts';
import { fileName } from '../../../src/app/file-name.ts';
import { readPrefill } from '../../../src/app/prefill.ts';
import { surprise } from '../../../src/app/suggestions.ts';
import type { ClipResult } from '../../../src/engine/engine.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';
import { jobOf } from './state-of.ts';

describe('a file name', () => {
  it.each([
    ['A rocket rises, on the moon!', 'a-rocket-rises-on-the-moon.mp4'],
    ['../../etc/passwd', 'etc-passwd.mp4'],
    ['café', 'cafe.mp4'],
    ['月のロケット', '月のロケット.mp4'],
    ['🚀', 'clip.mp4'],
    ['', 'clip.mp4'],
  ])('of %j is %j', (prompt, name) => {
    expect(fileName(prompt, 'mp4')).toBe(name);
  });

  it('of a very long prompt stays short and ends with a whole word', () => {
    const name = fileName('word '.repeat(2000), 'zip');
    expect(name).toMatch(/^word(-word)*\.zip$/);
    expect(name.length).toBeLessThanOrEqual(64);
  });
});

describe('editing a prompt', () => {
  it.each([
    ['a rocket rises on the moon at night', 'moon', 'a rocket rises at night'],
    ['a rocket rises on the moon', 'on the moon', 'a rocket rises'],
    ['On the Moon, a rocket rises', 'moon', 'a rocket rises'],
    ['a moonlit road', 'moon', 'a moonlit road'],
    ['a rocket', 'rocket', ''],
  ])('takes words out: %j without %j is %j', (prompt, said, rest) => {
    expect(withoutWords(prompt, said)).toBe(rest);
  });

  it('replaces whole words alone', () => {
    expect(withWordReplaced('a Zeppelin and zeppelins', 'zeppelin', 'balloon')).toBe('a balloon and zeppelins');
    expect(withWordReplaced('nothing of it', 'zeppelin', 'balloon')).toBe('nothing of it balloon');
    expect(withWordReplaced('a (odd+ word', '(odd+', '$&')).toBe('a $& word');
  });
});

describe('the address', () => {
  it('names nothing when it is empty', () => {
    expect(readPrefill('')).toEqual({ prompt: null, settings: {} });
  });

  it('keeps illegal numbers for the planner to refuse, and leaves out what is none', () => {
    expect(readPrefill('?frames=18&steps=abc&seed=&guidance=-1&size=big').settings).toEqual({
      frameCount: 18,
      guidance: -1,
    });
  });
});

describe('a surprise', () => {
  it('has the right article and the place in its own words', () => {
    const entry = (name: string, ...phrases: string[]) => ({ id: name, name, phrases });
    const vocabulary = {
      things: [entry('owl')],
      motions: [entry('hovers')],
      places: [entry('moon', 'the moon', 'on the moon')],
      times: [],
      cameras: [],
    };
    expect(surprise(vocabulary, () => 0.99)).toBe('an owl hovers on the moon');
  });
});

describe('diagnostics', () => {
  it('hold the facts and no word of the prompt', () => {
    const { plan } = jobOf('a secret rocket of mine');
    const clip = { kind: 'video', blob: new Blob(['x']), passedOver: [] } as unknown as ClipResult['clip'];
    const facts = { totalSeconds: 3.9 } as ClipResult['facts'];
    const text = diagnostics({ plan, clip, facts });
    expect(text).not.toMatch(/secret|rocket|mine/);
    expect(JSON.parse(text)).toMatchObject({
      facts: { totalSeconds: 3.9 },
      plan: { steps: EXAMPLE_CAPABILITIES.defaults.steps },
    });
  });
});
