/// <reference lib="webworker" />
import type { KeepMessage, PrecacheList } from '../src/contract/service-worker.ts';

/**
 * The offline shell: keeps the page's own files, answers from there, and adds the isolation headers that WebAssembly
 * threads need where the host does not send them. Weights are never kept here; they live in IndexedDB.
 */
declare const self: ServiceWorkerGlobalScope;
/** Filled in by scripts/service-worker-plugin.ts at build time. */
declare const __KINORA_PRECACHE__: PrecacheList;

const { version, eager, lazy } = __KINORA_PRECACHE__;
const CACHE_PREFIX = 'kinora-shell-';
const CACHE = `${CACHE_PREFIX}${version}`;
const EAGER = new Set(eager.map(absolute));
/** Large files that only some browsers need: kept when first asked for. */
const LAZY = new Set(lazy.map(absolute));

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll([...EAGER].map((url) => new Request(url, { cache: 'reload' })))),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && url.href.startsWith(self.registration.scope)) {
    event.respondWith(shell(absolute('index.html'), request));
    return;
  }
  url.search = '';
  if (EAGER.has(url.href) || LAZY.has(url.href)) event.respondWith(shell(url.href, request));
});

self.addEventListener('message', (event) => {
  const message = event.data as KeepMessage;
  if (message.type !== 'keep') return;
  const wanted = message.paths.map(absolute).filter((url) => LAZY.has(url));
  event.waitUntil(Promise.all(wanted.map(keep)));
});

async function keep(url: string): Promise<void> {
  const cache = await caches.open(CACHE);
  if ((await cache.match(url)) === undefined) await cache.add(url);
}

async function shell(url: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url);
  if (kept !== undefined) return isolated(kept);
  const response = await fetch(request);
  if (response.ok && LAZY.has(url)) await cache.put(url, response.clone());
  return isolated(response);
}

function isolated(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'error') return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

function absolute(path: string): string {
  return new URL(path, self.registration.scope).href;
}
