import '../../../src/ui/theme.css';
import { expect, it } from 'vitest';
import { KinoraSave } from '../../../src/ui/save/kinora-save.ts';

async function show() {
  const save = new KinoraSave();
  save.forms = ['mp4', 'gif'];
  save.shares = true;
  save.hasPlan = true;
  const sent: unknown[] = [];
  for (const name of ['clip-export', 'clip-share', 'frame-copy']) {
    save.addEventListener(name, (event) => sent.push((event as CustomEvent).detail));
  }
  document.body.replaceChildren(save);
  await save.updateComplete;
  const press = (selector: string) => save.renderRoot.querySelector<HTMLElement>(selector)?.click();
  return { save, sent, press };
}

it('offers in both places to put the plan in: on for Save, off for Share', async () => {
  const { save, sent, press } = await show();
  const boxes = [...save.renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  expect(boxes.map(({ id, checked }) => [id, checked])).toEqual([
    ['save', true],
    ['share', false],
  ]);
  press('.first');
  press('.share button');
  expect(sent).toEqual([{ form: 'mp4', withPlan: true }, { withPlan: false }]);
});

it('asks for what the boxes say, by the key for Save too', async () => {
  const { save, sent, press } = await show();
  press('#save');
  press('#share');
  press('.first');
  save.save();
  press('.share button');
  expect(sent).toEqual([{ form: 'mp4', withPlan: false }, { form: 'mp4', withPlan: false }, { withPlan: true }]);
});

it('offers the shown frame where there is one, and tells what became of it', async () => {
  const { save, sent, press } = await show();
  expect(save.renderRoot.querySelector('.frame')).toBeNull();
  save.copies = true;
  await save.updateComplete;
  press('.frame button');
  expect(sent).toEqual([null]);
  const told = () => [...save.renderRoot.querySelectorAll('.told, [role=status]')].map((line) => line.textContent);
  save.state = { kind: 'copied', worked: false };
  await save.updateComplete;
  const failed = 'Not copied: this browser does not let pictures into its clipboard here.';
  expect(told()).toEqual([failed, failed]);
  save.state = { kind: 'copied', worked: true };
  await save.updateComplete;
  expect(told()).toEqual(['The frame is copied.', 'The frame is copied.']);
});
