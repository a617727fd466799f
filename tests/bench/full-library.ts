import type { CDPSession, Page } from 'playwright-core';
import type { Site } from '../e2e/site.ts';

/** Writes rows as the page itself does: a plan, a poster of some kilobytes, a file of some more. */
export async function fillLibrary({ page: on, url }: Site, count: number): Promise<void> {
  // Opened once, so that the page has made its database.
  await on.goto(`${url}#/library`);
  await on.locator('kinora-library').waitFor();
  await on.evaluate(async (clips) => {
    const canvas = new OffscreenCanvas(128, 128);
    const context = canvas.getContext('2d');
    const posters: Blob[] = [];
    for (let hue = 0; hue < 24; hue++) {
      if (context !== null) context.fillStyle = `hsl(${hue * 15} 70% 50%)`;
      context?.fillRect(0, 0, 128, 128);
      for (let dot = 0; dot < 900; dot++) context?.clearRect((dot * 53 + hue * 7) % 128, (dot * 29) % 128, 2, 2);
      posters.push(await canvas.convertToBlob());
    }
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('kinora-library');
      request.onsuccess = () => resolve(request.result);
    });
    const things = ['rocket', 'penguin', 'fox', 'jellyfish', 'sailboat', 'balloon'];
    const segment = {
      kind: 'made',
      width: 128,
      height: 128,
      frameCount: 17,
      seed: 1,
      start: null,
      conditions: [],
      trim: [0, 0],
    };
    const transaction = database.transaction(['clips', 'media'], 'readwrite');
    for (let index = 0; index < clips; index++) {
      const id = crypto.randomUUID();
      const title = `a ${things[index % things.length]} number ${index} in the snow at night, zoom in`;
      const plan = {
        version: 2,
        task: 'text-to-video',
        family: 'kinora',
        fps: 8,
        style: null,
        guidance: 3,
        steps: 16,
        references: [],
        segments: [{ ...segment, prompt: title }],
        audio: [],
      };
      const value = {
        id,
        createdAt: 1.7e12 + index * 1e6,
        title,
        words: `${title} text-to-video`,
        plan,
        kind: 'video',
        mimeType: 'video/mp4',
        sizeBytes: 300_000,
        width: 128,
        height: 128,
        frameCount: 17,
        fps: 8,
        favourite: index % 9 === 0,
        folder: null,
        inputs: [],
        group: null,
        parent: null,
      };
      transaction.objectStore('clips').put({ version: 1, deletedAt: null, value });
      transaction.objectStore('media').put({ version: 1, blob: posters[index % posters.length] }, [id, 'poster']);
    }
    await new Promise((done) => {
      transaction.oncomplete = done;
    });
    database.close();
  }, count);
}

export interface FirstPaint {
  /** Milliseconds from the click on “Library” to the frame that shows cards, and to the first poster. */
  readonly cards: number;
  readonly poster: number;
}

/** The page is opened anew and the library is gone to by a click, as people do. */
export async function measureFirstPaint({ page: on, url }: Site): Promise<FirstPaint> {
  await on.goto('about:blank');
  await on.goto(`${url}#/`);
  await on.locator('kinora-app nav').waitFor();
  // What is stored is read after the page is painted; here it shall be over before the click.
  await on.waitForTimeout(3000);
  return on.evaluate(
    () =>
      new Promise<FirstPaint>((resolve) => {
        const app = document.querySelector('kinora-app')?.shadowRoot;
        const link = app?.querySelector<HTMLElement>('nav a[href="#/library"]');
        const begun = performance.now();
        let cards = 0;
        const look = (): void => {
          const library = app?.querySelector('kinora-library')?.shadowRoot;
          if (cards === 0 && library?.querySelector('.card:not(.ghost)') != null) cards = performance.now() - begun;
          const poster = library?.querySelector('kinora-clip-thumb')?.shadowRoot?.querySelector('img');
          if (poster?.complete === true)
            resolve({ cards: Math.round(cards), poster: Math.round(performance.now() - begun) });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        link?.click();
      }),
  );
}

interface Scrolling {
  readonly mostCards: number;
  readonly frames: number;
  /** Milliseconds. */
  readonly longestFrame: number;
  readonly longTasks: number;
  readonly layoutsPerFrame: number;
  readonly stylesPerFrame: number;
}

/** Scrolls through all of it; the browser's own counters say what that cost. */
export async function measureScrolling(on: Page, session: CDPSession): Promise<Scrolling> {
  await session.send('Performance.enable');
  const before = await counters(session);
  const seen = await on.evaluate(
    () =>
      new Promise<{ mostCards: number; frames: number; longestFrame: number; longTasks: number }>((resolve) => {
        const library = document.querySelector('kinora-app')?.shadowRoot?.querySelector('kinora-library')?.shadowRoot;
        const result = { mostCards: 0, frames: 0, longestFrame: 0, longTasks: 0 };
        new PerformanceObserver((list) => {
          result.longTasks += list.getEntries().length;
        }).observe({ type: 'longtask' });
        let last = performance.now();
        // Read once: asked in every frame it would force the very layouts that are counted.
        let left = document.documentElement.scrollHeight - window.innerHeight;
        const step = (now: number): void => {
          result.frames += 1;
          result.longestFrame = Math.max(result.longestFrame, Math.round(now - last));
          last = now;
          result.mostCards = Math.max(result.mostCards, library?.querySelectorAll('.card').length ?? 0);
          if (left <= 0) {
            resolve(result);
            return;
          }
          left -= 240;
          window.scrollBy(0, 240);
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
  );
  const after = await counters(session);
  const perFrame = (name: string) => Math.round((100 * ((after[name] ?? 0) - (before[name] ?? 0))) / seen.frames) / 100;
  return { ...seen, layoutsPerFrame: perFrame('LayoutCount'), stylesPerFrame: perFrame('RecalcStyleCount') };
}

async function counters(session: CDPSession): Promise<Readonly<Record<string, number>>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Milliseconds from a key press in the search box to the frame that shows what was found. */
export async function measureSearch(on: Page): Promise<readonly number[]> {
  await on.evaluate(() => window.scrollTo(0, 0));
  return on.evaluate(async () => {
    const library = document.querySelector('kinora-app')?.shadowRoot?.querySelector('kinora-library')?.shadowRoot;
    const box = library?.querySelector<HTMLInputElement>('input[type=search]');
    const times: number[] = [];
    for (const text of ['f', 'fo', 'fox', 'fox 12', '']) {
      const begun = performance.now();
      if (box != null) box.value = text;
      box?.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
      times.push(Math.round(performance.now() - begun));
    }
    return times;
  });
}
