import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planRefusal, readStoredPlan } from '../../../src/app/read-stored-plan.ts';
import { AppError } from '../../../src/contract/result.ts';
import { exportLibrary } from '../../../src/library/export-library.ts';
import { importLibrary } from '../../../src/library/import-library.ts';
import type { Library } from '../../../src/library/library.ts';
import { openZip } from '../../../src/library/read-zip.ts';
import { writeZip } from '../../../src/library/write-zip.ts';
import { hashFile } from '../../../src/media/read/hash-file.ts';
import { exampleEntry, Libraries, titles } from './open-library.ts';

const { signal } = new AbortController();
const PICTURE = new Blob(['a picture'], { type: 'image/png' });
let home: Libraries;
let abroad: Libraries;

beforeEach(() => {
  home = new Libraries();
  abroad = new Libraries();
});
afterEach(async () => {
  await home.end();
  await abroad.end();
});

async function filled(): Promise<Library> {
  const library = await home.open();
  const sha256 = await hashFile(PICTURE);
  const inputs = { [sha256]: PICTURE };
  await library.folders.put({ id: 'f', name: 'Films', createdAt: 1 });
  await library.add(exampleEntry('a fox', { inputs: [sha256], folder: 'f', favourite: true, createdAt: 1 }, inputs));
  await library.add(exampleEntry('a fox', { id: 'twin', createdAt: 2 }));
  await library.add(exampleEntry('Ünïcode / ../ 月', { id: 'odd', createdAt: 3 }));
  await library.cast.put({ id: 'rex', name: 'rex', sha256, createdAt: 1, consent: 'myself' }, inputs);
  await library.presets.put({ id: 'ink', name: 'Ink', words: 'in ink', createdAt: 1 });
  await library.projects.put({ id: 'p', name: 'Mine', changedAt: 1, document: { a: [1] }, inputs: [sha256] }, inputs);
  return library;
}

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error('There is no refusal.');
  return thrown;
}

describe('an export', () => {
  it('brings everything to another machine', async () => {
    const from = await filled();
    const heard: number[] = [];
    const onProgress = (done: number, total: number) => heard.push(done / total);
    const zip = await exportLibrary(from, { clips: null, signal, onProgress });
    expect(heard.at(-1)).toBe(1);
    const to = await abroad.open();
    expect(await importLibrary(to, zip, { signal, sha256: hashFile })).toEqual({
      added: 3,
      known: 0,
      damaged: [],
      incomplete: [],
      refusedPlans: [],
      whole: true,
      senseless: 0,
      kept: true,
    });
    to.close();
    const later = await abroad.open();
    const every = { text: '', favourites: false, folder: null, order: 'newest' } as const;
    expect(later.list(every)).toEqual(from.list(every));
    expect(await (await later.media('clip-a fox'))?.file.text()).toBe('the film a fox');
    expect(await (await later.poster('odd'))?.text()).toBe('the poster Ünïcode / ../ 月');
    expect(await (await later.input(await hashFile(PICTURE)))?.text()).toBe('a picture');
    for (const shelf of ['folders', 'cast', 'presets', 'projects'] as const) {
      expect(later[shelf].list()).toEqual(from[shelf].list());
    }
  });

  it('has plain files with names that people can read and no way out of its folders', async () => {
    const { paths } = await openZip(await exportLibrary(await filled(), { clips: null, signal }));
    expect(paths).toEqual([
      'library.json',
      'clips/0001-a-fox.mp4',
      'posters/0001-a-fox.png',
      'clips/0002-a-fox.mp4',
      'posters/0002-a-fox.png',
      'clips/0003-unicode-月.mp4',
      'posters/0003-unicode-月.png',
      `inputs/${await hashFile(PICTURE)}.png`,
    ]);
  });

  it('of some clips takes what they name and nothing else', async () => {
    const zip = await exportLibrary(await filled(), { clips: ['clip-a fox'], signal });
    const to = await abroad.open();
    await importLibrary(to, zip, { signal, sha256: hashFile });
    expect(titles(to)).toEqual(['a fox']);
    expect(to.folders.list()).toHaveLength(1);
    expect((await to.use()).inputCount).toBe(1);
    expect([...to.cast.list(), ...to.presets.list(), ...to.projects.list()]).toEqual([]);
  });
});

