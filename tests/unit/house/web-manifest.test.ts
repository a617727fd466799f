import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute } from '../../../src/app/routes.ts';
import { SHARE_PATH } from '../../../src/contract/service-worker.ts';

/** Copied beside the built page byte for byte. */
const PUBLIC = join(import.meta.dirname, '../../../public');

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
  readonly form_factor?: string;
}

interface Shortcut {
  readonly name: string;
  readonly url: string;
  readonly icons: readonly Picture[];
}

interface Manifest {
  readonly start_url: string;
  readonly scope: string;
  readonly icons: readonly Picture[];
  readonly screenshots: readonly Picture[];
  readonly shortcuts: readonly Shortcut[];
  readonly file_handlers: readonly { readonly action: string; readonly accept: Record<string, readonly string[]> }[];
  readonly share_target: {
    readonly action: string;
    readonly method: string;
    readonly enctype: string;
    readonly params: Record<string, unknown> & {
      readonly files: readonly { readonly name: string; readonly accept: readonly string[] }[];
    };
  };
}

const manifest: Manifest = JSON.parse(readFileSync(join(PUBLIC, 'manifest.webmanifest'), 'utf8'));

/** Where a browser would look for it, in a folder of some host. */
const SITE = 'https://host.example/folder/';
const pathOf = (address: string) => new URL(address, SITE).href.slice(SITE.length);

/** Width and height of a PNG as its header says them, in the manifest's spelling. */
function sizeOfPng(file: Buffer): string {
  expect(file.toString('latin1', 1, 4)).toBe('PNG');
  return `${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`;
}

describe('the manifest of the installed page', () => {
  it('names pictures that are there and as large as it says', () => {
    const pictures = [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap(({ icons }) => icons)];
    for (const { src, sizes, type } of pictures) {
      const file = readFileSync(join(PUBLIC, pathOf(src)));
      if (type === 'image/svg+xml') expect([file.includes('<svg'), sizes]).toEqual([true, 'any']);
      else expect([src, type, sizeOfPng(file)]).toEqual([src, 'image/png', sizes]);
    }
  });

  it('has what browsers ask of a page that can be installed', () => {
    const sizesFor = (purpose: string) => manifest.icons.filter((icon) => icon.purpose === purpose).map((i) => i.sizes);
    expect(sizesFor('any')).toEqual(expect.arrayContaining(['192x192', '512x512']));
    expect(sizesFor('maskable')).toEqual(expect.arrayContaining(['192x192', '512x512']));
    expect(manifest.screenshots.map(({ form_factor }) => form_factor)).toEqual(['wide', 'narrow']);
    expect([pathOf(manifest.start_url), pathOf(manifest.scope)]).toEqual(['', '']);
    expect(existsSync(join(PUBLIC, '../index.html'))).toBe(true);
  });

  it('has shortcuts to views that there are', () => {
    const views = manifest.shortcuts.map(({ url }) => {
      const { hash } = new URL(url, SITE);
      expect(pathOf(url)).toBe(hash);
      // An unknown view would be taken for the studio.
      expect(hrefOf(parseRoute(hash))).toBe(hash);
      return parseRoute(hash).view;
    });
    expect(views).toEqual(['studio', 'storyboard', 'library']);
  });

  it('opens pictures, clips and exported libraries, each by type and ending', () => {
    const [handler, ...others] = manifest.file_handlers;
    expect(others).toEqual([]);
    expect(pathOf(handler?.action ?? '')).toBe('');
    const { accept = {} } = handler ?? {};
    expect(accept).toMatchObject({ 'video/mp4': ['.mp4'], 'image/png': ['.png'], 'application/zip': ['.zip'] });
    for (const [type, endings] of Object.entries(accept)) {
      expect(type).toMatch(/^(image|video|application)\/[a-z0-9]+$/);
      for (const ending of endings) expect(ending).toMatch(/^\.[a-z0-9]+$/);
    }
  });

  it('is shared with at the address that the service worker answers, with the fields that it reads', () => {
    const { action, method, enctype, params } = manifest.share_target;
    expect([pathOf(action), method, enctype]).toEqual([SHARE_PATH, 'POST', 'multipart/form-data']);
    expect(params).toMatchObject({ title: 'title', text: 'text', url: 'url', files: [{ name: 'files' }] });
    const pictures = Object.keys(manifest.file_handlers[0]?.accept ?? {}).filter((type) => !type.endsWith('/zip'));
    expect(params.files[0]?.accept).toEqual(pictures);
  });
});
