import type { BoardEntrance } from './app/board-desk.ts';
import { Boards } from './app/boards.ts';
import { fetchExamples } from './app/examples.ts';
import { Journal } from './app/journal.ts';
import { keptClips } from './app/kept-clips.ts';
import { createDesks } from './app/library-desks.ts';
import { watchRequests } from './app/library-requests.ts';
import { hearShellRequests, keepRuntime, registerShell } from './app/offline.ts';
import { readStoredPlan } from './app/read-stored-plan.ts';
import { createReader } from './app/reader.ts';
import { rememberedWords } from './app/remembered-words.ts';
import { createRouter, type Route, samePlace, sameRoute, WITH_COMPOSER } from './app/routes.ts';
import type { AppState } from './app/state.ts';
import { createStudio } from './app/studio.ts';
import { toolDraftShelf } from './app/tool-draft-shelf.ts';
import { unfinishedShelf } from './app/unfinished-shelf.ts';
import { warmReading } from './app/warm-reading.ts';
import type { BackendKind, BackendReport } from './contract/backend.ts';
import { createEngine } from './engine/create-engine.ts';
import { createMediaDesk } from './engine/media-desk.ts';
import { afterPaint } from './ui/app/after-paint.ts';
import { KinoraApp, type KinoraClipDetail } from './ui/app/kinora-app.ts';
import { enterView, pageViews, warmViews } from './ui/app/page-views.ts';
import { finishField } from './ui/focus/finish-field.ts';
import { languageNow, openLanguage } from './ui/locale/locales.ts';

const BACKENDS: readonly BackendKind[] = ['webgpu-f16', 'webgpu-f32', 'wasm'];

const base = new URL('./', document.baseURI).href;
const newId = () => crypto.randomUUID();
const drawSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
const requests = watchRequests(location.origin);
hearShellRequests(requests.add);
const engine = createEngine({
  base,
  backend: askedBackend(location.search),
  timings: storage(() => localStorage),
  onRequests: requests.add,
});
const media = createMediaDesk(requests.add);
const reader = createReader(languageNow);
let backend: BackendReport | null = null;
const router = createRouter(window, (route) => void followRoute(route));
let entered = router.route;
const desks = createDesks({
  engine,
  media,
  base,
  requests,
  readPlan: readStoredPlan,
  backend: () => backend,
  words: {
    remembered: () => rememberedWords(studio.store.state, studio.toolDraftCount),
    forgetSentences: () => studio.forgetSentences(),
    forgetDraft: () => studio.forgetDraft(),
  },
  take: ({ files, text }) => {
    router.go({ view: 'studio' });
    // Behind the words that stand in the box: nothing is lost by it.
    if (text !== '') studio.type(`${studio.store.state.composer.text} ${text}`.trim());
    void studio.give(files);
  },
  go: (route) => router.go(route),
});
const journal = new Journal(storage(() => localStorage));
const libraryOpened = openLibrary();
const studio = createStudio({
  engine,
  reader,
  media,
  shelf: keptClips(desks.library.library, libraryOpened, { newId, now: Date.now, sha256: media.sha256 }),
  unfinished: unfinishedShelf(desks.library.library, libraryOpened, { locks: navigator.locks ?? null, now: Date.now }),
  toolDrafts: toolDraftShelf(desks.library.library, libraryOpened, { now: Date.now, sha256: media.sha256 }),
  journal,
  newId,
  drawSeed,
  random: Math.random,
  memory: storage(() => sessionStorage),
  history: storage(() => localStorage),
  // Absent where the page is not a secure context.
  persist: async () => (await navigator.storage?.persist()) ?? false,
  search: location.search,
});
const boards = new Boards(() => ({
  library: desks.library.library,
  opened: libraryOpened,
  journal,
  media,
  reader,
  studio: {
    get state() {
      return studio.store.state;
    },
    describe: () => studio.describe(),
    run: (plan, prompt) => {
      studio.runPlan(plan, prompt);
      router.go({ view: 'studio' });
    },
  },
  // Whoever has gone elsewhere meanwhile is not brought back.
  address: (id) => router.route.view === 'storyboard' && router.go({ view: 'storyboard', id }, { replace: true }),
  newId,
  drawSeed,
  now: Date.now,
}));
studio.store.subscribe(() => desks.models.setWorking(isMaking(studio.store.state)));

