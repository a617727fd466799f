import '../../../src/ui/theme.css';
import { beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { KinoraParts } from '../../../src/ui/tasks/kinora-parts.ts';
import type { Part } from '../../../src/ui/tasks/parts.ts';
import { exampleMedia } from './example-media.ts';

let strip: KinoraParts;

/** A strip that takes what it sends. */
async function show(parts: readonly Part[], frameCount = 17): Promise<void> {
  strip = new KinoraParts();
  strip.frameCount = frameCount;
  strip.parts = parts;
  strip.clip = new Blob(['clip']);
  strip.thumbnailer = exampleMedia.thumbnails;
  strip.addEventListener('parts-change', (event) => {
    strip.parts = (event as CustomEvent<readonly Part[]>).detail;
  });
  document.body.replaceChildren(strip);
  await strip.updateComplete;
}

function handles(): readonly HTMLElement[] {
  return [...strip.renderRoot.querySelectorAll<HTMLElement>('[role=slider]')];
}

function handle(index: number): HTMLElement {
  const found = handles()[index];
  if (found === undefined) throw new Error(`There is no end ${index}.`);
  return found;
}

/** The colour of the strip where so much of its width lies before it. */
function pixel(share: number): readonly number[] {
  const canvas = strip.renderRoot.querySelector('kinora-reel')?.shadowRoot?.querySelector('canvas');
  const data = canvas?.getContext('2d')?.getImageData(Math.floor(share * canvas.width), 8, 1, 1).data;
  return [...(data ?? [])];
}

beforeEach(async () => {
  await page.viewport(320, 640);
  document.documentElement.dir = 'ltr';
});

it('shows pictures of the clip from its first to its last, each at its place', async () => {
  await show([[0, 16]]);
  await expect.poll(() => pixel(0.01)[3]).toBe(255);
  // The example's pictures go round the colours: red, green, blue, and back to red.
  const strongest = [0.01, 1 / 3 + 0.05, 2 / 3 + 0.05].map((share) => {
    const [red = 0, green = 0, blue = 0] = pixel(share);
    return ['red', 'green', 'blue'][[red, green, blue].indexOf(Math.max(red, green, blue))];
  });
  expect(strongest).toEqual(['red', 'green', 'blue']);
  const canvas = strip.renderRoot.querySelector('kinora-reel')?.shadowRoot?.querySelector('canvas');
  const film = strip.renderRoot.querySelector('.strip');
  // Nothing is cut away at its sides.
  expect(canvas?.width).toBe(Math.round((film?.clientWidth ?? 0) * devicePixelRatio));
});

it('dims exactly what no part keeps', async () => {
  await show([
    [2, 4],
    [12, 16],
  ]);
  const film = strip.renderRoot.querySelector('.strip')?.getBoundingClientRect();
  const shades = [...strip.renderRoot.querySelectorAll('.dropped')].map((shade) => {
    const { left, right } = shade.getBoundingClientRect();
    const frameAt = (x: number) => Math.round(((x - (film?.left ?? 0)) / (film?.width ?? 1)) * 17);
    return [frameAt(left), frameAt(right)];
  });
  expect(shades).toEqual([
    [0, 2],
    [5, 12],
  ]);
});

it('an end is moved by arrows, and stops at the other end and at the clip', async () => {
  await show([[0, 16]]);
  handle(0).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
  expect(strip.parts).toEqual([[1, 16]]);
  await strip.updateComplete;
  expect(handle(0).getAttribute('aria-valuetext')).toBe('Frame 2');
  expect(handle(0).getAttribute('aria-label')).toBe('Start of part 1');
  await userEvent.keyboard('{PageUp}');
  expect(strip.parts).toEqual([[9, 16]]);
  handle(1).focus();
  await userEvent.keyboard('{Home}');
  expect(strip.parts).toEqual([[9, 9]]);
  await userEvent.keyboard('{End}');
  expect(strip.parts).toEqual([[9, 16]]);
});

it.each(['ltr', 'rtl'])('an end is dragged by mouse, pen or finger; time runs to the right in %s', async (dir) => {
  document.documentElement.dir = dir;
  await show([[0, 16]]);
  const frame = (strip.renderRoot.querySelector('.strip')?.getBoundingClientRect().width ?? 0) / 17;
  const drag = (target: HTMLElement, by: number) => {
    const { left, top } = target.getBoundingClientRect();
    // No pointer is down in a test: there is none to be caught.
    target.setPointerCapture = () => undefined;
    const options = { pointerId: 1, button: 0, clientY: top + 5, bubbles: true };
    target.dispatchEvent(new PointerEvent('pointerdown', { ...options, clientX: left + 12 }));
    target.dispatchEvent(new PointerEvent('pointermove', { ...options, clientX: left + 12 + by * frame }));
    target.dispatchEvent(new PointerEvent('lostpointercapture', options));
    target.dispatchEvent(new PointerEvent('pointermove', { ...options, clientX: left }));
  };
  drag(handle(0), 3);
  await strip.updateComplete;
  drag(handle(1), -4);
  expect(strip.parts).toEqual([[3, 12]]);
});

it('an end that is dragged is held by the end of another part within a few pixels, with a line there', async () => {
  await show(
    [
      [0, 40],
      [60, 99],
    ],
    200,
  );
  const film = strip.renderRoot.querySelector('.strip')?.getBoundingClientRect() ?? new DOMRect();
  const pixels = film.width / 200;
  const guide = () => strip.renderRoot.querySelector('.guide')?.getBoundingClientRect().left ?? null;
  /** Drags an end by so many frames and looks before it is let go. */
  const dragged = async (end: HTMLElement, by: number) => {
    const x = end.getBoundingClientRect().left + 12;
    end.setPointerCapture = () => undefined;
    const tell = (type: string, at: number) =>
      end.dispatchEvent(new PointerEvent(type, { pointerId: 1, bubbles: true, clientX: x + at * pixels }));
    tell('pointerdown', 0);
    tell('pointermove', by);
    await strip.updateComplete;
    const line = guide();
    tell('lostpointercapture', by);
    await strip.updateComplete;
    expect(guide()).toBeNull();
    return { parts: strip.parts, line };
  };
  expect(await dragged(handle(1), 10)).toMatchObject({ parts: [[0, 50], {}], line: null });
  const held = await dragged(handle(1), 7);
  expect(held.parts[0]).toEqual([0, 59]);
  expect(Math.abs((held.line ?? 0) - film.left - 60 * pixels)).toBeLessThan(2);
  // Keys go frame by frame.
  handle(1).focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(strip.parts[0]).toEqual([0, 58]);
  await strip.updateComplete;
  // Where its own other end stops it, nothing else holds it.
  expect(await dragged(handle(3), -98)).toMatchObject({ parts: [{}, [60, 60]], line: null });
});

it('every end is a target of 24 pixels of its own at 320 pixels, inside the page', async () => {
  await show([
    [0, 7],
    [8, 16],
    [16, 16],
  ]);
  const boxes = handles().map((one) => one.getBoundingClientRect());
  for (const [index, box] of boxes.entries()) {
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(320);
    const { x, y } = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    expect(strip.shadowRoot?.elementFromPoint(x, y)).toBe(handle(index));
  }
});
