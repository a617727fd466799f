import type { BackendReport } from '../contract/backend.ts';
import type { KeepMessage } from '../contract/service-worker.ts';

/** Which of ONNX Runtime's files each of its builds loads. */
const RUNTIME_FILES = {
  jspi: 'ort-wasm-simd-threaded.jspi',
  webgpu: 'ort-wasm-simd-threaded.asyncify',
  wasm: 'ort-wasm-simd-threaded',
} as const satisfies Record<BackendReport['build'], string>;

/** Keeps the page for use without a network; everything works without it too, but online. */
export async function registerShell(base: string): Promise<void> {
  // In development the files change under a service worker's feet.
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  await navigator.serviceWorker.register(new URL('service.js', base), { type: 'module' }).catch(() => undefined);
}

/**
 * Has the shell keep the ONNX Runtime build in use. Needed after a first visit, whose workers may have started before the
 * service worker could see what they fetched.
 */
export async function keepRuntime(build: BackendReport['build']): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const registration = await navigator.serviceWorker.ready;
  const name = RUNTIME_FILES[build];
  registration.active?.postMessage({
    type: 'keep',
    paths: [`ort/${name}.mjs`, `ort/${name}.wasm`],
  } satisfies KeepMessage);
}
