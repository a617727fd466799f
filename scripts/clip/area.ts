import type { Locator } from 'playwright-core';
import { wrongUse } from './command-error.ts';

/** A rectangle of a picture, in percent of the picture. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Keys that make a number of the page's rectangle less and more. */
const KEYS = {
  width: ['Shift+ArrowLeft', 'Shift+ArrowRight'],
  height: ['Shift+ArrowUp', 'Shift+ArrowDown'],
  left: ['ArrowLeft', 'ArrowRight'],
  top: ['ArrowUp', 'ArrowDown'],
} as const satisfies Readonly<Record<keyof Area, readonly [less: string, more: string]>>;

/** Reads `25,50,40,30`: left, top, width, height. Throws `CommandError` for what is empty or reaches beyond the picture. */
export function readArea(text: string): Area {
  const [left = 0, top = 0, width = 0, height = 0] = text.split(',').map(Number);
  if (width === 0 || height === 0) throw wrongUse(`--area ${text} is empty: its width and height must be above 0.`);
  if (left + width > 100 || top + height > 100) {
    throw wrongUse(
      `--area ${text} reaches beyond the picture: left and width, top and height may be 100 percent together.`,
    );
  }
  return { left, top, width, height };
}

/**
 * Paints an area in the open panel with the keyboard. Its sides go to the nearest places that the rectangle takes, each a
 * thirty-second of the picture's width from the next; where they lie is said on standard error.
 */
export async function paintArea(panel: Locator, area: Area): Promise<void> {
  const picture = panel.locator('kinora-mask').getByRole('application');
  // The rectangle comes with the first arrow.
  await picture.press(KEYS.top[0]);
  // A rectangle at the edge grows no further: size goes before place, so that it is in nobody's way.
  for (const side of ['width', 'height', 'left', 'top'] as const) await bringTo(picture, side, area[side]);
  const { left, top, width, height } = await boxOf(picture);
  await picture.press('Enter');
  await panel.page().waitForFunction(isPainted, undefined, { timeout: 30_000 });
  const [right, bottom] = [left + width, top + height].map(percent);
  process.stderr.write(
    `Painted from ${percent(left)} to ${right} % across and from ${percent(top)} to ${bottom} % down.\n`,
  );
}

/** Presses arrows as long as they bring one number of the rectangle nearer. */
async function bringTo(picture: Locator, side: keyof Area, wanted: number): Promise<void> {
  let at = (await boxOf(picture))[side];
  for (;;) {
    const [less, more] = KEYS[side];
    const [on, back] = at > wanted ? [less, more] : [more, less];
    await picture.press(on);
    const next = (await boxOf(picture))[side];
    if (Math.abs(next - wanted) < Math.abs(at - wanted)) {
      at = next;
      continue;
    }
    if (next !== at) await picture.press(back);
    return;
  }
}

/** The dashed rectangle over the picture, in percent. */
async function boxOf(picture: Locator): Promise<Area> {
  return picture.locator('i').evaluate((box: HTMLElement) => {
    const { left, top, width, height } = box.style;
    const [l = 0, t = 0, w = 0, h = 0] = [left, top, width, height].map(Number.parseFloat);
    return { left: l, top: t, width: w, height: h };
  });
}

function percent(value: number): string {
  return String(Number(value.toFixed(1)));
}

/** Runs in the page: whether the form has taken up what was painted, which is written as a picture first. */
function isPainted(): boolean {
  const panel = document.querySelector('kinora-app')?.shadowRoot?.querySelector('kinora-tool');
  const { history } = panel as unknown as { readonly history: { readonly present: { readonly mask: Blob | null } } };
  return history.present.mask !== null;
}
