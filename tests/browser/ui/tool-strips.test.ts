import '../../../src/ui/theme.css';
import type { LitElement } from 'lit';
import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CROP_MIDDLE } from '../../../src/app/fit.ts';
import type { ToolName, ToolRequest } from '../../../src/app/tool-request.ts';
import { KinoraReel } from '../../../src/ui/tasks/kinora-reel.ts';
import { KinoraTool } from '../../../src/ui/tasks/kinora-tool.ts';
import { exampleMedia } from './example-media.ts';

const SQUARE = { width: 64, height: 64 };
const LIKE = { own: SQUARE, frame: SQUARE, framing: CROP_MIDDLE, ...SQUARE };
const CLIP = { id: 'a', title: 'a', file: new Blob(['a']), moving: true, frameCount: 16, seconds: 2, hasAlpha: false };
const OTHER = { id: 'b', title: 'b', file: new Blob(['b']), poster: null, frameCount: 24, seconds: 3, own: SQUARE };

let panel: KinoraTool;
let requests: ToolRequest[];

async function open(tool: ToolName, clip: Partial<typeof CLIP> = {}): Promise<void> {
  panel = new KinoraTool();
  requests = [];
  panel.addEventListener('tool-change', (event) => requests.push((event as CustomEvent).detail.request));
  const subject = { ...CLIP, ...clip, ...LIKE, reach: { forwards: 57.8, backwards: 3.7 } };
  Object.assign(panel, { tool, subject, others: [OTHER], thumbnailer: exampleMedia.thumbnails });
  document.body.replaceChildren(panel);
  await settled();
}

/** After the panel and what is in it is drawn. */
async function settled(): Promise<void> {
  await panel.updateComplete;
  const inner = panel.renderRoot.querySelectorAll<LitElement>('kinora-extension, kinora-join, kinora-overlap');
  await Promise.all([...inner].map((element) => element.updateComplete));
}

function find<Found extends HTMLElement = HTMLElement>(strip: string, selector: string): Found {
  const found = panel.renderRoot.querySelector(strip)?.shadowRoot?.querySelector<Found>(selector);
  if (found == null) throw new Error(`There is no ${selector} in ${strip}.`);
  return found;
}

/** Seconds from the beginning of the strip to both edges of something on it, as many as `whole` on all of it. */
function span(strip: string, selector: string, whole: number): readonly number[] {
  const film = find(strip, '.strip').getBoundingClientRect();
  const { left, right } = find(strip, selector).getBoundingClientRect();
  return [left, right].map((x) => Math.round((100 * whole * (x - film.left)) / film.width) / 100);
}

/** Drags by so many seconds of a strip that shows `whole` of them. */
function drag(
  grip: HTMLElement,
  by: number,
  { strip, whole }: { readonly strip: string; readonly whole: number },
): void {
  const wide = find(strip, '.strip').getBoundingClientRect().width;
  const { left, top } = grip.getBoundingClientRect();
  // No pointer is down in a test: there is none to be caught.
  grip.setPointerCapture = () => undefined;
  const tell = (type: string, at: number) => {
    const options = { pointerId: 1, button: 0, bubbles: true, composed: true, clientY: top + 5 };
    grip.dispatchEvent(new PointerEvent(type, { ...options, clientX: left + 9 + (at * wide) / whole }));
  };
  tell('pointerdown', 0);
  for (const share of [0.3, 0.7, 1]) tell('pointermove', by * share);
  tell('pointerup', by);
  tell('lostpointercapture', by);
  tell('pointermove', 0);
}

const slider = () => panel.renderRoot.querySelector<HTMLInputElement>('input[type=range]');
const asked = () => expect.poll(() => requests.at(-1));

/** The colour of a reel where so much of its width lies before it. */
function colour(reel: Element | null, share: number): string {
  const canvas = reel?.shadowRoot?.querySelector('canvas');
  const [red = 0, green = 0, blue = 0, alpha = 0] =
    canvas?.getContext('2d')?.getImageData(Math.floor(share * canvas.width), 4, 1, 1).data ?? [];
  if (alpha === 0) return 'none';
  return ['red', 'green', 'blue'][[red, green, blue].indexOf(Math.max(red, green, blue))] ?? 'none';
}

