import '../../../src/ui/theme.css';
import { createStudio } from '../../../src/app/studio.ts';
import type { Studio, StudioServices } from '../../../src/app/studio-api.ts';
import { KinoraApp } from '../../../src/ui/app/kinora-app.ts';
import { exampleMedia, nextId } from './example-media.ts';
import { exampleReader, FakeEngine, type FakeRun } from './fake-engine.ts';

export const PROMPT = 'a rocket rises on the moon at night';

/** The page over an engine that a test drives by hand. */
export interface OpenPage {
  readonly app: KinoraApp;
  readonly studio: Studio;
  readonly engine: FakeEngine;
  /** What `kinora-clip` and `kinora-error` told, in order. */
  readonly told: readonly CustomEvent[];
  /** An element anywhere inside, through all shadow roots; throws where there is none. */
  find<Found extends HTMLElement = HTMLElement>(selector: string): Found;
  /** The same, null where there is none. */
  seek<Found extends HTMLElement = HTMLElement>(selector: string): Found | null;
  /** After everything is rendered. */
  drawn(): Promise<void>;
  /** Types the usual prompt, makes it, and answers the engine's run. */
  begin(): Promise<FakeRun>;
}

/** Opens the page in the document; the page opened before goes. */
export async function openPage(
  search = '',
  engine = new FakeEngine(),
  services: Partial<StudioServices> = {},
): Promise<OpenPage> {
  document.body.replaceChildren();
  const studio = createStudio({
    engine,
    reader: exampleReader,
    drawSeed: () => 42,
    random: () => 0,
    media: exampleMedia,
    shelf: null,
    newId: nextId,
    history: null,
    memory: null,
    persist: async () => true,
    search,
    ...services,
  });
  const app = new KinoraApp();
  const told: CustomEvent[] = [];
  for (const name of ['kinora-clip', 'kinora-error']) {
    document.body.addEventListener(name, (event) => event.target === app && told.push(event as CustomEvent));
  }
  // As in the built page, the element is there first.
  document.body.append(app);
  app.studio = studio;
  await studio.open();
  const drawn = async () => {
    // A run that ends is taken up over a few microtasks; a macrotask is after all of them.
    await new Promise<void>((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done();
      port2.postMessage(null);
    });
    await app.updateComplete;
    await new Promise(requestAnimationFrame);
  };
  const seek = <Found extends HTMLElement>(selector: string) => seekDeep(app, selector) as Found | null;
  const find = <Found extends HTMLElement>(selector: string) => {
    const found = seek<Found>(selector);
    if (found === null) throw new Error(`There is no ${selector} in the page.`);
    return found;
  };
  const begin = async () => {
    studio.type(PROMPT);
    await studio.make();
    await drawn();
    const run = engine.runs.at(-1);
    if (run === undefined) throw new Error('Nothing runs.');
    return run;
  };
  await drawn();
  return { app, studio, engine, told, find, seek, drawn, begin };
}

function seekDeep(root: Element | ShadowRoot, selector: string): Element | null {
  const here = root.querySelector(selector);
  if (here !== null) return here;
  const inner = root instanceof Element && root.shadowRoot !== null ? [root.shadowRoot] : [];
  for (const node of [...inner, ...root.querySelectorAll('*')]) {
    const shadow = node instanceof Element ? node.shadowRoot : node;
    const found = shadow === null ? null : seekDeep(shadow, selector);
    if (found !== null) return found;
  }
  return null;
}
