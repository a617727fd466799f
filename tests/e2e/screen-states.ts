import type { Page } from 'playwright-core';
import { ffmpeg } from './made-files.ts';
import { ask, nextClip, openSite, type Site, type SiteOptions, untilState } from './site.ts';

const PROMPT = 'a rocket rises on the moon';
/** A busy machine may take so long over a clip. */
const WAIT_MS = 120_000;

/** One of the states that the page is looked at in. */
export interface ScreenState {
  readonly name: string;
  /** What it is about, where that may lie beneath the fold. */
  readonly look?: string;
  /** Brings the page there from the state before it, or from a first visit. */
  readonly reach: (page: Page) => Promise<void>;
}

/** States that are reached one after another on one page. */
export interface Journey {
  readonly name: string;
  readonly options?: Omit<SiteOptions, 'tiny'>;
  readonly states: readonly ScreenState[];
}

const VISIT: Journey = {
  name: 'a first visit',
  states: [
    {
      name: 'first-visit',
      reach: async (page) => {
        await page.locator('kinora-examples li').first().waitFor();
      },
    },
    {
      name: 'words-read',
      look: 'kinora-reading',
      reach: async (page) => {
        const sentence = 'a red rocket and a zeppelin rise on the moon at night';
        await page.getByRole('textbox', { name: 'Describe a clip' }).fill(sentence);
        await page.locator('kinora-reading .concern').first().waitFor();
      },
    },
  ],
};

const CLIP: Journey = {
  name: 'a clip that is made',
  states: [
    {
      name: 'working',
      reach: async (page) => {
        await holdAtPreview(page);
        await ask(page, PROMPT);
        await page.locator('kinora-stage canvas:not([hidden])').waitFor();
      },
    },
    {
      name: 'clip-done',
      reach: async (page) => {
        await letGo(page);
        await untilShown(page);
      },
    },
    {
      name: 'save-menu',
      reach: async (page) => {
        await page.getByRole('button', { name: /other form/ }).click();
        await page.locator('kinora-save [popover]:popover-open').waitFor();
      },
    },
    {
      name: 'details',
      reach: async (page) => {
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Details' }).click();
        await page.locator('kinora-details [popover]:popover-open').waitFor();
      },
    },
    {
      name: 'extend-panel',
      look: 'kinora-tool',
      reach: async (page) => {
        await page.keyboard.press('Escape');
        await page.locator('kinora-tools').getByRole('button', { name: 'Extend' }).click();
        await page
          .locator('kinora-tool')
          .getByText(/^Comes out as/)
          .waitFor();
      },
    },
    {
      name: 'variations',
      reach: async (page) => {
        await page.keyboard.press('Escape');
        const settings = page.locator('kinora-settings summary').first();
        await settings.click();
        await page.getByLabel('Variations').selectOption('2');
        await settings.click();
        await ask(page, PROMPT);
        await page.locator('kinora-group kinora-player').nth(1).waitFor();
        await untilState(page, 'done');
      },
    },
    {
      name: 'library',
      reach: async (page) => {
        await page.getByRole('link', { name: 'Library' }).click();
        await page.locator('kinora-library .card').nth(2).waitFor();
      },
    },
    {
      name: 'models',
      reach: async (page) => {
        await page.getByRole('link', { name: 'Models' }).click();
        await page.locator('kinora-models dl').first().waitFor();
      },
    },
    {
      name: 'privacy',
      reach: async (page) => {
        await page.getByRole('link', { name: 'Privacy' }).click();
        await page.locator('kinora-privacy section').nth(3).waitFor();
      },
    },
  ],
};

const FAILURE: Journey = {
  name: 'a clip that fails',
  options: {
    answer: async (path, route) => {
      if (!path.endsWith('/transformer.safetensors')) return false;
      await route.fulfill({ status: 404, body: 'no' });
      return true;
    },
  },
  states: [
    {
      name: 'failure',
      reach: async (page) => {
        await ask(page, PROMPT);
        await untilState(page, 'failed');
      },
    },
  ],
};

