import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { paintArea, readArea } from './area.ts';
import { type ClipCommand, frameRanges } from './arguments.ts';
import { refused, wrongUse } from './command-error.ts';
import { giveFile, usePicture } from './give-file.ts';
import { type JoinArgument, readJoins } from './joins.ts';
import { nextClips } from './outcome.ts';
import { lateRefusal, openPanel, runPanel, setSlider } from './panel.ts';
import { chooseSettings } from './settings.ts';
import { makeStoryboard } from './storyboard.ts';
import { makeStream } from './stream.ts';
import { TASKS, type TaskName } from './tasks.ts';

/** The share of a curve that one press of an arrow is, in percent. */
const CURVE_STEP = 5;

/** Fills in the fields of one panel beside its sentence. */
type FillIn = (panel: Locator, command: ClipCommand) => Promise<void>;

/** Panels by the words on their buttons. */
const PANELS: Readonly<Partial<Record<TaskName, readonly [label: string, fillIn: FillIn]>>> = {
  extend: ['Extend', fillInExtend],
  remix: ['Remix', fillInRemix],
  loop: ['Loop', (panel, { options }) => fillInSeconds(panel, 'seconds', options.seconds)],
  blend: ['Blend', fillInBlend],
  fill: ['Fill', fillInFrames],
  bridge: ['Fill', fillInBridge],
  recut: ['Re-cut', fillInParts],
  region: ['Region', (panel, { options: { area = '' } }) => paintArea(panel, readArea(area))],
  larger: ['Larger', async () => undefined],
  smoother: ['Larger', (panel) => panel.getByLabel('×2 frame rate').check()],
};

/** The one panel that is opened over a picture. */
const OVER_PICTURE = 'Edit a region';

const JOINS = { cut: 'Plain cuts', extend: 'Let each part go on', fill: 'Fill between them' } as const;
const OWN_JOINS = { cut: 'Plain cut', extend: 'Let the part go on', fill: 'Fill in between' } as const;
const STRENGTHS: Readonly<Record<string, string>> = { subtle: 'Subtle', mild: 'Mild', strong: 'Strong' };

/** Does what a person does on the opened page to get the clip of a command, or its variations, and waits for them. */
export async function walk(page: Page, command: ClipCommand): ReturnType<typeof nextClips> {
  await page.locator('kinora-app').waitFor();
  await chooseSettings(page, command);
  if (command.task === 'storyboard') return makeStoryboard(page, command);
  if (command.task === 'stream') return makeStream(page, command);
  const panel = PANELS[command.task];
  return panel === undefined ? compose(page, command) : work(page, command, panel);
}

/** Pictures where the task has some, a sentence, Enter. */
async function compose(page: Page, command: ClipCommand) {
  const { task, inputs, prompt, options } = command;
  for (const input of inputs) await giveFile(page, input, 'picture');
  if (task === 'cast') await addToCast(page, command);
  if (task === 'animate' || task === 'first-last') await usePicture(page, 0, 'First frame');
  if (task === 'first-last') await usePicture(page, 1, 'Last frame');
  const clips = nextClips(page, Number(options.variations ?? 1));
  const box = page.getByRole('textbox', { name: 'Describe a clip' });
  await box.fill(prompt);
  await box.press('Enter');
  return clips;
}

/** A clip onto the stage, or a picture into the composer; its panel, its button. */
async function work(page: Page, command: ClipCommand, [label, fillIn]: readonly [string, FillIn]) {
  // The file given last stands on the stage: of two, the first must be that.
  const kind = TASKS[command.task].inputs[0] ?? 'clip';
  let given: Awaited<ReturnType<typeof giveFile>> = 'clip';
  for (const input of [...command.inputs].reverse()) given = await giveFile(page, input, kind);
  if (given === 'clip' && command.task === 'region' && command.options.frames !== undefined) {
    throw wrongUse('--frames is for a picture: a clip keeps its length.');
  }
  const panel = await openPanel(page, given === 'clip' ? label : OVER_PICTURE, given);
  if (command.prompt !== '') await panel.getByLabel('Sentence').fill(command.prompt);
  await fillIn(panel, command);
  const clips = nextClips(page);
  await runPanel(page, panel);
  return Promise.race([clips, lateRefusal(page)]);
}

