import '../../../src/ui/theme.css';
import { afterEach, expect, it } from 'vitest';
import { keptClips } from '../../../src/app/kept-clips.ts';
import type { NewCastMember } from '../../../src/app/studio-api.ts';
import type { CastMember } from '../../../src/contract/library.ts';
import { hashFile } from '../../../src/media/read/hash-file.ts';
import { KinoraCastForm } from '../../../src/ui/tasks/kinora-cast-form.ts';
import { KinoraMask } from '../../../src/ui/tasks/kinora-mask.ts';
import type { PanelSubject } from '../../../src/ui/tasks/panel-subject.ts';
import { Libraries } from '../library/open-library.ts';

const REX: CastMember = { id: '1', name: 'rex', sha256: 'f'.repeat(64), createdAt: 0, consent: null };

async function show(cast: readonly CastMember[]) {
  const canvas = new OffscreenCanvas(8, 8);
  canvas.getContext('2d')?.fillRect(2, 2, 4, 4);
  const file = await canvas.convertToBlob({ type: 'image/png' });
  const form = new KinoraCastForm();
  const sent: NewCastMember[] = [];
  form.cast = cast;
  form.subject = { id: 'a', file, width: 8, height: 8, hasAlpha: true } as unknown as KinoraCastForm['subject'];
  form.addEventListener('cast-add', (event) => sent.push((event as CustomEvent).detail.member));
  document.body.replaceChildren(form);
  await form.updateComplete;
  const find = (selector: string) => {
    const found = form.renderRoot.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`There is no ${selector}.`);
    return found;
  };
  const write = async (name: string) => {
    const field = find('#name') as HTMLInputElement;
    field.value = name;
    field.dispatchEvent(new Event('input'));
    await form.updateComplete;
  };
  /** Clicks the button, which sends nothing: for as long as a figure takes to be cut out on a machine with nothing else to do. */
  const tryToAdd = async () => {
    find('button.primary').click();
    await new Promise((done) => setTimeout(done, 200));
  };
  /** Clicks the button, and waits until the figure is cut out and sent. */
  const add = async () => {
    const before = sent.length;
    find('button.primary').click();
    await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(before + 1);
    await form.updateComplete;
  };
  /** Ticks or clears "It shows a real person". */
  const tick = async () => {
    find('.check input').click();
    await form.updateComplete;
  };
  const consents = () => [...form.renderRoot.querySelectorAll<HTMLInputElement>('input[name=consent]')];
  /** States who it is by the words of the choice. */
  const state = async (words: string) => {
    consents()
      .find(({ parentElement }) => parentElement?.textContent?.trim() === words)
      ?.click();
    await form.updateComplete;
  };
  return { form, sent, find, write, tryToAdd, add, tick, consents, state };
}

const libraries: Libraries[] = [];
afterEach(async () => {
  for (const one of libraries.splice(0)) await one.end();
});

it('a name that somebody in the cast has is replaced only by a button that says so', async () => {
  const { sent, find, write } = await show([REX]);
  await write('rox');
  expect(find('button.primary').textContent?.trim()).toBe('Add');
  await write('rex');
  expect(find('#hint').textContent).toContain('There is a @rex in the cast already');
  expect(find('button.primary').textContent?.trim()).toBe('Replace @rex');
  find('button.primary').click();
  await expect.poll(() => sent).toMatchObject([{ name: 'rex', replaces: '1' }]);
});

it('says that a name is in the cast when it is, and not before', async () => {
  const { form, sent, find, write } = await show([]);
  await write('rex');
  find('button.primary').click();
  await expect.poll(() => sent).toMatchObject([{ name: 'rex', replaces: null }]);
  await form.updateComplete;
  expect(find('.foot p').textContent).toBe('');
  // Another tab was faster.
  form.cast = [REX];
  await form.updateComplete;
  expect(find('.foot p').textContent).toBe('');
  expect(find('button.primary').textContent?.trim()).toBe('Replace @rex');
  find('button.primary').click();
  await expect.poll(() => sent.length).toBe(2);
  form.cast = [{ ...REX, createdAt: Date.now() }];
  await form.updateComplete;
  expect(find('.foot p').textContent).toBe('@rex is in the cast.');
});