const BOARD: Journey = {
  name: 'a storyboard',
  states: [
    {
      name: 'storyboard',
      reach: async (page) => {
        await page.getByRole('navigation').getByRole('link', { name: 'Storyboard' }).click();
        const board = page.locator('kinora-storyboard');
        await board.getByRole('button', { name: 'Sentence' }).click();
        await board.getByLabel('What happens here').fill(PROMPT);
        const picture = ['-f', 'lavfi', '-i', 'gradients=s=320x240:c0=orange:c1=navy:seed=1:d=1'] as const;
        const phone = ['-f', 'lavfi', '-i', 'testsrc=s=240x320:r=30:d=1', '-pix_fmt', 'yuv420p'] as const;
        const files = [ffmpeg('sunset.png', ...picture, '-frames:v', '1'), ffmpeg('phone.mp4', ...phone)];
        const cards = board.locator('kinora-timeline [data-grip=move]');
        for (const [index, file] of files.entries()) {
          await board.locator('input[type=file]').setInputFiles(file);
          await cards.nth(index + 1).waitFor();
        }
        await board.getByText('Saved on this device').waitFor();
        await board.getByText(/^Comes out as/).waitFor();
      },
    },
  ],
};

const OVER_A_CLIP = ['Extend', 'Remix', 'Loop', 'Blend', 'Fill', 'Region', 'Re-cut', 'Larger'] as const;

/** What opens beside the composer and over a clip, one after another; nobody has taken pictures of it. */
export const PANELS: Journey = {
  name: 'what can be opened',
  states: [
    {
      name: 'settings',
      reach: (page) => page.locator('kinora-settings summary').first().click(),
    },
    {
      name: 'keys',
      reach: async (page) => {
        await page.locator('kinora-settings summary').first().click();
        await page.getByRole('button', { name: 'Keys (?)' }).click();
        await page.locator('kinora-shortcuts :popover-open, kinora-shortcuts dialog[open]').waitFor();
      },
    },
    {
      name: 'given-picture',
      reach: async (page) => {
        await page.keyboard.press('Escape');
        const gradient = ['-f', 'lavfi', '-i', 'gradients=s=320x240:c0=orange:c1=navy:seed=1:d=1'] as const;
        const picture = ffmpeg('rex.png', ...gradient, '-frames:v', '1');
        await page.locator('kinora-composer input[type=file]').setInputFiles(picture);
        await page.getByRole('button', { name: 'First frame', pressed: true }).waitFor();
      },
    },
    {
      name: 'cast-panel',
      reach: async (page) => {
        await page.getByRole('button', { name: 'Add to cast' }).click();
        await page.locator('kinora-cast-form').getByRole('button', { name: 'Add', exact: true }).waitFor();
      },
    },
    ...OVER_A_CLIP.map((name, index) => ({
      name: `${name.toLowerCase()}-panel`,
      look: 'kinora-tool',
      reach: async (page: Page) => {
        if (index === 0) await twoClips(page);
        else await page.keyboard.press('Escape');
        await page.locator('kinora-tools').getByRole('button', { name }).click();
        await page.locator('kinora-tool').getByRole('heading').waitFor();
        await page.locator('kinora-tool .foot .primary').waitFor();
      },
    })),
  ],
};

/** A clip on the stage, and another one that it can be joined with. */
async function twoClips(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back to the composer' }).click();
  await page.getByRole('button', { name: 'Take rex.png away' }).click();
  for (const prompt of [PROMPT, 'a fox in a forest']) {
    const clip = nextClip(page);
    await ask(page, prompt);
    await clip;
  }
  await untilShown(page);
}

/** The main states of the built page, of which there are pictures. */
export const JOURNEYS: readonly Journey[] = [VISIT, CLIP, FAILURE, BOARD];