async function addToCast(page: Page, { inputs, options, prompt }: ClipCommand): Promise<void> {
  const { name = '' } = options;
  if (!prompt.toLowerCase().includes(`@${name}`)) throw wrongUse(`The sentence must call @${name} by that name.`);
  const file = basename(inputs[0] ?? '');
  const open = page.locator('kinora-inputs').getByRole('button', { name: 'Add to cast' });
  if ((await open.count()) === 0) throw refused('This model takes no cast.');
  await open.click();
  const form = page.locator('kinora-cast-form');
  await form.getByLabel('Name, as sentences say it').fill(name);
  if ((await form.locator('kinora-mask').count()) > 0) {
    throw refused(`${file} has no see-through edge: on the page, the figure is painted over by hand to cut it out.`);
  }
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText(`@${name} is in the cast.`).waitFor();
  await page.getByRole('button', { name: 'Back to the composer' }).click();
  await page.getByRole('button', { name: `Take ${file} away` }).click();
}

async function fillInExtend(panel: Locator, { backwards, options }: ClipCommand): Promise<void> {
  if (backwards) await panel.getByLabel('Begins before the start').check();
  await fillInSeconds(panel, 'seconds', options.seconds);
}

async function fillInSeconds(panel: Locator, option: string, seconds: string | undefined): Promise<void> {
  if (seconds !== undefined)
    await setSlider(panel.locator('input[type=range]:not(kinora-fit *)'), option, Number(seconds));
}

async function fillInRemix(panel: Locator, { options: { strength } }: ClipCommand): Promise<void> {
  if (strength === undefined) return;
  await panel
    .getByLabel(STRENGTHS[strength] ?? 'Own', { exact: true })
    .first()
    .check();
  if (STRENGTHS[strength] === undefined) await fillInSeconds(panel, 'strength', strength);
}

async function fillInBlend(panel: Locator, { options: { offset, curve } }: ClipCommand): Promise<void> {
  await fillInSeconds(panel, 'offset', offset);
  for (const [index, percent] of (curve?.split(',') ?? []).map(Number).entries()) {
    if (percent > 100 || percent % CURVE_STEP !== 0) {
      throw refused(`The page takes --curve from 0 to 100 in steps of ${CURVE_STEP}, not ${percent}.`);
    }
    const point = panel.locator('kinora-curve').getByRole('slider').nth(index);
    await point.press('Home');
    for (let pressed = 0; pressed < percent / CURVE_STEP; pressed += 1) await point.press('ArrowUp');
  }
}

async function fillInFrames(panel: Locator, { options: { frames = '' } }: ClipCommand): Promise<void> {
  const buttons = panel.locator('kinora-frames button');
  await buttons.first().waitFor();
  const count = await buttons.count();
  const wanted = new Set<number>();
  for (const [from, to] of frameRanges('frames', frames)) {
    throwIfBeyond('frames', to, count);
    for (let frame = from; frame <= to; frame += 1) wanted.add(frame);
  }
  for (const frame of wanted) await panel.getByRole('button', { name: `Frame ${frame}`, exact: true }).click();
}

async function fillInBridge(panel: Locator, { options }: ClipCommand): Promise<void> {
  await panel.getByLabel('A bridge to another clip').check();
  await fillInSeconds(panel, 'seconds', options.seconds);
}

async function fillInParts(panel: Locator, { options }: ClipCommand): Promise<void> {
  const parts = frameRanges('parts', options.parts ?? '');
  for (const [index, [from, to]] of parts.entries()) {
    if (index > 0) await panel.getByRole('button', { name: 'Add a part' }).click();
    const part = panel.getByRole('group', { name: `Part ${index + 1}`, exact: true });
    const first = part.getByLabel('From frame');
    const last = part.getByLabel('to frame', { exact: true });
    // The fields may count from 0 or 1: the first one's least value says so.
    const base = Number(await first.getAttribute('min')) - 1;
    throwIfBeyond('parts', to, Number(await last.getAttribute('max')) - base);
    await setNumber(first, from + base);
    await setNumber(last, to + base);
  }
  await fillInJoins(panel, readJoins({ ...options, partCount: parts.length }));
}

async function fillInJoins(panel: Locator, joins: readonly JoinArgument[]): Promise<void> {
  const [all] = joins;
  if (joins.length === 1 && all !== undefined) {
    await panel.getByLabel(JOINS[all.kind]).check();
    return fillInSeconds(panel, 'seconds', all.seconds);
  }
  await panel.getByLabel('Each join its own').check();
  for (const [index, { kind, seconds }] of joins.entries()) {
    const name = `Join after part ${index + 1}`;
    await panel.getByRole('group', { name, exact: true }).getByLabel(OWN_JOINS[kind]).check();
    if (seconds !== undefined)
      await setSlider(panel.getByLabel(`Length of the join after part ${index + 1}`), 'join', Number(seconds));
  }
}

async function setNumber(field: Locator, value: number): Promise<void> {
  await field.fill(String(value));
  await field.press('Tab');
}

function throwIfBeyond(option: string, frame: number, count: number): void {
  if (frame > count) throw refused(`--${option} names frame ${frame}; the clip has ${count} frames.`);
}
