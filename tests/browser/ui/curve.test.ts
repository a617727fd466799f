import '../../../src/ui/theme.css';
import { beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CurvePoint, ToolRequest } from '../../../src/app/tool-request.ts';
import { KinoraCurve } from '../../../src/ui/tasks/kinora-curve.ts';
import { KinoraTool } from '../../../src/ui/tasks/kinora-tool.ts';

let drawn: KinoraCurve;

beforeEach(async () => {
  await page.viewport(320, 640);
  drawn = new KinoraCurve();
  drawn.curve = [0, 0.5, 1].map((share) => ({ at: share, influence: share }));
  drawn.addEventListener('curve-change', (event) => {
    drawn.curve = (event as CustomEvent<readonly CurvePoint[]>).detail;
  });
  document.body.replaceChildren(drawn);
  await drawn.updateComplete;
});

function points(): readonly SVGGElement[] {
  return [...drawn.renderRoot.querySelectorAll<SVGGElement>('[role=slider]')];
}

function point(index: number): SVGGElement {
  const found = points()[index];
  if (found === undefined) throw new Error(`There is no point ${index}.`);
  return found;
}

function button(place: number): HTMLElement {
  const found = drawn.renderRoot.querySelectorAll<HTMLElement>('button')[place];
  if (found === undefined) throw new Error(`There is no button ${place}.`);
  return found;
}

function drag(target: SVGGElement, by: readonly [number, number]): void {
  const box = target.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  // No pointer is down in a test: there is none to be caught.
  target.setPointerCapture = () => undefined;
  const options = { pointerId: 1, button: 0, bubbles: true };
  target.dispatchEvent(new PointerEvent('pointerdown', { ...options, clientX: x, clientY: y }));
  target.dispatchEvent(new PointerEvent('pointermove', { ...options, clientX: x + by[0], clientY: y + by[1] }));
  target.dispatchEvent(new PointerEvent('lostpointercapture', options));
}

it('an inner point is dragged in both directions, an outer one up and down alone', () => {
  drag(point(1), [40, 20]);
  const inner = drawn.curve[1];
  expect(inner?.at).toBeGreaterThan(0.55);
  expect(inner?.influence).toBeLessThan(0.4);
  drag(point(0), [40, -20]);
  expect(drawn.curve[0]?.at).toBe(0);
  expect(drawn.curve[0]?.influence).toBeGreaterThan(0.1);
});

it('arrows move a point in time and share, and stop where it would leave its place', async () => {
  point(1).focus();
  await userEvent.keyboard('{ArrowUp}{ArrowRight}{ArrowRight}');
  expect(drawn.curve[1]).toEqual({ at: 0.6, influence: 0.55 });
  await drawn.updateComplete;
  expect(point(1).getAttribute('aria-valuetext')).toBe('55%, at 60% of the time');
  point(0).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(drawn.curve[0]).toEqual({ at: 0, influence: 0 });
});

it('a point is added by a double click, where it was, and by a button, on the line; it has the focus', async () => {
  const box = drawn.renderRoot.querySelector('svg')?.getBoundingClientRect() ?? new DOMRect();
  const at = { clientX: box.left + box.width * 0.75, clientY: box.top + box.height * 0.75, bubbles: true };
  drawn.renderRoot.querySelector('svg')?.dispatchEvent(new MouseEvent('dblclick', at));
  await expect.poll(() => drawn.shadowRoot?.activeElement).toBe(point(2));
  expect(drawn.curve[2]?.at).toBeCloseTo(0.78, 1);
  expect(drawn.curve[2]?.influence).toBeCloseTo(0.16, 1);
  point(2).dispatchEvent(new MouseEvent('dblclick', { ...at, composed: true }));
  expect(drawn.curve).toHaveLength(4);
  button(0).click();
  await expect.poll(() => drawn.shadowRoot?.activeElement).toBe(point(1));
  expect(drawn.curve[1]).toEqual({ at: 0.25, influence: 0.25 });
  expect(points().map((one) => one.getAttribute('aria-label'))).toEqual([
    'At the start',
    'Point 2 of 5',
    'Point 3 of 5',
    'Point 4 of 5',
    'At the end',
  ]);
});

it('an inner point is taken away by Delete or the button, an outer one never', async () => {
  point(0).focus();
  await userEvent.keyboard('{Delete}');
  button(1).click();
  expect(drawn.curve).toHaveLength(3);
  expect(button(1).getAttribute('aria-disabled')).toBe('true');
  point(1).focus();
  await drawn.updateComplete;
  expect(button(1).getAttribute('aria-disabled')).toBe('false');
  await userEvent.keyboard('{Delete}');
  expect(drawn.curve.map(({ at }) => at)).toEqual([0, 1]);
  await expect.poll(() => drawn.shadowRoot?.activeElement).toBe(point(0));
});

it('every point is a target of 24 pixels at 320 pixels', () => {
  for (const box of points().map((one) => one.getBoundingClientRect())) {
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
  }
});

it('the request carries the times of the points', async () => {
  const panel = new KinoraTool();
  const requests: ToolRequest[] = [];
  panel.addEventListener('tool-change', (event) => requests.push((event as CustomEvent).detail.request));
  const size = { width: 64, height: 64 };
  const subject = { id: 'a', title: 'a', file: new Blob(), moving: true, frameCount: 17, seconds: 2, hasAlpha: false };
  Object.assign(panel, {
    tool: 'blend',
    subject: { ...subject, ...size, own: size, frame: size, framing: {} },
    others: [{ id: 'b', title: 'b', poster: null, own: size, file: new Blob() }],
  });
  document.body.replaceChildren(panel);
  await panel.updateComplete;
  const middle = () => panel.renderRoot.querySelector('kinora-curve')?.shadowRoot?.querySelectorAll('[role=slider]')[1];
  await expect.poll(middle).toBeTruthy();
  middle()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
  await expect
    .poll(() => requests.at(-1))
    .toMatchObject({
      curve: [{ at: 0 }, { at: 0.45, influence: 0.5 }, { at: 1 }],
    });
});