const app = document.querySelector('kinora-app');
// Nothing is shown in one language and then in another: at once for English, after its words for any other.
void openLanguage().then(() => {
  if (!(app instanceof KinoraApp)) return;
  app.studio = studio;
  app.views = pageViews(desks, boards, () => router);
  // Words of an earlier visit were read before it was known which language they are in.
  if (languageNow() !== 'en' && studio.store.state.composer.text !== '') studio.type(studio.store.state.composer.text);
});
app?.addEventListener('kinora-clip', (event) => {
  ({ backend } = (event as CustomEvent<KinoraClipDetail>).detail.facts);
  void keepRuntime(backend.build);
});
if (app instanceof KinoraApp) app.route = router.route;
enterRoute(router.route);
void fetchExamples(base).then((examples) => {
  if (app instanceof KinoraApp) app.examples = examples;
});
void studio.open();
void studio.describe().then(
  ({ vocabulary }) => warmReading(reader, vocabulary),
  () => undefined,
);
window.addEventListener('pagehide', finishField, { capture: true });
window.addEventListener('load', warmViews, { once: true });
window.addEventListener('load', () => void registerShell(base).then((shell) => desks.update.watch(shell ?? null)), {
  once: true,
});

/** Reads what is stored, and writes what the page before had no time for. The page is painted before. */
async function openLibrary(): Promise<void> {
  await new Promise((painted) => setTimeout(painted));
  await desks.library.open();
  if (journal.list().length === 0) return;
  // Where the code cannot be fetched, the notes are there still at the next start.
  const code = await import('./app/take-up-notes.ts').catch(() => null);
  await code?.takeUpNotes(journal, desks.library.library.projects, newId);
}

/** The page says at once where it goes, and goes there afterwards: that takes longer than a click may wait. */
async function followRoute(route: Route): Promise<void> {
  if (app instanceof KinoraApp) app.route = route;
  if (!samePlace(route, entered)) await afterPaint();
  if (sameRoute(route, router.route)) enterRoute(route);
}

function enterRoute(route: Route): void {
  entered = route;
  enterView(route, desks);
  if (route.view === 'clip') void showClip(route.id);
  if (route.view === 'storyboard') void boards.enter(entranceOf(route));
  // Whoever goes back from a clip finds the page as it was before it.
  if (route.view === 'studio' && studio.store.state.view.kind === 'take') studio.show({ kind: 'now' });
}

function entranceOf(route: Extract<Route, { readonly view: 'storyboard' }>): BoardEntrance {
  if (route.with === WITH_COMPOSER) return { kind: 'with-composer' };
  if (route.with !== undefined) return { kind: 'with-clip', id: route.with };
  return route.id === undefined ? { kind: 'last' } : { kind: 'board', id: route.id };
}

async function showClip(id: string): Promise<void> {
  const found = await studio.openClip(id);
  if (!found) router.go({ view: 'studio' }, { replace: true });
}

function isMaking({ running, stream }: AppState): boolean {
  return running !== null || stream !== null;
}

/** `?backend=wasm` and the like: for tests and for whoever wants to compare. */
function askedBackend(search: string): BackendKind | null {
  const asked = new URLSearchParams(search).get('backend');
  return BACKENDS.find((kind) => kind === asked) ?? null;
}

/** Reading the property alone throws where a browser forbids storage. */
function storage(read: () => Storage): Storage | null {
  try {
    return read();
  } catch {
    return null;
  }
}
