import { keepRuntime, registerShell } from './app/offline.ts';
import { reader } from './app/reader.ts';
import { createStudio } from './app/studio.ts';
import type { BackendKind } from './contract/backend.ts';
import { createEngine } from './engine/create-engine.ts';
import { createMediaDesk } from './engine/media-desk.ts';
import { KinoraApp, type KinoraClipDetail } from './ui/app/kinora-app.ts';

const BACKENDS: readonly BackendKind[] = ['webgpu-f16', 'webgpu-f32', 'wasm'];

const base = new URL('./', document.baseURI).href;
const studio = createStudio({
  engine: createEngine({
    base,
    backend: askedBackend(location.search),
    timings: storage(() => localStorage),
  }),
  reader,
  media: createMediaDesk(),
  shelf: null,
  newId: () => crypto.randomUUID(),
  drawSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
  random: Math.random,
  memory: storage(() => sessionStorage),
  history: storage(() => localStorage),
  // Absent where the page is not a secure context.
  persist: async () => (await navigator.storage?.persist()) ?? false,
  search: location.search,
});

const app = document.querySelector('kinora-app');
if (app instanceof KinoraApp) app.studio = studio;
app?.addEventListener(
  'kinora-clip',
  (event) => void keepRuntime((event as CustomEvent<KinoraClipDetail>).detail.facts.backend.build),
);
void studio.open();
window.addEventListener('load', () => void registerShell(base), { once: true });

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
