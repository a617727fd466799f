/**
 * Runs a TypeScript script of this folder with what it needs: `node scripts/bootstrap.mjs start|test|clip|bench [arguments]`.
 * Installs the packages where they are missing, and takes Node from the npm registry where this one is older than
 * package.json asks for. Plain JavaScript, because an old Node must be able to read it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Also in package.json's `engines`: Node reads TypeScript by itself from 22.18 on. */
const LEAST = { 22: 18, 24: 0 };
const LTS = 'node@24';

const [script, ...rest] = process.argv.slice(2);
if (!['start', 'test', 'clip', 'bench', 'third-party'].includes(script)) {
  console.error('Usage: node scripts/bootstrap.mjs start|test|clip|bench|third-party [arguments]');
  process.exit(2);
}
installPackages();
const node = newEnoughNode();
const file = script === 'bench' ? 'tests/bench/page.ts' : `scripts/${script}.ts`;
const { status } = spawnSync(node, [join(ROOT, file), ...rest], {
  cwd: ROOT,
  stdio: 'inherit',
  // The tools in node_modules/.bin take the first Node they find.
  env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
});
process.exit(status ?? 1);

/** This Node, or the LTS from the npm registry where this one is too old. */
function newEnoughNode() {
  if (nodeIsNewEnough()) return process.execPath;
  console.error(`Node ${process.versions.node} is too old for the tools here; using ${LTS} from npm.`);
  const path = spawnSync('npx', ['--yes', `--package=${LTS}`, '--', 'node', '-p', 'process.execPath'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  const found = (path.stdout ?? '').trim().split('\n').at(-1) ?? '';
  if (path.status === 0 && existsSync(found)) return found;
  console.error(`${LTS} could not be had from npm. Install Node 22.18 or later and try again.`);
  process.exit(1);
}

function nodeIsNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 24 || minor >= (LEAST[major] ?? Number.POSITIVE_INFINITY);
}

/**
 * Installs where node_modules is missing or not what the lock file says; standard output stays free for the script's own.
 * Not `npm ci`: it refuses a lock file that lacks the optional packages of other platforms, which some registries do not carry.
 */
function installPackages() {
  const done = join(ROOT, 'node_modules/.package-lock.json');
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  if (existsSync(done) && sameVersions(done, lock)) return;
  console.error('Installing packages (npm install) ...');
  const { status: failed } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (failed !== 0) {
    console.error('npm install failed. Check the network and the registry that npm is set to, then try again.');
    process.exit(1);
  }
}

function sameVersions(done, lock) {
  const versions = (file) => {
    const packages = Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages ?? {});
    return new Map(packages.filter(([path]) => path !== '').map(([path, { version }]) => [path, version]));
  };
  const installed = versions(done);
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages ?? {};
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional === true || installed.get(path) === version,
  );
}
