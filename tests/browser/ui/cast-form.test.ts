import '../../../src/ui/theme.css';
import { expect, it } from 'vitest';
import type { NewCastMember } from '../../../src/app/studio-api.ts';
import type { CastMember } from '../../../src/contract/library.ts';
import { KinoraCastForm } from '../../../src/ui/tasks/kinora-cast-form.ts';

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
  return { form, sent, find, write };
}

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
