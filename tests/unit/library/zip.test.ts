import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/contract/result.ts';
import { crc32 } from '../../../src/library/crc32.ts';
import { openZip } from '../../../src/library/read-zip.ts';
import { writeZip, type ZipSource } from '../../../src/library/write-zip.ts';

const { signal } = new AbortController();
const changedAt = new Date(2026, 10, 22, 20, 15, 30).getTime();
const source = (path: string, text: string): ZipSource => ({ path, blob: new Blob([text]), changedAt });
const SOURCES = [source('library.json', '{}'), source('clips/a röcket.mp4', 'moving'), source('empty', '')];

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error('There is no refusal.');
  expect(thrown.data).toMatchObject({ code: 'input-unreadable', stage: 'save' });
  return thrown.message;
}

describe('a written zip', () => {
  it('is read by other programs, names and bytes alike', async () => {
    const zip = await bytesOf(await writeZip(SOURCES, { signal }));
    const files = unzipSync(zip);
    expect(Object.keys(files)).toEqual(['library.json', 'clips/a röcket.mp4', 'empty']);
    expect(new TextDecoder().decode(files['clips/a röcket.mp4'])).toBe('moving');
    const file = join(mkdtempSync(join(tmpdir(), 'kinora-zip-')), 'all.zip');
    writeFileSync(file, zip);
    const script =
      'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(z.testzip(),[i.date_time for i in z.infolist()][0])';
    expect(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }).trim()).toBe(
      'None (2026, 11, 22, 20, 15, 30)',
    );
  });

  it('is read back, each file with its type', async () => {
    const zip = await openZip(await writeZip(SOURCES, { signal }));
    expect(zip.paths).toEqual(['library.json', 'clips/a röcket.mp4', 'empty']);
    const clip = await zip.read('clips/a röcket.mp4', 'video/mp4');
    expect([clip.type, await clip.text()]).toEqual(['video/mp4', 'moving']);
    expect((await zip.read('empty', 'text/plain')).size).toBe(0);
  });

  it('tells how far it is, and stops when told to', async () => {
    const heard: number[] = [];
    await writeZip(SOURCES, { signal, onBytes: (count) => heard.push(count) });
    expect(heard).toEqual([2, 6, 0]);
    await expect(writeZip(SOURCES, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('holds more than 65,535 files', async () => {
    const many = Array.from({ length: 65_600 }, (_, index) => source(`${index}`, ''));
    const zip = await openZip(await writeZip([...many, source('last', 'here')], { signal }));
    expect(zip.paths).toHaveLength(65_601);
    expect(await (await zip.read('last', 'text/plain')).text()).toBe('here');
  }, 60_000);
});

describe('a zip of somebody else', () => {
  it('is read where it is deflated', async () => {
    const text = 'again and again '.repeat(1000);
    const zip = await openZip(new Blob([zipSync({ 'library.json': new TextEncoder().encode(text) })]));
    expect(await (await zip.read('library.json', 'application/json')).text()).toBe(text);
  });

  it('never unpacks more than its list promises', async () => {
    const packed = zipSync({ bomb: new Uint8Array(1_000_000) });
    const view = new DataView(packed.buffer);
    const central = packed.length - 22 - 46 - 'bomb'.length;
    expect(view.getUint32(central, true)).toBe(0x02014b50);
    view.setUint32(central + 24, 10, true);
    const zip = await openZip(new Blob([packed]));
    expect(await refusal(zip.read('bomb', 'text/plain'))).toContain('damaged');
    const small = await openZip(new Blob([zipSync({ bomb: new Uint8Array(1_000_000) })]));
    expect(await refusal(small.read('bomb', 'text/plain', 1000))).toContain('larger');
  });

  it('is not unpacked where it promises far more than media can be packed', async () => {
    const packed = zipSync({ bomb: new Uint8Array(1_000_000) });
    const central = packed.length - 22 - 46 - 'bomb'.length;
    new DataView(packed.buffer).setUint32(central + 24, 2_000_000_000, true);
    const zip = await openZip(new Blob([packed]));
    expect(await refusal(zip.read('bomb', 'video/mp4'))).toContain('larger');
  });
});

describe('a damaged zip', () => {
  it('is refused with a sentence wherever it is cut off', async () => {
    const whole = await bytesOf(await writeZip(SOURCES, { signal }));
    for (let length = 0; length < whole.length; length++) {
      expect(await refusal(openZip(new Blob([whole.slice(0, length)])))).toMatch(/zip/);
    }
  });

  it('has no file under the name of another', async () => {
    const whole = await bytesOf(await writeZip([source('a', 'film'), source('b', '')], { signal }));
    const central = Buffer.from(whole).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    // The second one's place is the first one's.
    new DataView(whole.buffer).setUint32(central + 42, 0, true);
    const zip = await openZip(new Blob([whole]));
    expect(await refusal(zip.read('b', 'video/mp4'))).toContain('another file');
    expect(await (await zip.read('a', 'video/mp4')).text()).toBe('film');
  });

  it('gives all files but the damaged one', async () => {
    const whole = await bytesOf(await writeZip(SOURCES, { signal }));
    whole[Buffer.from(whole).indexOf('moving')] = 0x78;
    const zip = await openZip(new Blob([whole]));
    expect(await refusal(zip.read('clips/a röcket.mp4', 'video/mp4'))).toContain('checksum');
    expect(await (await zip.read('library.json', 'application/json')).text()).toBe('{}');
  });

  it('is no reason to hang or to throw anything else, whatever byte is wrong', async () => {
    const whole = await bytesOf(await writeZip(SOURCES, { signal }));
    for (let at = 0; at < whole.length; at++) {
      const wrong = whole.slice();
      wrong[at] = (wrong[at] ?? 0) ^ 0xff;
      try {
        const zip = await openZip(new Blob([wrong]));
        for (const path of zip.paths) await zip.read(path, 'text/plain').catch(expectRefused);
      } catch (thrown) {
        expectRefused(thrown);
      }
    }
  });

  it('that is no zip at all is refused', async () => {
    expect(await refusal(openZip(new Blob(['<html></html>'])))).toContain('no zip');
    expect(await refusal(openZip(new Blob([])))).toContain('no zip');
  });
});

function expectRefused(thrown: unknown): void {
  expect(thrown).toBeInstanceOf(AppError);
}

describe('a checksum', () => {
  it('is the one that zips have', async () => {
    expect((await crc32(new Blob(['123456789']))).toString(16)).toBe('cbf43926');
    expect(await crc32(new Blob([]))).toBe(0);
    expect(await crc32(new Blob([readFileSync(import.meta.filename)]))).toBeGreaterThan(0);
  });
});
