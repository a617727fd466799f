/// <reference lib="webworker" />
import {
  type PrecacheList,
  type ServiceMessage,
  type ServiceReport,
  SHARE_PATH,
  SHARED_CACHE,
  SHARED_NAME,
} from '../src/contract/service-worker.ts';
import { answererOf } from './answer-of.ts';
import { mayShare } from './may-share.ts';
import { partOf } from './part-of.ts';
import { showPage } from './show-page.ts';
import { tellRequests } from './tell-requests.ts';

/**
 * The offline shell: keeps the page's own files, answers from there, and adds the isolation headers that WebAssembly
 * threads need where the host does not send them. It also shows the page when a notification of it is pressed. Weights are never
 * kept here; they live in IndexedDB.
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
const KEPT = new Set([...EAGER, ...LAZY]);

// Every tab of the site is told: it works for all of them.
tellRequests('service', async (told) => {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) page.postMessage(told);
});

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
      // The last one stays: a tab that runs the version before this one still loads parts of it when they are first needed.
      await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  switch (answererOf(request, { scope: self.registration.scope, files: KEPT })) {
    case 'shared':
      return event.respondWith(takeShared(request));
    case 'page':
      return event.respondWith(shell(absolute('index.html'), request));
    case 'kept':
      return event.respondWith(shell(origin + pathname, request));
    case 'earlier':
      return event.respondWith(earlier(origin + pathname, request));
    case 'network':
  }
});

self.addEventListener('message', (event) => {
  const message = event.data as ServiceMessage;
  switch (message.type) {
    case 'keep': {
      const wanted = message.paths.map(absolute).filter((url) => LAZY.has(url));
      event.waitUntil(Promise.all(wanted.map(keep)));
      break;
    }
    case 'activate':
      event.waitUntil(self.skipWaiting());
      break;
    case 'report':
      event.waitUntil(report().then((said) => event.ports[0]?.postMessage(said)));
      break;
  }
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(showPage(self.clients, self.registration.scope));
});

async function report(): Promise<ServiceReport> {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  return {
    version,
    shell: [...EAGER].every((url) => kept.has(url)),
    kept: lazy.filter((path) => kept.has(absolute(path))),
  };
}

/** A part of the version before this one, for a tab that still runs it. */
async function earlier(url: string, request: Request): Promise<Response> {
  const kept = await caches.match(url);
  return isolated(kept ?? (await fetch(request)));
}

/** Keeps what another app shared until the page takes it; only the last of it. */
async function takeShared(request: Request): Promise<Response> {
  if (!mayShare(request.referrer, self.location.origin)) return Response.redirect(absolute(''), 303);
  await caches.delete(SHARED_CACHE);
  const form = await request.formData();
  const cache = await caches.open(SHARED_CACHE);
  const files = form.getAll('files').filter((entry) => entry instanceof File);
  for (const [index, file] of files.entries()) {
    const headers = { 'Content-Type': file.type, [SHARED_NAME]: encodeURIComponent(file.name) };
    await cache.put(absolute(`${SHARE_PATH}/${index}`), new Response(file, { headers }));
  }
  const said = ['title', 'text', 'url'].flatMap((name) => {
    const value = form.get(name);
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
  if (said.length > 0) await cache.put(absolute(`${SHARE_PATH}/text`), new Response(said.join(' ')));
  return Response.redirect(absolute('?shared=1#/'), 303);
}

async function keep(url: string): Promise<void> {
  const cache = await caches.open(CACHE);
  if ((await cache.match(url)) === undefined) await cache.add(url);
}

async function shell(url: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url);
  if (kept !== undefined) return isolated(await partOf(kept, request.headers.get('Range')));
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
