import type { BackendReport } from '../contract/backend.ts';
import { parseRequestsMessage, type RequestsMessage } from '../contract/requests.ts';
import type { KeepMessage, ReportMessage, ServiceReport } from '../contract/service-worker.ts';

/** Which of ONNX Runtime's files each of its builds loads. */
const RUNTIME_FILES = {
  jspi: 'ort-wasm-simd-threaded.jspi',
  webgpu: 'ort-wasm-simd-threaded.asyncify',
  wasm: 'ort-wasm-simd-threaded',
} as const satisfies Record<BackendReport['build'], string>;

/** Web Lock that is held, shared, by every tab that makes a clip. */
const MAKING_LOCK = 'kinora-making';
const REPORT_MS = 3000;

/** Keeps the page for use without a network; everything works without it too, but online. */
export async function registerShell(base: string): Promise<ServiceWorkerRegistration | null> {
  // In development the files change under a service worker's feet.
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return null;
  return navigator.serviceWorker.register(new URL('service.js', base), { type: 'module' }).catch(() => null);
}

/** Calls `onRequests` with what the service worker tells of its requests from now on. */
export function hearShellRequests(onRequests: (told: RequestsMessage) => void): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    const told = parseRequestsMessage(data);
    if (told !== null) onRequests(told);
  });
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

/** Says for as long as `work` goes on that a clip is made: meanwhile no tab lets a new version take over. Never rejects. */
export async function whileWorking(work: Promise<unknown>): Promise<void> {
  const ended = work.then(
    () => undefined,
    () => undefined,
  );
  await globalThis.navigator?.locks?.request(MAKING_LOCK, { mode: 'shared' }, () => ended).catch(() => undefined);
}

/**
 * Runs `work` when no tab makes a clip, at once or later; `onWait` is called where it must wait. Clips that are begun meanwhile
 * do not wait for it.
 */
export async function whenNobodyWorks(work: () => Promise<void>, onWait: () => void): Promise<void> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (locks === undefined) return work();
  const free = await locks.request(MAKING_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work();
    return lock !== null;
  });
  if (free) return;
  onWait();
  while (!(await locks.request(MAKING_LOCK, () => workUnlessMaking(locks, work))));
}

/** A clip that was begun while others waited stands behind them in the queue of the lock, and is made all the same. */
async function workUnlessMaking(locks: LockManager, work: () => Promise<void>): Promise<boolean> {
  const { pending = [] } = await locks.query();
  if (pending.some(({ name, mode }) => name === MAKING_LOCK && mode === 'shared')) return false;
  await work();
  return true;
}

/** What of the page is kept for use without a network, as the service worker finds it. */
export interface ShellReadiness {
  /** Whether the page itself opens without a network. */
  readonly shell: boolean;
  /** Whether the engine (ONNX Runtime's WebAssembly) is kept too. */
  readonly runtime: boolean;
}

/** Asks the service worker; nothing is kept where there is none. */
export async function shellReadiness(): Promise<ShellReadiness> {
  const nothing = { shell: false, runtime: false };
  if (!('serviceWorker' in navigator)) return nothing;
  const worker = (await navigator.serviceWorker.getRegistration().catch(() => undefined))?.active ?? null;
  if (worker === null) return nothing;
  const { port1, port2 } = new MessageChannel();
  const report = await new Promise<ServiceReport | null>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<ServiceReport>) => resolve(data);
    // One of an earlier version knows no such question.
    setTimeout(() => resolve(null), REPORT_MS);
    worker.postMessage({ type: 'report' } satisfies ReportMessage, [port2]);
  });
  port1.close();
  if (report === null) return nothing;
  const runtime = Object.values(RUNTIME_FILES).some((name) =>
    ['mjs', 'wasm'].every((ending) => report.kept.includes(`ort/${name}.${ending}`)),
  );
  return { shell: report.shell, runtime };
}