it('says so where the picture cannot be cut out', async () => {
  const { form, sent, find, write } = await show([]);
  form.subject = { ...form.subject, file: new Blob(['no picture']) } as unknown as KinoraCastForm['subject'];
  await write('rex');
  find('button.primary').click();
  await expect.poll(() => find('.foot p').textContent).toContain('cannot be cut out');
  expect(sent).toEqual([]);
});

it('a real person is sent only after the statement of who it is', async () => {
  const { sent, find, write, tryToAdd, add, tick, consents, state } = await show([]);
  await write('ann');
  expect(consents()).toEqual([]);
  await tick();
  expect(find('button.primary').getAttribute('aria-disabled')).toBe('true');
  expect(consents().map(({ checked }) => checked)).toEqual([false, false]);
  await tryToAdd();
  expect(sent).toEqual([]);
  await state('It is me');
  expect(find('button.primary').getAttribute('aria-disabled')).toBe('false');
  await add();
  expect(sent).toMatchObject([{ name: 'ann', consent: 'myself' }]);
});

it.each([
  ['It is me', 'myself'],
  ['Someone who agreed to it', 'has-consent'],
] as const)('"%s" is kept with the entry, and is there when the library is opened anew', async (words, consent) => {
  const { sent, write, add, tick, state } = await show([]);
  await write('ann');
  await tick();
  await state(words);
  await add();
  const [member] = sent;
  if (member === undefined) throw new Error('Nobody was sent.');
  const kept = new Libraries();
  libraries.push(kept);
  const library = await kept.open();
  await keptClips(library, Promise.resolve(), { newId: () => 'c1', now: Date.now, sha256: hashFile }).addToCast(member);
  library.close();
  expect((await kept.open()).cast.list()).toMatchObject([{ id: 'c1', name: 'ann', consent }]);
});

it('nothing is stated of a figure that shows nobody real', async () => {
  const { sent, write, add, tick, state } = await show([]);
  await write('rex');
  await tick();
  await state('It is me');
  await tick();
  await add();
  expect(sent).toMatchObject([{ name: 'rex', consent: null }]);
});

it('what was stated of one person is asked again of the next', async () => {
  const { form, sent, find, write, tryToAdd, add, tick, consents, state } = await show([]);
  await write('ann');
  await tick();
  await state('It is me');
  await add();
  form.cast = [{ ...REX, name: 'ann', createdAt: Date.now(), consent: 'myself' }];
  await form.updateComplete;
  expect(consents()).toEqual([]);
  await write('bob');
  await tick();
  expect(consents().map(({ checked }) => checked)).toEqual([false, false]);
  await tryToAdd();
  expect(sent.length).toBe(1);
  await state('Someone who agreed to it');
  form.subject = { ...form.subject, id: 'b' } as unknown as PanelSubject;
  await form.updateComplete;
  await tick();
  expect(find('button.primary').getAttribute('aria-disabled')).toBe('true');
  expect(consents().map(({ checked }) => checked)).toEqual([false, false]);
});

it('a person ticked as one when the button was pressed is sent as one, whatever is ticked while it is cut out', async () => {
  const { sent, find, write, tick, state } = await show([]);
  await write('ann');
  await tick();
  await state('It is me');
  find('button.primary').click();
  await tick();
  await expect.poll(() => sent, { timeout: 10_000 }).toMatchObject([{ name: 'ann', consent: 'myself' }]);
});

