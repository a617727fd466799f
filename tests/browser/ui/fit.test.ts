import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../../src/ui/theme.css';
import { CROP_MIDDLE, cropPlace, type Framing } from '../../../src/app/fit.ts';
import { KinoraFit } from '../../../src/ui/fit/kinora-fit.ts';

const OWN = { width: 320, height: 160 };
const FRAME = { width: 128, height: 128 };

let fit: KinoraFit;
const find = <Found extends Element>(selector: string) => fit.renderRoot.querySelector<Found>(selector) as Found;

beforeEach(async () => {
  const canvas = new OffscreenCanvas(OWN.width, OWN.height);
  canvas.getContext('2d')?.fillRect(0, 0, 160, 160);
  fit = new KinoraFit();
  Object.assign(fit, { source: await canvas.convertToBlob(), own: OWN, frame: FRAME, framing: CROP_MIDDLE });
  fit.addEventListener('framing-change', (event) => {
    fit.framing = (event as CustomEvent<Framing>).detail;
  });
  document.body.replaceChildren(fit);
  await fit.updateComplete;
});

describe('a picture of another shape', () => {
  it('shows the part that is seen, which the keyboard moves', async () => {
    find<HTMLInputElement>('input[type=range]').focus();
    await userEvent.keyboard('{End}');
    await fit.updateComplete;
    expect(cropPlace(OWN, FRAME, fit.framing)).toBeCloseTo(1);
    const [part, whole] = [find('i').getBoundingClientRect(), find('.picture').getBoundingClientRect()];
    expect(part.right).toBeCloseTo(whole.right, 0);
    expect(part.width).toBeCloseTo(whole.width / 2, 0);
  });

  it('is dragged by its middle', async () => {
    const { left, top, width, height } = find('.picture').getBoundingClientRect();
    const at = { clientX: left + width * 0.3, clientY: top + height / 2, pointerId: 1, buttons: 1, bubbles: true };
    find('.picture').setPointerCapture = () => undefined;
    find('.picture').dispatchEvent(new PointerEvent('pointerdown', at));
    expect(cropPlace(OWN, FRAME, fit.framing)).toBeCloseTo(0.1, 1);
  });

  it('is shown whole between bars, without findings of axe either way', async () => {
    const findings = async () => (await axe.run(fit)).violations.map(({ id }) => id);
    expect(await findings()).toEqual([]);
    find<HTMLInputElement>('input[type=radio]:not(:checked)').click();
    await fit.updateComplete;
    expect(fit.framing).toEqual({ kind: 'letterbox' });
    expect(find('img').getBoundingClientRect().height).toBeCloseTo(
      find('.picture').getBoundingClientRect().height / 2,
      0,
    );
    expect(await findings()).toEqual([]);
  });
});
