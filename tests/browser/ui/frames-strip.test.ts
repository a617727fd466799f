import '../../../src/ui/theme.css';
import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { KinoraFrames } from '../../../src/ui/tasks/kinora-frames.ts';

let strip: KinoraFrames;
let sent: (readonly number[])[];

beforeEach(async () => {
  await page.viewport(400, 600);
  strip = new KinoraFrames();
  strip.frameCount = 17;
  strip.style.width = '340px';
  sent = [];
  strip.addEventListener('frames-change', (event) => {
    const { detail } = event as CustomEvent<readonly number[]>;
    sent.push(detail);
    strip.marked = detail;
  });
  document.body.replaceChildren(strip);
  await strip.updateComplete;
});

function frame(index: number): HTMLElement {
  const button = strip.renderRoot.querySelector<HTMLElement>(`[data-frame="${index}"]`);
  if (button === null) throw new Error(`There is no frame ${index}.`);
  return button;
}

function middle(index: number): { readonly x: number; readonly y: number } {
  const { x, y, width, height } = frame(index).getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

/** A finger's event. All of them go to the frame that it began on, as a browser has it. */
function touch(type: string, on: number, { x, y }: { readonly x: number; readonly y: number }): void {
  const common = { bubbles: true, composed: true, cancelable: true, isPrimary: true, pointerId: 7 };
  const buttons = type === 'pointerup' || type === 'pointercancel' ? 0 : 1;
  const button = type === 'pointermove' || type === 'pointercancel' ? -1 : 0;
  frame(on).dispatchEvent(
    new PointerEvent(type, { ...common, pointerType: 'touch', clientX: x, clientY: y, button, buttons }),
  );
}

describe('a finger on the strip of frames', () => {
  it('marks every frame that it goes over, those it jumps too', () => {
    touch('pointerdown', 1, middle(1));
    expect(sent).toEqual([]);
    touch('pointermove', 1, middle(2));
    touch('pointermove', 1, middle(5));
    touch('pointerup', 1, middle(5));
    expect(strip.marked).toEqual([1, 2, 3, 4, 5]);
  });

  it('goes on in the next row, and takes marks away where it began on one', async () => {
    strip.marked = [0, 1, 2, 7, 8, 16];
    await strip.updateComplete;
    touch('pointerdown', 0, middle(0));
    touch('pointermove', 0, middle(1));
    touch('pointermove', 0, middle(7));
    touch('pointerup', 0, middle(7));
    expect(strip.marked).toEqual([2, 8, 16]);
  });

  it('marks one frame with a tap, however much it trembles', () => {
    const { x, y } = middle(3);
    touch('pointerdown', 3, { x, y });
    touch('pointermove', 3, { x: x + 3, y: y - 4 });
    touch('pointerup', 3, { x: x + 3, y: y - 4 });
    expect(sent).toEqual([[3]]);
  });

  it('that goes down first scrolls the page and marks nothing', () => {
    const { x, y } = middle(2);
    expect(getComputedStyle(strip.renderRoot.querySelector('.strip') as Element).touchAction).toBe('pan-y');
    touch('pointerdown', 2, { x, y });
    touch('pointermove', 2, { x: x + 4, y: y + 14 });
    touch('pointermove', 2, { x: x + 60, y: y + 20 });
    touch('pointerup', 2, { x: x + 60, y: y + 20 });
    touch('pointerdown', 2, { x, y });
    touch('pointercancel', 2, { x, y });
    touch('pointerup', 2, { x, y });
    expect(sent).toEqual([]);
  });
});

it('a mouse marks at once, and what it is dragged over', async () => {
  const { x, y } = middle(4);
  const event = { bubbles: true, isPrimary: true, pointerId: 1, pointerType: 'mouse', buttons: 1 } as const;
  frame(4).dispatchEvent(new PointerEvent('pointerdown', { ...event, button: 0, clientX: x, clientY: y }));
  expect(sent).toEqual([[4]]);
  const to = middle(5);
  frame(5).dispatchEvent(new PointerEvent('pointermove', { ...event, button: -1, clientX: to.x, clientY: to.y }));
  frame(5).dispatchEvent(new PointerEvent('pointerup', { ...event, buttons: 0, clientX: to.x, clientY: to.y }));
  expect(strip.marked).toEqual([4, 5]);
  await strip.updateComplete;
  await userEvent.click(frame(5));
  expect(strip.marked).toEqual([4]);
});

it('the keyboard goes to the next frame, eight on, and to both ends, and Space marks', async () => {
  frame(0).focus();
  const at = () => strip.shadowRoot?.activeElement?.getAttribute('data-frame');
  const places: (string | null | undefined)[] = [];
  for (const key of ['ArrowRight', 'PageDown', 'PageDown', 'ArrowLeft', 'PageUp', 'Home', 'End']) {
    await userEvent.keyboard(`{${key}}`);
    places.push(at());
  }
  expect(places).toEqual(['1', '9', '16', '15', '7', '0', '16']);
  await userEvent.keyboard(' ');
  expect(strip.marked).toEqual([16]);
});