/** A first visit with the tiny model, in which nothing depends on the day, the machine or its haste. */
export async function openJourney({ options }: Journey): Promise<Site> {
  const site = await openSite({ ...options, tiny: true, search: '?seed=7&steps=2', init: steadyPage });
  const { page } = site;
  page.setDefaultTimeout(WAIT_MS);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await steadyFacts(page);
  return site;
}

/** It is noon of a day of no meaning (later is later, though), and there is as much room as on no device. */
function steadyPage(): void {
  const noon = Date.UTC(2026, 0, 15, 12);
  globalThis.Date = class extends Date {
    constructor(at: number | string = Date.now()) {
      super(at);
    }
    static override now(): number {
      return noon + Math.round(performance.now());
    }
  } as DateConstructor;
  StorageManager.prototype.estimate = async () => ({ usage: 4_000_000, quota: 2_000_000_000 });
}

/** Waits for the finished clip, which is paused at its first frame. */
async function untilShown(page: Page): Promise<void> {
  await untilState(page, 'done');
  await page.locator('kinora-stage video').first().waitFor();
}

/** What the page's store is told, as far as it is changed or held back here. */
interface Action {
  readonly type: string;
  readonly progress?: { secondsLeft?: number | null };
  readonly outcome?: {
    readonly result?: {
      readonly facts: {
        totalSeconds: number;
        readonly timings: Record<string, number>;
        readonly backend: { threads: number };
      };
    };
  };
}

/** The page's store, taken by the sleeve. */
interface Sleeve extends HTMLElement {
  readonly studio?: { readonly store: { dispatch(action: Action): void; held?: Action[] | null } } | null;
}

/** Seconds and threads are those of no machine. */
async function steadyFacts(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector<Sleeve>('kinora-app')?.studio?.store !== undefined);
  await page.evaluate(() => {
    const store = document.querySelector<Sleeve>('kinora-app')?.studio?.store;
    if (store === undefined) return;
    const dispatch = store.dispatch.bind(store);
    store.dispatch = (action) => {
      if (action.progress?.secondsLeft !== undefined) action.progress.secondsLeft = 12;
      const facts = action.outcome?.result?.facts;
      if (facts !== undefined) {
        facts.totalSeconds = 12;
        facts.backend.threads = 2;
        for (const stage of Object.keys(facts.timings)) facts.timings[stage] = 1.5;
      }
      dispatch(action);
    };
  });
}

/** Keeps from the page all that comes after the next rough picture, until it is let go. */
async function holdAtPreview(page: Page): Promise<void> {
  await page.evaluate(() => {
    const store = document.querySelector<Sleeve>('kinora-app')?.studio?.store;
    if (store === undefined) return;
    const dispatch = store.dispatch.bind(store);
    store.dispatch = (action) => {
      if (Array.isArray(store.held)) {
        store.held.push(action);
        return;
      }
      dispatch(action);
      if (action.type === 'previewed' && store.held === undefined) store.held = [];
    };
  });
}

async function letGo(page: Page): Promise<void> {
  await page.evaluate(() => {
    const store = document.querySelector<Sleeve>('kinora-app')?.studio?.store;
    const held = store?.held ?? [];
    if (store !== undefined) store.held = null;
    for (const action of held) store?.dispatch(action);
  });
}

/** Hides what differs from visit to visit: the port of the server, and how often it was asked. */
export async function maskVisit(page: Page): Promise<void> {
  await page.locator('body').evaluate((body) => {
    const mask = (node: Node): void => {
      const text = node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '') : '';
      const masked = text.replace(/localhost:\d+/, 'localhost:4300').replace(/^\s*\d+(?= requests)/, '40');
      if (masked !== text) node.nodeValue = masked;
      if (node instanceof Element && node.shadowRoot !== null) mask(node.shadowRoot);
      node.childNodes.forEach(mask);
    };
    mask(body);
  });
}
