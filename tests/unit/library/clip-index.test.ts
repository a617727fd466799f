import { describe, expect, it } from 'vitest';
import type { LibraryQuery } from '../../../src/contract/library.ts';
import { ClipIndex } from '../../../src/library/clip-index.ts';
import { foldWords } from '../../../src/library/fold-words.ts';
import { exampleRow } from './example-row.ts';

const EVERY: LibraryQuery = { text: '', favourites: false, folder: null, order: 'newest' };

function indexOf(...titles: readonly string[]): ClipIndex {
  const index = new ClipIndex();
  for (const [place, title] of titles.entries()) index.set(exampleRow(title, { createdAt: place }));
  return index;
}

function found(index: ClipIndex, query: Partial<LibraryQuery>): readonly string[] {
  return index.list({ ...EVERY, ...query }).map(({ title }) => title);
}

describe('words', () => {
  it.each([
    ['Café-Straße', ['cafe', 'strasse']],
    ['  Ærø, øl & łódź! ', ['aero', 'ol', 'lodz']],
    ['ﬁlm １２', ['film', '12']],
    ['@rex', ['rex']],
    ['…', []],
  ])('of “%s” are folded', (text, words) => {
    expect(foldWords(text)).toEqual(words);
  });
});

describe('the index', () => {
  it('finds clips whose words begin with every asked word, in any order and without accents', () => {
    const index = indexOf('A rocket rises', 'A röcket in the café', 'Socket');
    expect(found(index, { text: 'ROCK' })).toEqual(['A röcket in the café', 'A rocket rises']);
    expect(found(index, { text: 'cafe rock' })).toEqual(['A röcket in the café']);
    expect(found(index, { text: 'ocket' })).toEqual([]);
    expect(found(index, { text: '' })).toHaveLength(3);
  });

  it('finds words of scripts without spaces anywhere in a text', () => {
    expect(found(indexOf('月の上のロケット'), { text: 'ロケット' })).toEqual(['月の上のロケット']);
  });

  it('searches what is not in the title too', () => {
    const index = new ClipIndex();
    index.set(exampleRow('Untitled', { words: 'a penguin in the snow' }));
    expect(found(index, { text: 'pengu' })).toEqual(['Untitled']);
  });

  it('orders by time, and by title with numbers as people count', () => {
    const index = indexOf('Take 10', 'take 9', 'Änd');
    expect(found(index, { order: 'newest' })).toEqual(['Änd', 'take 9', 'Take 10']);
    expect(found(index, { order: 'oldest' })).toEqual(['Take 10', 'take 9', 'Änd']);
    expect(found(index, { order: 'title' })).toEqual(['Änd', 'take 9', 'Take 10']);
  });

  it('filters by favourites and folder', () => {
    const index = new ClipIndex();
    index.set(exampleRow('a', { favourite: true, folder: 'f' }));
    index.set(exampleRow('b', { favourite: true }));
    index.set(exampleRow('c', { folder: 'f' }));
    expect(found(index, { favourites: true, order: 'title' })).toEqual(['a', 'b']);
    expect(found(index, { folder: 'f', order: 'title' })).toEqual(['a', 'c']);
    expect(found(index, { folder: 'f', favourites: true })).toEqual(['a']);
  });

  it('shows a change at once, and forgets what was taken out', () => {
    const index = indexOf('one', 'two');
    const [clip] = index.list(EVERY);
    if (clip === undefined) throw new Error('There is no clip.');
    index.set({ ...clip, title: 'three' });
    expect(found(index, { text: 'three' })).toEqual(['three']);
    index.delete(clip.id);
    expect(found(index, {})).toEqual(['one']);
    expect(index.size).toBe(1);
  });
});