beforeEach(async () => {
  await page.viewport(768, 900);
  document.documentElement.dir = 'ltr';
});

describe('the strip of an extension', () => {
  const STRIP = { strip: 'kinora-extension', whole: 4.5 };

  it('has the clip and behind it the stretch that is added, to scale', async () => {
    await open('extend');
    expect(span('kinora-extension', '.piece', 4.5)).toEqual([0, 2]);
    expect(span('kinora-extension', '.made', 4.5)).toEqual([2, 4]);
    const reel = find('kinora-extension', 'kinora-reel');
    await expect.poll(() => colour(reel, 0.4)).toBe('green');
  });

  it('has the stretch before the clip where that begins earlier', async () => {
    await open('extend');
    panel.renderRoot.querySelectorAll<HTMLInputElement>('input[name=direction]')[1]?.click();
    await settled();
    expect(span('kinora-extension', '.piece', 4.5)).toEqual([2.5, 4.5]);
    expect(span('kinora-extension', '.made', 4.5)).toEqual([0.5, 2.5]);
    drag(find('kinora-extension', '.end'), -0.6, STRIP);
    await asked().toMatchObject({ direction: 'backwards', seconds: 2.5 });
    find('kinora-extension', '.end').focus();
    await userEvent.keyboard('{ArrowLeft}');
    await asked().toMatchObject({ seconds: 3 });
    await userEvent.keyboard('{End}');
    await asked().toMatchObject({ seconds: 3.5 });
  });

  it.each(['ltr', 'rtl'])('ends where its edge is dragged, in halves of a second and one step, in %s', async (dir) => {
    document.documentElement.dir = dir;
    await open('extend');
    drag(find('kinora-extension', '.end'), -0.9, STRIP);
    await asked().toMatchObject({ seconds: 1 });
    expect(slider()?.value).toBe('1');
    await userEvent.click(panel.renderRoot.querySelector('header .undo') as Element);
    await asked().toMatchObject({ seconds: 2 });
    drag(find('kinora-extension', '.end'), 20, STRIP);
    await asked().toMatchObject({ seconds: 10 });
    await settled();
    expect(span('kinora-extension', '.made', 12)).toEqual([2, 12]);
  });

  it('is moved by keys, and follows the slider', async () => {
    await open('extend');
    find('kinora-extension', '.end').focus();
    await userEvent.keyboard('{ArrowRight}{PageUp}');
    await asked().toMatchObject({ seconds: 4.5 });
    expect(find('kinora-extension', '.end').getAttribute('aria-valuetext')).toBe('4.5 s');
    const field = slider();
    if (field === null) throw new Error('There is no slider.');
    field.value = '1';
    field.dispatchEvent(new Event('input'));
    await settled();
    expect(span('kinora-extension', '.made', 4.5)).toEqual([2, 3]);
  });

  it('shows the end of a long clip, so that what is added can be seen', async () => {
    await open('extend', { seconds: 8, frameCount: 64 });
    expect(span('kinora-extension', '.piece', 7.5)).toEqual([0, 5]);
    // The example's pictures go round the colours from red over green and blue.
    await expect.poll(() => colour(find('kinora-extension', 'kinora-reel'), 0.3)).toBe('blue');
  });
});

