import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, type PreviewServer, preview } from 'vite';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['src', 'workers', 'models', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'scripts'];

/** Builds `dist/` where any source is newer than the last build. */
export function buildWhereStale(): void {
  const built = changedAt(join(ROOT, 'dist/service.js'));
  if (built > Math.max(...SOURCES.map((name) => changedAt(join(ROOT, name))))) return;
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  // A process of its own: under a test runner NODE_ENV is `test`, and the bundle would be a development one.
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) throw new Error('The page could not be built; the lines above say why.');
}

/**
 * Serves `dist/`; the caller closes the server.
 * @param options.plugins may answer some requests themselves, before the files do
 */
export async function serveSite(options: {
  port: number;
  host?: string;
  plugins?: Plugin[];
}): Promise<{ server: PreviewServer; url: string }> {
  const server = await preview({
    root: ROOT,
    logLevel: 'error',
    plugins: options.plugins ?? [],
    preview: { port: options.port, strictPort: false, ...(options.host === undefined ? {} : { host: options.host }) },
  });
  const address = server.httpServer.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return { server, url: `http://localhost:${port}/` };
}

/** Newest change of a file or of anything in a folder, milliseconds; 0 where there is nothing. */
function changedAt(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== '__pycache__');
  return Math.max(0, ...inside.map((name) => changedAt(join(path, name))));
}
