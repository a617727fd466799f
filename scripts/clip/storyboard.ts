import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { ClipCommand } from './arguments.ts';
import type { CardArgument } from './cards.ts';
import { refused } from './command-error.ts';
import { nextClips } from './outcome.ts';

/** A large file on a slow machine is still being looked at for a while. Milliseconds. */
const LOOKING = 120_000;
const CLOSE = { cut: 'Cut', blend: 'Lead over' } as const;

/** Lays the cards of a command on the page's timeline and makes it. Throws `CommandError` where something is refused. */
export async function makeStoryboard(page: Page, { cards, options }: ClipCommand): ReturnType<typeof nextClips> {
  await page.getByRole('link', { name: 'Storyboard' }).first().click();
  const view = page.locator('kinora-storyboard');
  const addSentence = view.getByRole('button', { name: 'Sentence', exact: true });
  await addSentence.waitFor();
  for (const card of cards) await addCard(view, addSentence, card);
  if (options.close === 'cut' || options.close === 'blend') await view.getByLabel(CLOSE[options.close]).check();
  if (options.seconds !== undefined) {
    await setSeconds(view.getByLabel('In all, seconds'), 'seconds', Number(options.seconds));
  }
  // It is planned a moment before it is saved.
  await view.getByText(/^(?:Saved on this device|Kept in memory)/).waitFor({ timeout: LOOKING });
  await throwIfRefused(view);
  process.stderr.write(`${(await view.locator('.told [role=status]').textContent()) ?? ''}\n`);
  const clips = nextClips(page);
  await view.getByRole('button', { name: 'Make the clip' }).click();
  return clips;
}

/** @param addSentence the button; cards of sentences are buttons of that name, too, and more */
async function addCard(view: Locator, addSentence: Locator, { at, what }: CardArgument): Promise<void> {
  const laid = view.locator('kinora-timeline [data-grip=move]');
  const count = await laid.count();
  if (what.kind === 'text') {
    await addSentence.click();
    await laid.nth(count).waitFor();
    await view.getByLabel('What happens here').fill(what.prompt);
  } else {
    await view.locator('input[type=file]').setInputFiles(what.path);
    const alert = view.getByRole('alert');
    await laid.nth(count).or(alert).first().waitFor({ timeout: LOOKING });
    if ((await alert.count()) > 0) throw refused(`${basename(what.path)}: ${(await alert.textContent())?.trim()}`);
  }
  const lasts = view.getByLabel('Lasts, seconds');
  const length = Number(await lasts.inputValue());
  await makeRoom(view, at + length);
  await setSeconds(view.getByLabel('Begins at, seconds'), 'card', at);
  await setSeconds(lasts, 'card', length);
}

/** Nothing but a clip begins where the whole ends: it is made longer first. */
async function makeRoom(view: Locator, seconds: number): Promise<void> {
  const whole = view.getByLabel('In all, seconds');
  if (Number(await whole.inputValue()) >= seconds) return;
  await whole.fill(String(seconds));
  await whole.press('Tab');
}

/** Throws `CommandError` where the page's timeline has no such time: it would take the nearest. */
async function setSeconds(field: Locator, option: string, value: number): Promise<void> {
  await field.fill(String(value));
  await field.press('Tab');
  const taken = Number(await field.inputValue());
  if (Math.abs(taken - value) < 1e-3) return;
  throw refused(
    `The page takes --${option} in steps of ${await field.getAttribute('step')} s: ${taken}, not ${value}.`,
  );
}

async function throwIfRefused(view: Locator): Promise<void> {
  const told = view.locator('.told.refused [role=status]');
  if ((await told.count()) > 0) throw refused((await told.textContent()) ?? 'The page refuses this.');
}