/** A picture without an edge of its own: a red disc of radius 60 in the middle of 200x160 blue pixels. */
async function showDisc() {
  const canvas = new OffscreenCanvas(200, 160);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no 2D canvas here.');
  context.fillStyle = 'rgb(50 90 170)';
  context.fillRect(0, 0, 200, 160);
  context.fillStyle = 'rgb(200 70 50)';
  context.beginPath();
  context.arc(100, 80, 60, 0, 2 * Math.PI);
  context.fill();
  const file = await canvas.convertToBlob({ type: 'image/png' });
  const shown = await show([]);
  shown.form.subject = { id: 'b', file, width: 200, height: 160, hasAlpha: false } as unknown as PanelSubject;
  await shown.form.updateComplete;
  const mask = shown.form.renderRoot.querySelector('kinora-mask');
  if (!(mask instanceof KinoraMask)) throw new Error('There is no mask.');
  await mask.updateComplete;
  const area = mask.renderRoot.querySelector<HTMLElement>('.picture');
  const press = (key: string, options: KeyboardEventInit = {}) =>
    area?.dispatchEvent(new KeyboardEvent('keydown', { key, ...options }));
  const button = (name: string) => {
    const found = [...mask.renderRoot.querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === name,
    );
    if (found === undefined) throw new Error(`There is no ${name}.`);
    return found;
  };
  /** Share of the picture that is painted. */
  const painted = () => {
    const { data = [] } = mask.renderRoot.querySelector('canvas')?.getContext('2d')?.getImageData(0, 0, 200, 160) ?? {};
    let sum = 0;
    for (let at = 3; at < data.length; at += 4) sum += data[at] ?? 0;
    return sum / 255 / (200 * 160);
  };
  return { ...shown, mask, press, button, painted };
}

const DISC_SHARE = (Math.PI * 60 * 60) / (200 * 160);

it('a rough patch inside a figure grows to its edge, which is what the cast gets', async () => {
  const { sent, find, write, press, button, painted, mask } = await showDisc();
  const grow = button('Grow to the edge');
  expect(grow.getAttribute('aria-disabled')).toBe('true');
  // A box in the middle, made smaller.
  for (let times = 0; times < 5; times += 1) press('ArrowLeft', { shiftKey: true });
  for (let times = 0; times < 4; times += 1) press('ArrowRight');
  press('Enter');
  await expect.poll(() => grow.getAttribute('aria-disabled')).toBe('false');
  expect(painted()).toBeLessThan(0.8 * DISC_SHARE);
  const packed = new Promise((done) => mask.addEventListener('mask-change', done, { once: true }));
  grow.click();
  await expect.poll(() => Math.abs(painted() / DISC_SHARE - 1)).toBeLessThan(0.04);
  await mask.updateComplete;
  expect(mask.renderRoot.querySelector('[role=status]')?.textContent).toContain('Grown to the edge');
  await packed;
  await write('disc');
  find('button.primary').click();
  await expect.poll(() => sent.length).toBe(1);
  const cut = await createImageBitmap(sent.at(-1)?.picture ?? new Blob());
  const context = new OffscreenCanvas(200, 160).getContext('2d');
  context?.drawImage(cut, 0, 0);
  const alphaAt = (x: number, y: number) => context?.getImageData(x, y, 1, 1).data[3];
  expect([alphaAt(100, 80), alphaAt(100, 25), alphaAt(46, 80)]).toEqual([255, 255, 255]);
  expect([alphaAt(100, 14), alphaAt(34, 80), alphaAt(5, 5)]).toEqual([0, 0, 0]);
});

it('growing and painting are undone step by step, and what was grown can be painted on', async () => {
  const { press, button, painted } = await showDisc();
  expect(button('Undo').getAttribute('aria-disabled')).toBe('true');
  press('Enter');
  const box = painted();
  await expect.poll(() => button('Grow to the edge').getAttribute('aria-disabled')).toBe('false');
  button('Grow to the edge').click();
  await expect.poll(painted).toBeGreaterThan(box + 0.02);
  const grown = painted();
  press('ArrowLeft');
  press('Enter');
  expect(painted()).toBeGreaterThanOrEqual(grown);
  button('Erase').click();
  press('Enter');
  expect(painted()).toBeLessThan(grown);
  button('Undo').click();
  press('z', { ctrlKey: true });
  expect(painted()).toBeCloseTo(grown, 5);
  button('Undo').click();
  expect(painted()).toBeCloseTo(box, 5);
  button('Undo').click();
  expect(painted()).toBe(0);
  await expect.poll(() => button('Undo').getAttribute('aria-disabled')).toBe('true');
});
