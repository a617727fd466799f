import '../../../src/ui/theme.css';
import { render } from 'lit';
import { expect, it, vi } from 'vitest';
import type { ToolRequest } from '../../../src/app/tool-request.ts';
import { KinoraMask } from '../../../src/ui/tasks/kinora-mask.ts';
import { KinoraTool } from '../../../src/ui/tasks/kinora-tool.ts';
import { recutForm } from '../../../src/ui/tasks/simple-forms.ts';

type Recut = Extract<ToolRequest, { readonly tool: 'recut' }>;

it('the parts of a re-cut are counted from 1, as everywhere on the page', () => {
  const request: Recut = { tool: 'recut', prompt: '', parts: [[0, 16]], join: 'cut' };
  const changes: Partial<Recut>[] = [];
  render(
    recutForm(request, (part) => changes.push(part), 17),
    document.body,
  );
  const fields = [...document.querySelectorAll('input')].filter(({ type }) => type === 'number');
  expect(fields.map(({ value, min, max }) => [value, min, max])).toEqual([
    ['1', '1', '17'],
    ['17', '1', '17'],
  ]);
  for (const [place, value] of [
    [0, '3'],
    [0, '0'],
    [1, '99'],
  ] as const) {
    const field = fields[place];
    if (field === undefined) throw new Error('There is no such field.');
    field.value = value;
    field.dispatchEvent(new Event('change'));
  }
  expect(changes).toEqual([{ parts: [[2, 16]] }, { parts: [[0, 16]] }, { parts: [[0, 16]] }]);
  render(null, document.body);
});

it('a mask that is painted on while it is packed is sent as it is last', async () => {
  const mask = new KinoraMask();
  mask.width = 32;
  mask.height = 32;
  document.body.replaceChildren(mask);
  await mask.updateComplete;
  const sent: (Blob | null)[] = [];
  mask.addEventListener('mask-change', (event) => sent.push((event as CustomEvent<Blob | null>).detail));
  // The first one packed takes longest.
  const { convertToBlob } = OffscreenCanvas.prototype;
  const slow = Promise.withResolvers<void>();
  let packed = 0;
  vi.spyOn(OffscreenCanvas.prototype, 'convertToBlob').mockImplementation(async function (
    this: OffscreenCanvas,
    options,
  ) {
    packed += 1;
    if (packed === 1) await slow.promise;
    return convertToBlob.call(this, options);
  });
  const area = mask.renderRoot.querySelector('.picture');
  const press = (key: string) => area?.dispatchEvent(new KeyboardEvent('keydown', { key }));
  press('Enter');
  await expect.poll(() => packed).toBe(1);
  press('ArrowLeft');
  press('Enter');
  await expect.poll(() => sent.length).toBe(1);
  slow.resolve();
  press('Enter');
  await expect.poll(() => sent.length).toBe(2);
  expect(packed).toBe(3);
  mask.clear();
  expect(sent.at(-1)).toBeNull();
  vi.restoreAllMocks();
});

it('what is filled in and what is bridged are framed alike', async () => {
  const panel = new KinoraTool();
  const requests: ToolRequest[] = [];
  panel.addEventListener('tool-change', (event) => requests.push((event as CustomEvent).detail.request));
  const size = { width: 96, height: 64 };
  const subject = { id: 'a', title: 'a', file: new Blob(), moving: true, frameCount: 17, seconds: 2, hasAlpha: false };
  Object.assign(panel, {
    tool: 'fill',
    subject: { ...subject, own: size, ...size, frame: { width: 128, height: 128 }, framing: { kind: 'letterbox' } },
    others: [{ id: 'b', title: 'b', poster: null }],
  });
  document.body.replaceChildren(panel);
  await panel.updateComplete;
  for (const [place, kind] of [
    [1, 'bridge'],
    [0, 'fill'],
  ] as const) {
    panel.renderRoot.querySelectorAll<HTMLInputElement>('input[name=missing]')[place]?.click();
    await expect.poll(() => requests.at(-1)?.tool).toBe(kind);
    expect(requests.at(-1)?.framing).toEqual({ kind: 'letterbox' });
  }
});

it('what is moved on the strip of a re-cut stands in its numbers, and what is written there on the strip', async () => {
  const panel = new KinoraTool();
  const requests: ToolRequest[] = [];
  panel.addEventListener('tool-change', (event) => requests.push((event as CustomEvent).detail.request));
  const size = { width: 64, height: 64 };
  const subject = { id: 'a', title: 'a', file: new Blob(), moving: true, frameCount: 17, seconds: 2, hasAlpha: false };
  Object.assign(panel, { tool: 'recut', subject: { ...subject, ...size, own: size, frame: size, framing: {} } });
  document.body.replaceChildren(panel);
  await panel.updateComplete;
  const strip = panel.renderRoot.querySelector('kinora-parts');
  const ends = () => [...(strip?.shadowRoot?.querySelectorAll('[role=slider]') ?? [])];
  const fields = () => [...panel.renderRoot.querySelectorAll<HTMLInputElement>('.part input')];
  ends()[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageUp' }));
  await panel.updateComplete;
  expect(fields().map(({ value }) => value)).toEqual(['9', '17']);
  panel.renderRoot.querySelector<HTMLElement>('fieldset > .quiet')?.click();
  await panel.updateComplete;
  expect(fields().map(({ value }) => value)).toEqual(['9', '17', '1', '8']);
  const last = fields()[3];
  if (last === undefined) throw new Error('There is no second part.');
  last.value = '5';
  last.dispatchEvent(new Event('change'));
  await expect.poll(() => ends().map((end) => end.getAttribute('aria-valuenow'))).toEqual(['9', '17', '1', '5']);
  await expect
    .poll(() => requests.at(-1))
    .toMatchObject({
      parts: [
        [8, 16],
        [0, 4],
      ],
    });
});
