/** `npm start`: builds the page where it is stale, serves it, and opens the browser where there is a screen. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildWhereStale, serveSite } from './site.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4173' }, 'no-open': { type: 'boolean' } },
});

buildWhereStale();
const { url } = await serveSite({ port: Number(values.port) });
console.log(`Kinora is at ${url}  (Ctrl+C ends it)`);
if (values['no-open'] !== true && hasScreen()) openBrowser(url);

function hasScreen(): boolean {
  if (process.env['CI'] !== undefined || process.env['SSH_CONNECTION'] !== undefined) return false;
  if (process.platform !== 'linux') return true;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}

function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  const child = spawn(command ?? 'xdg-open', [...args, address], { stdio: 'ignore', detached: true });
  // The address is printed; a machine without an opener loses nothing.
  child.on('error', () => undefined);
  child.unref();
}
