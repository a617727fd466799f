import { describe, expect, it } from 'vitest';
import { answererOf } from '../../../workers/answer-of.ts';

const SCOPE = 'https://kinora.example/some/folder/';
const kept = { scope: SCOPE, files: new Set([`${SCOPE}index.html`, `${SCOPE}assets/now.js`, `${SCOPE}ort/a.wasm`]) };

function answerer(path: string, mode: RequestMode, method = 'GET') {
  return answererOf({ url: new URL(path, SCOPE).href, mode, method }, kept);
}

describe('the service worker', () => {
  it('answers with the page to whoever goes to the page', () => {
    expect(answerer('', 'navigate')).toBe('page');
    expect(answerer('?seed=7', 'navigate')).toBe('page');
    expect(answerer('index.html', 'navigate')).toBe('kept');
  });

  it('never with the page for a file that is not there, whoever asks', () => {
    for (const mode of ['navigate', 'no-cors', 'cors'] as const) {
      expect(answerer('examples/gone.mp4', mode)).toBe('network');
      expect(answerer('elsewhere/', mode)).toBe('network');
      expect(answerer('assets/gone.js', mode)).toBe('earlier');
    }
    expect(answerer('', 'cors')).toBe('network');
  });

  it('answers with what it keeps', () => {
    expect(answerer('assets/now.js?v=1', 'cors')).toBe('kept');
    expect(answerer('ort/a.wasm', 'navigate')).toBe('kept');
  });

  it('takes what is shared by going there, and leaves every other posting, and every other site, alone', () => {
    expect(answerer('share', 'navigate', 'POST')).toBe('shared');
    expect(answerer('share', 'cors', 'POST')).toBe('network');
    expect(answerer('index.html', 'navigate', 'POST')).toBe('network');
    expect(answerer('https://kinora.example/other/', 'navigate')).toBe('network');
    expect(answerer('https://elsewhere.example/some/folder/', 'navigate')).toBe('network');
  });
});
