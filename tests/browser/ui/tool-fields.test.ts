import '../../../src/ui/theme.css';
import { render } from 'lit';
import { expect, it, vi } from 'vitest';
import { CROP_MIDDLE } from '../../../src/app/fit.ts';
import type { ToolName, ToolRequest } from '../../../src/app/tool-request.ts';
import type { Size } from '../../../src/contract/capabilities.ts';
import type { KinoraFit } from '../../../src/ui/fit/kinora-fit.ts';
import { KinoraMask } from '../../../src/ui/tasks/kinora-mask.ts';
import { KinoraTool } from '../../../src/ui/tasks/kinora-tool.ts';
import { recutForm } from '../../../src/ui/tasks/recut-form.ts';

type Recut = Extract<ToolRequest, { readonly tool: 'recut' }>;

it('the parts of a re-cut are counted from 1, as everywhere on the page', () => {
  const request: Recut = {
    tool: 'recut',
    prompt: '',
    parts: [[0, 16]],
    join: { kind: 'cut', seconds: 1 },
    joins: null,
  };
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
    others: [{ id: 'b', title: 'b', poster: null, file: new Blob(), own: size }],
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

const SQUARE = { width: 64, height: 64 };
const FILM = { id: 'a', title: 'a', file: new Blob(), moving: true, frameCount: 17, seconds: 2, hasAlpha: false };

/** A panel over a clip that can be extended by so much, and what it asked last. */
async function openPanel(tool: ToolName, reach = { forwards: 57.8, backwards: 3.7 }) {
  const panel = new KinoraTool();
  const requests: ToolRequest[] = [];
  panel.addEventListener('tool-change', (event) => requests.push((event as CustomEvent).detail.request));
  const subject = { ...FILM, ...SQUARE, own: SQUARE, frame: SQUARE, framing: CROP_MIDDLE, reach };
  Object.assign(panel, { tool, subject });
  document.body.replaceChildren(panel);
  await panel.updateComplete;
  const all = (selector: string) => [...panel.renderRoot.querySelectorAll<HTMLInputElement>(selector)];
  return { panel, requests, all };
}

it('an extension ends where the family does in its direction, and is no longer than that when it turns round', async () => {
  const { panel, requests, all } = await openPanel('extend');
  const slider = () => all('input[type=range]')[0];
  expect([slider()?.max, slider()?.value]).toEqual(['10', '2']);
  const [field] = all('input[type=range]');
  if (field === undefined) throw new Error('There is no slider.');
  field.value = '8';
  field.dispatchEvent(new Event('input'));
  await panel.updateComplete;
  all('input[name=direction]')[1]?.click();
  await panel.updateComplete;
  expect([slider()?.max, slider()?.value]).toEqual(['3.5', '3.5']);
  await expect.poll(() => requests.at(-1)).toMatchObject({ direction: 'backwards', seconds: 3.5 });
});

it('an extension begins no longer than the family can make it', async () => {
  const { requests } = await openPanel('extend', { forwards: 1.2, backwards: 0 });
  expect(requests).toMatchObject([{ direction: 'forwards', seconds: 1 }]);
});

it('size or frame rate is doubled, and the button says which', async () => {
  const { panel, requests, all } = await openPanel('larger');
  expect(requests).toMatchObject([{ tool: 'larger', twice: 'size' }]);
  expect(all('.primary')[0]?.textContent).toContain('Enlarge');
  expect(all('label').map((label) => label.textContent?.trim())).toEqual(['×2 size', '×2 frame rate']);
  all('input[name=twice]')[1]?.click();
  await expect.poll(() => requests.at(-1)).toMatchObject({ twice: 'rate' });
  expect(all('.primary')[0]?.textContent).toContain('Make it smoother');
  const message = 'It can only make it larger.';
  panel.forecast = { kind: 'refused', message, nearest: null };
  await panel.updateComplete;
  expect(all('[role=status]')[0]?.textContent).toBe(message);
  expect(all('.primary')[0]?.getAttribute('aria-disabled')).toBe('true');
});

it('joins of a re-cut that are not cuts have a length', async () => {
  const { requests, all } = await openPanel('recut');
  expect(all('input[type=range]')).toEqual([]);
  all('input[name=join]')[2]?.click();
  await expect.poll(() => requests.at(-1)).toMatchObject({ join: { kind: 'fill', seconds: 1 }, joins: null });
  const [field] = all('input[type=range]');
  if (field === undefined) throw new Error('There is no slider.');
  field.value = '2.5';
  field.dispatchEvent(new Event('input'));
  await expect.poll(() => requests.at(-1)).toMatchObject({ join: { kind: 'fill', seconds: 2.5 } });
});

it('each join of a re-cut has its own kind and length where there are several and it is asked for', async () => {
  const { panel, requests, all } = await openPanel('recut');
  const addPart = async () => {
    all('fieldset > .quiet')[0]?.click();
    await panel.updateComplete;
  };
  await addPart();
  expect(all('input[type=checkbox]')).toEqual([]);
  await addPart();
  all('input[name=join]')[1]?.click();
  await panel.updateComplete;
  all('input[type=checkbox]')[0]?.click();
  await panel.updateComplete;
  expect(all('legend').map(({ textContent }) => textContent)).toEqual([
    'Parts to keep',
    'Join after part 1',
    'Join after part 2',
  ]);
  all('input[name=join-1]')[2]?.click();
  await panel.updateComplete;
  const [, second] = all('input[type=range]');
  if (second === undefined) throw new Error('There is no second slider.');
  second.value = '0.5';
  second.dispatchEvent(new Event('input'));
  const joins = [
    { kind: 'extend', seconds: 1 },
    { kind: 'fill', seconds: 0.5 },
  ];
  await expect.poll(() => requests.at(-1)).toMatchObject({ joins });
  // The join before a part goes with it; of the one that is left, all is said as of all.
  all('.part .round')[1]?.click();
  await expect.poll(() => requests.at(-1)).toMatchObject({ join: joins[1], joins: null });
  await panel.updateComplete;
  expect(all('input[name=join]').map(({ checked }) => checked)).toEqual([false, false, true]);
});

it('a second clip of another shape has its own place in the frame, and one that fits has none', async () => {
  const { panel, requests, all } = await openPanel('blend');
  const other = (id: string, own: Size) => ({
    id,
    title: id,
    poster: null,
    file: new Blob(),
    frameCount: 17,
    seconds: 2,
    own,
  });
  panel.others = [other('b', { width: 64, height: 32 }), other('c', SQUARE)];
  await panel.updateComplete;
  const choose = (place: number) =>
    panel.renderRoot.querySelector('kinora-other')?.shadowRoot?.querySelectorAll('button')[place]?.click();
  choose(0);
  await panel.updateComplete;
  const fits = () => [...panel.renderRoot.querySelectorAll<KinoraFit>('kinora-fit')];
  expect(fits()).toHaveLength(1);
  await fits()[0]?.updateComplete;
  const [fit] = fits();
  expect(fit?.shadowRoot?.querySelector('legend')?.textContent).toBe('The other clip in the frame');
  fit?.shadowRoot?.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]?.click();
  await expect.poll(() => requests.at(-1)).toMatchObject({ other: 'b', otherFraming: { kind: 'letterbox' } });
  expect(requests.at(-1)?.framing).toEqual(CROP_MIDDLE);
  choose(1);
  await expect.poll(() => requests.at(-1)).toMatchObject({ other: 'c', otherFraming: CROP_MIDDLE });
  expect(all('kinora-fit')).toHaveLength(0);
});
