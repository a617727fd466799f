import '../../../src/ui/theme.css';
import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CROP_MIDDLE } from '../../../src/app/fit.ts';
import type { ToolName, ToolRequest } from '../../../src/app/tool-request.ts';
import { KinoraTool } from '../../../src/ui/tasks/kinora-tool.ts';
import { exampleMedia } from './example-media.ts';

const SQUARE = { width: 64, height: 64 };
const CLIP = { id: 'a', title: 'a', file: new Blob(['a']), moving: true, frameCount: 17, seconds: 2, hasAlpha: false };
const SUBJECT = { ...CLIP, ...SQUARE, own: SQUARE, frame: SQUARE, framing: CROP_MIDDLE };

let panel: KinoraTool;
let requests: ToolRequest[];

async function open(tool: ToolName): Promise<void> {
  panel = new KinoraTool();
  requests = [];
  panel.addEventListener('tool-change', (event) => requests.push((event as CustomEvent).detail.request));
  const subject = { ...SUBJECT, reach: { forwards: 57.8, backwards: 57.8 } };
  Object.assign(panel, { tool, subject, thumbnailer: exampleMedia.thumbnails });
  document.body.replaceChildren(panel);
  await panel.updateComplete;
}

function find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
  const found = panel.renderRoot.querySelector<Found>(selector);
  if (found === null) throw new Error(`There is no ${selector}.`);
  return found;
}

/** What is asked for in the end. */
const asked = () => expect.poll(() => requests.at(-1));
const press = (key: 'undo' | 'redo') => userEvent.click(find(`header .${key}`));
const canUndo = () => find('header .undo').getAttribute('aria-disabled') === 'false';
const slider = () => find<HTMLInputElement>('input[type=range]');

/** Moves the slider there, over some places on the way. */
function slide(...places: readonly number[]): void {
  const tell = (type: string) => slider().dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true }));
  tell('pointerdown');
  for (const place of places) {
    slider().value = String(place);
    slider().dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
  tell('pointerup');
}

beforeEach(async () => page.viewport(768, 900));

describe('what is filled in', () => {
  it('is taken back step by step and done again, by buttons and keys; one move of a slider is one step', async () => {
    await open('extend');
    expect(canUndo()).toBe(false);
    slide(3, 4, 5);
    slide(5.5, 6);
    await panel.updateComplete;
    find<HTMLInputElement>('label:nth-child(2) > input[name=direction]').click();
    await asked().toMatchObject({ direction: 'backwards', seconds: 6 });
    await press('undo');
    await asked().toMatchObject({ direction: 'forwards', seconds: 6 });
    await press('undo');
    await asked().toMatchObject({ seconds: 5 });
    expect(slider().value).toBe('5');
    await userEvent.keyboard('{Control>}z{/Control}');
    await asked().toMatchObject({ seconds: 2 });
    expect(canUndo()).toBe(false);
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await asked().toMatchObject({ seconds: 5 });
    await userEvent.keyboard('{Control>}y{/Control}');
    await asked().toMatchObject({ seconds: 6 });
    await press('redo');
    await asked().toMatchObject({ direction: 'backwards' });
    expect(find('header .redo').getAttribute('aria-disabled')).toBe('true');
  });

  it('is one step for all words that are written at a time, also for the keys in their field', async () => {
    await open('loop');
    await userEvent.click(find('textarea'));
    await userEvent.keyboard('a fog');
    slide(3);
    await userEvent.click(find('textarea'));
    await userEvent.keyboard(' rises');
    await asked().toMatchObject({ prompt: 'a fog rises', seconds: 3 });
    await userEvent.keyboard('{Control>}z{/Control}');
    await asked().toMatchObject({ prompt: 'a fog', seconds: 3 });
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('a fog');
    await userEvent.keyboard('{Control>}z{/Control}');
    await asked().toMatchObject({ prompt: 'a fog', seconds: 1 });
    await userEvent.keyboard('{Control>}z{/Control}');
    await asked().toMatchObject({ prompt: '', seconds: 1 });
  });

  it('is one step for a held key, and a step for every press', async () => {
    await open('loop');
    slider().focus();
    await userEvent.keyboard('{ArrowRight>3/}');
    await userEvent.keyboard('{ArrowRight}');
    await asked().toMatchObject({ seconds: 3 });
    await press('undo');
    await asked().toMatchObject({ seconds: 2.5 });
    await press('undo');
    await asked().toMatchObject({ seconds: 1 });
  });

  it('is one step for a drag on a strip, and each press on it is one', async () => {
    await open('recut');
    const strip = find('kinora-parts').shadowRoot;
    const end = strip?.querySelector<HTMLElement>('.from');
    if (end == null) throw new Error('There is no end to drag.');
    end.setPointerCapture = () => undefined;
    const { left, top } = end.getBoundingClientRect();
    const tell = (type: string, by: number) =>
      end.dispatchEvent(
        new PointerEvent(type, { bubbles: true, composed: true, clientX: left + 12 + by, clientY: top + 5 }),
      );
    tell('pointerdown', 0);
    for (const by of [50, 100, 200]) tell('pointermove', by);
    tell('pointerup', 200);
    tell('lostpointercapture', 200);
    await expect.poll(() => requests.at(-1)).not.toMatchObject({ parts: [[0, 16]] });
    end.focus();
    await userEvent.keyboard('{ArrowRight}');
    await press('undo');
    await press('undo');
    await asked().toMatchObject({ parts: [[0, 16]] });
    expect(canUndo()).toBe(false);
  });

  it('is a step where frames are filled in or bridged', async () => {
    await open('fill');
    find<HTMLInputElement>('label:nth-child(2) > input[name=missing]').click();
    await asked().toMatchObject({ tool: 'bridge' });
    await press('undo');
    await asked().toMatchObject({ tool: 'fill', frames: [] });
  });

  it('is left to a field whose words are no part of it, and to a dialog', async () => {
    await open('loop');
    slide(3);
    const search = document.createElement('input');
    search.type = 'search';
    const dialog = document.createElement('dialog');
    const button = document.createElement('button');
    dialog.append(button);
    document.body.append(search, dialog);
    dialog.show();
    for (const field of [search, button]) {
      const options = { key: 'z', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
      const free = field.dispatchEvent(new KeyboardEvent('keydown', options));
      expect(free).toBe(true);
    }
    await panel.updateComplete;
    expect(slider().value).toBe('3');
    expect(canUndo()).toBe(true);
  });

  it('has one undo where a region is painted: the painter has it', async () => {
    await open('region-edit');
    const painter = find('kinora-mask').shadowRoot;
    const labels = [...panel.renderRoot.querySelectorAll('button'), ...(painter?.querySelectorAll('button') ?? [])];
    expect(labels.filter((button) => /Undo|Redo/.test(button.textContent + (button.ariaLabel ?? '')))).toHaveLength(1);
    find('textarea').focus();
    const key = new KeyboardEvent('keydown', {
      key: 'z',
      ctrlKey: true,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    expect(find('textarea').dispatchEvent(key)).toBe(true);
  });
});
