import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, type PreviewServer, preview } from 'vite';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['src', 'workers', 'models', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'scripts'];

/** Builds `dist/` where any source is newer than the last build. */
export async function buildWhereStale(): Promise<void> {
  const built = changedAt(join(ROOT, 'dist/service.js'));
  if (built > Math.max(...SOURCES.map((name) => changedAt(join(ROOT, name))))) return;
  await build({ root: ROOT, logLevel: 'warn' });
}

/** Serves `dist/`; the caller closes the server. */
export async function serveSite(options: {
  port: number;
  host?: string;
}): Promise<{ server: PreviewServer; url: string }> {
  const server = await preview({
    root: ROOT,
    logLevel: 'error',
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
