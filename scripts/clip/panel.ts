import type { Locator, Page } from 'playwright-core';
import { refused } from './command-error.ts';

/** What the page last told about a form: the public side of its panel. */
interface Panel extends Element {
  /** What is filled in, with its steps. */
  readonly history: { readonly present: unknown } | null;
  readonly forecast: { readonly kind: string; readonly message?: string } | null;
}

/** The form that was asked about last, and what was told before that. */
interface Asked {
  request: unknown;
  before: Panel['forecast'];
}

/** Opens a panel by its button in the row beneath the clip on the stage, or beside a picture in the composer. */
export async function openPanel(page: Page, label: string, over: 'picture' | 'clip' = 'clip'): Promise<Locator> {
  await page.evaluate(noteQuestions);
  const row = page.locator(over === 'clip' ? 'kinora-tools' : 'kinora-inputs');
  const button = row.getByRole('button', { name: label });
  await button.click().catch(() => {
    throw refused(`The page offers no ${label} over this ${over} with this model.`);
  });
  const panel = page.locator('kinora-tool');
  await panel.getByRole('heading').waitFor();
  return panel;
}

/** Waits for what the form would give, says it, and presses the button. Throws `CommandError` where it is refused. */
export async function runPanel(page: Page, panel: Locator): Promise<void> {
  await page.waitForFunction(isAnswered, undefined, { timeout: 120_000 });
  await throwIfRefused(page);
  process.stderr.write(`${await panel.locator('.told [role=status]').textContent()}\n`);
  await panel.locator('.foot .primary').click();
}

/** Never comes back but by `CommandError`, where the page refuses the form after its button was pressed. */
export async function lateRefusal(page: Page): Promise<never> {
  await page.locator('kinora-tool .told.refused').waitFor({ timeout: 0 });
  await throwIfRefused(page);
  throw refused('The page refuses this.');
}

/** Moves a slider. Throws `CommandError` where it has no such place: a browser would take the nearest silently. */
export async function setSlider(slider: Locator, option: string, value: number): Promise<void> {
  const read = async (name: string) => Number(await slider.getAttribute(name));
  const [least, most, step] = [await read('min'), await read('max'), await read('step')];
  const places = (value - least) / step;
  if (value < least || value > most || Math.abs(places - Math.round(places)) > 1e-6) {
    throw refused(`The page takes --${option} from ${least} to ${most} in steps of ${step}, not ${value}.`);
  }
  await slider.fill(String(Math.round(places) * step + least));
}

async function throwIfRefused(page: Page): Promise<void> {
  const message = await page.locator('kinora-tool').evaluate((panel: Element) => {
    const { forecast } = panel as Panel;
    return forecast?.kind === 'refused' ? (forecast.message ?? '') : null;
  });
  if (message !== null) throw refused(message);
}

/** Runs in the page: keeps what the open panel asked last. A panel asks a moment after its form has changed. */
function noteQuestions(): void {
  const asked = globalThis as unknown as { kinoraAsked: Asked };
  document.querySelector('kinora-app')?.shadowRoot?.addEventListener('tool-change', (event) => {
    const { forecast } = event.target as Panel;
    asked.kinoraAsked = { request: (event as CustomEvent<{ request: unknown }>).detail.request, before: forecast };
  });
}

/** Runs in the page: whether what is told is about the form as it stands. */
function isAnswered(): boolean {
  const { kinoraAsked } = globalThis as unknown as { kinoraAsked?: Asked };
  const panel = document.querySelector('kinora-app')?.shadowRoot?.querySelector<Panel>('kinora-tool');
  if (panel === null || panel === undefined || panel.forecast === null || kinoraAsked === undefined) return false;
  return panel.history?.present === kinoraAsked.request && panel.forecast !== kinoraAsked.before;
}
