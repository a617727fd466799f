import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import type { PrecacheList } from '../src/contract/service-worker.ts';

/** Never kept by the service worker: weights live in IndexedDB, screenshots are for shops that list apps. */
const LEFT_OUT = /(^|\/)(service\.js|packages\.json|.*\.map)$|^models\/.*\/weights\/|^screenshots\//;
const LAZY = /^ort\//;

/** Builds workers/service.ts into `service.js` beside index.html, with the list of the finished build's files. */
export function serviceWorker(): Plugin {
  let outDir = 'dist';
  return {
    name: 'kinora-service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        await writeServiceWorker(join(process.cwd(), outDir));
      },
    },
  };
}

async function writeServiceWorker(dist: string): Promise<void> {
  const list = precacheList(dist);
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __KINORA_PRECACHE__: JSON.stringify(list) },
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: join(import.meta.dirname, '../workers/service.ts'), formats: ['es'], fileName: 'service' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const code = outputs.find((output) => output.type === 'chunk')?.code;
  if (code === undefined) throw new Error('The service worker was not built.');
  writeFileSync(join(dist, 'service.js'), code);
}

function precacheList(dist: string): PrecacheList {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !LEFT_OUT.test(path))
    .sort();
  const hash = createHash('sha256');
  for (const path of files) hash.update(path).update(readFileSync(join(dist, path)));
  return {
    version: hash.digest('hex').slice(0, 16),
    eager: files.filter((path) => !LAZY.test(path)),
    lazy: files.filter((path) => LAZY.test(path)),
  };
}