describe('an import', () => {
  it('overwrites nothing, and brings deleted clips back', async () => {
    const library = await filled();
    const zip = await exportLibrary(library, { clips: null, signal });
    await library.change(['clip-a fox'], { title: 'mine now' });
    await library.remove(['twin']);
    await library.remove(['odd']);
    await library.purge(['odd']);
    expect(await importLibrary(library, zip, { signal, sha256: hashFile })).toMatchObject({
      added: 2,
      known: 1,
      damaged: [],
    });
    expect(titles(library)).toEqual(['a fox', 'mine now', 'Ünïcode / ../ 月']);
    library.close();
    const later = await home.open();
    expect(titles(later)).toEqual(['a fox', 'mine now', 'Ünïcode / ../ 月']);
  });

  it('of a damaged zip takes the whole clips and names the others', async () => {
    const zip = await exportLibrary(await filled(), { clips: null, signal });
    const bytes = new Uint8Array(await zip.arrayBuffer());
    const at = new TextDecoder('latin1').decode(bytes).indexOf('the film');
    bytes[at] = 0;
    const to = await abroad.open();
    const report = await importLibrary(to, new Blob([bytes]), { signal, sha256: hashFile });
    expect(report).toMatchObject({ added: 2, damaged: [{ title: 'a fox', error: { code: 'input-unreadable' } }] });
    expect(report.damaged[0]?.error.detail).toContain('checksum');
    expect(titles(to)).toEqual(['a fox', 'Ünïcode / ../ 月']);
  });

  it('of a zip that was cut off takes what is whole in it, names the rest and says so', async () => {
    const zip = await exportLibrary(await filled(), { clips: null, signal });
    const text = new TextDecoder('latin1').decode(await zip.arrayBuffer());
    const to = await abroad.open();
    const cut = zip.slice(0, text.lastIndexOf('the film') + 4);
    const report = await importLibrary(to, cut, { signal, sha256: hashFile });
    expect(report).toMatchObject({
      added: 2,
      whole: false,
      incomplete: [{ title: 'Mine', missing: 1 }, { title: 'a fox' }],
    });
    expect(report.damaged.map(({ title }) => title)).toEqual(['@rex', 'Ünïcode / ../ 月']);
    expect(report.damaged[1]?.error.detail).toContain('the zip was cut off');
    expect(titles(to)).toEqual(['a fox', 'a fox']);

    const only = await importLibrary(await home.open(), zip.slice(0, zip.size - 30), { signal, sha256: hashFile });
    expect(only).toMatchObject({ known: 3, damaged: [], whole: false });
  });

  it('of a zip that was cut off in its list changes nothing and says so', async () => {
    const zip = await exportLibrary(await filled(), { clips: null, signal });
    const to = await abroad.open();
    await to.add(exampleEntry('already here'));
    const { data } = await refusal(importLibrary(to, zip.slice(0, 100), { signal, sha256: hashFile }));
    expect(data.code).toBe('input-unreadable');
    expect(data.detail).toContain('cut off');
    expect(titles(to)).toEqual(['already here']);
  });

  it('takes a clip without the pictures that are not in the zip, and says so', async () => {
    const { paths, read } = await openZip(await exportLibrary(await filled(), { clips: ['clip-a fox'], signal }));
    const files = paths.filter((path) => !path.startsWith('inputs/'));
    const sources = await Promise.all(files.map(async (path) => ({ path, blob: await read(path, ''), changedAt: 0 })));
    const to = await abroad.open();
    const report = await importLibrary(to, await writeZip(sources, { signal }), { signal, sha256: hashFile });
    expect(report).toMatchObject({ added: 1, damaged: [], incomplete: [{ title: 'a fox', missing: 1 }], whole: true });
    expect(titles(to)).toEqual(['a fox']);
  });

  it('takes a clip whose plan it cannot read without it, and says why', async () => {
    const entry = (id: string, plan: unknown) => ({
      clip: { ...exampleEntry('x', { id }).clip, title: id, plan },
      file: id,
      poster: null,
    });
    const clips = [entry('newer', { version: 99 }), entry('broken', { version: 2, fps: 'fast' }), entry('none', null)];
    const list = JSON.stringify({ format: 'kinora-library', version: 1, clips });
    const files = clips.map(({ file }) => ({ path: file, blob: new Blob(['film']), changedAt: 0 }));
    const zip = await writeZip([{ path: 'library.json', blob: new Blob([list]), changedAt: 0 }, ...files], { signal });
    const to = await abroad.open();
    const reading = { readPlan: readStoredPlan, planRefusal };
    const report = await importLibrary(to, zip, { signal, sha256: hashFile, ...reading });
    expect(report).toMatchObject({ added: 3, damaged: [], senseless: 0 });
    expect(report.refusedPlans).toEqual([
      { title: 'newer', message: 'The plan is of version 99, newer than this program (2). Load the page anew.' },
      { title: 'broken', message: 'The plan cannot be read: plan.task is missing.' },
    ]);
    expect(titles(to)).toEqual(['broken', 'newer', 'none']);
    // What was here already was not taken: there is nothing to tell.
    const again = await importLibrary(to, zip, { signal, sha256: hashFile, ...reading });
    expect(again).toMatchObject({ known: 3, refusedPlans: [] });
  });

  it('gives a file to one clip alone, however many entries name it', async () => {
    const entry = (id: string) => ({ clip: { ...exampleEntry('x', { id }).clip, title: id }, file: 'a', poster: 'a' });
    const list = { format: 'kinora-library', version: 1, clips: [entry('one'), entry('two'), entry('three')] };
    const zip = await writeZip(
      [
        { path: 'library.json', blob: new Blob([JSON.stringify(list)]), changedAt: 0 },
        { path: 'a', blob: new Blob(['film']), changedAt: 0 },
      ],
      { signal },
    );
    const to = await abroad.open();
    const report = await importLibrary(to, zip, { signal, sha256: hashFile });
    expect(report).toMatchObject({ added: 1, damaged: [{ title: 'two' }, { title: 'three' }] });
    expect(report.damaged[0]?.error.detail).toContain('only one can have it');
  });

  it('finds files whose names another program wrote in its own way', async () => {
    const { paths, read } = await openZip(await exportLibrary(await filled(), { clips: ['odd'], signal }));
    const list = (await (await read('library.json', '')).text()).replaceAll('unicode-月', 'ünïcode-月');
    const sources = await Promise.all(
      paths.map(async (path) => ({
        path: path.replace('unicode', 'u\u0308ni\u0308code').replace('/', '\\'),
        blob: path === 'library.json' ? new Blob([list]) : await read(path, ''),
        changedAt: 0,
      })),
    );
    const to = await abroad.open();
    const report = await importLibrary(to, await writeZip(sources, { signal }), { signal, sha256: hashFile });
    expect(report).toMatchObject({ added: 1, damaged: [], incomplete: [] });
  });

  it('refuses other zips, and backups of newer pages', async () => {
    const to = await abroad.open();
    const zipOf = (list: string, path = 'library.json') =>
      writeZip([{ path, blob: new Blob([list]), changedAt: 0 }], { signal });
    const said = async (zip: Blob) => (await refusal(importLibrary(to, zip, { signal, sha256: hashFile }))).message;
    expect(await said(await zipOf('{}', 'other.json'))).toContain('not exported by Kinora');
    expect(await said(await zipOf('{"a":'))).toContain('not exported by Kinora');
    expect(await said(await zipOf('{"format":"kinora-library","version":2}'))).toContain('newer version');
    expect(await said(new Blob(['no zip']))).toContain('no zip');
  });

  it('takes no clip for what it is not', async () => {
    const list = (mimeType: string, sha256: string) =>
      JSON.stringify({
        format: 'kinora-library',
        version: 1,
        clips: [
          { clip: { ...exampleEntry('evil').clip, mimeType, inputs: [sha256] }, file: 'a', poster: null },
          { clip: 17, file: 'a' },
        ],
        inputs: [{ sha256, mimeType: 'image/png', file: 'a' }],
      });
    const zipOf = (text: string) =>
      writeZip(
        [
          { path: 'library.json', blob: new Blob([text]), changedAt: 0 },
          { path: 'a', blob: new Blob(['<script>']), changedAt: 0 },
        ],
        { signal },
      );
    const to = await abroad.open();
    const page = await importLibrary(to, await zipOf(list('text/html', '')), { signal, sha256: hashFile });
    expect(page).toMatchObject({ added: 0, senseless: 2, damaged: [{ title: 'evil' }] });
    const wrongName = await importLibrary(to, await zipOf(list('video/mp4', 'ab'.repeat(32))), {
      signal,
      sha256: hashFile,
    });
    expect(wrongName).toMatchObject({ added: 1, damaged: [], incomplete: [{ title: 'evil', missing: 1 }] });
    expect(await to.input('ab'.repeat(32))).toBeNull();
  });

  it('that is stopped keeps what it has taken', async () => {
    const zip = await exportLibrary(await filled(), { clips: null, signal });
    const to = await abroad.open();
    const stopper = new AbortController();
    const work = importLibrary(to, zip, {
      signal: stopper.signal,
      sha256: hashFile,
      onProgress: () => stopper.abort(),
    });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(titles(to)).toEqual(['a fox']);
  });
});