describe('the strip of a blend', () => {
  const STRIP = { strip: 'kinora-overlap', whole: 5 };

  it('has both clips, the second as late as it begins, and marks what they share', async () => {
    await open('blend');
    const field = slider();
    if (field === null) throw new Error('There is no slider.');
    field.value = '1.5';
    field.dispatchEvent(new Event('input'));
    await settled();
    expect(span('kinora-overlap', '.clip', 5)).toEqual([0, 2]);
    expect(span('kinora-overlap', '.second', 5)).toEqual([1.5, 4.5]);
    expect(span('kinora-overlap', '.shared', 5)).toEqual([1.5, 2]);
    const reels = panel.renderRoot.querySelector('kinora-overlap')?.shadowRoot?.querySelectorAll('kinora-reel');
    await expect.poll(() => [...(reels ?? [])].map((reel) => colour(reel, 0.4))).toEqual(['green', 'green']);
  });

  it('has the second clip dragged and moved by keys, within the first', async () => {
    await open('blend');
    drag(find('kinora-overlap', '.second'), 1.2, STRIP);
    await asked().toMatchObject({ offsetSeconds: 1 });
    expect(slider()?.value).toBe('1');
    drag(find('kinora-overlap', '.second'), 9, STRIP);
    await asked().toMatchObject({ offsetSeconds: 2 });
    expect(panel.renderRoot.querySelector('kinora-overlap')?.shadowRoot?.querySelector('.shared')).toBeNull();
    find('kinora-overlap', '.second').focus();
    await userEvent.keyboard('{ArrowLeft}');
    await asked().toMatchObject({ offsetSeconds: 1.5 });
    await userEvent.keyboard('{Home}');
    await asked().toMatchObject({ offsetSeconds: 0 });
    await userEvent.click(panel.renderRoot.querySelector('header .undo') as Element);
    await asked().toMatchObject({ offsetSeconds: 1.5 });
  });
});

describe('the strip of a loop', () => {
  it('has the end of the clip, the join and the beginning of the clip, to scale', async () => {
    await open('loop', { seconds: 6, frameCount: 48 });
    const [end, join, begin] = find('kinora-join', '.strip').children;
    const wide = (piece: Element | undefined) => piece?.getBoundingClientRect().width ?? 0;
    expect(wide(end) / wide(join)).toBeCloseTo(2, 1);
    expect(wide(begin)).toBeCloseTo(wide(end), 0);
    const reels = [end, begin].map((piece) => piece?.querySelector('kinora-reel') ?? null);
    await expect.poll(() => colour(reels[0] ?? null, 0.2)).toBe('blue');
    await expect.poll(() => colour(reels[1] ?? null, 0.1)).toBe('red');
    const field = slider();
    if (field === null) throw new Error('There is no slider.');
    field.value = '4';
    field.dispatchEvent(new Event('input'));
    await settled();
    expect(wide(end) / wide(join)).toBeCloseTo(0.5, 1);
  });
});

describe('pictures of a strip', () => {
  it('are closed when another clip comes and when the strip goes', async () => {
    const given: ImageBitmap[] = [];
    const reel = new KinoraReel();
    const box = document.createElement('div');
    box.style.cssText = 'position: relative; width: 300px; height: 50px';
    box.append(reel);
    document.body.replaceChildren(box);
    const read = async (clip: Blob, options: { readonly count: number; readonly height: number }) => {
      const pictures = await exampleMedia.thumbnails(clip, options);
      given.push(...pictures);
      return pictures;
    };
    Object.assign(reel, { clip: new Blob(['a']), frameCount: 9, thumbnailer: read });
    await expect.poll(() => colour(reel, 0.4)).toBe('green');
    const open = () => given.filter(({ width }) => width > 0).length;
    expect([given.length, open()]).toEqual([9, 9]);
    reel.clip = new Blob(['b']);
    await expect.poll(() => [given.length, open()]).toEqual([18, 9]);
    reel.remove();
    expect(open()).toBe(0);
    box.append(reel);
    await expect.poll(open).toBe(9);
    // A clip that cannot be read shows no frames of another one.
    reel.thumbnailer = async () => [];
    await expect.poll(() => [open(), colour(reel, 0.4)]).toEqual([0, 'none']);
    reel.thumbnailer = read;
    await expect.poll(open).toBe(9);
    // What comes after the strip went is closed, too.
    reel.clip = new Blob(['c']);
    await reel.updateComplete;
    reel.remove();
    await expect.poll(() => [given.length, open()]).toEqual([45, 0]);
  });
});

it.each(['extend', 'blend', 'loop'] as const)(
  'at 320 pixels the strip of %s is inside the page, its grip a target',
  async (tool) => {
    await page.viewport(320, 640);
    await open(tool);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    const strip = panel.renderRoot.querySelector('kinora-extension, kinora-overlap, kinora-join');
    for (const grip of strip?.shadowRoot?.querySelectorAll('[role=slider]') ?? []) {
      const { left, right, width, height } = grip.getBoundingClientRect();
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(320);
    }
  },
);
