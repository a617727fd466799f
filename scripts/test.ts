/**
 * `npm test`: types, lint, dead exports, unit, browser and end-to-end tests, and the recipe's in Python.
 * The last line counts them. KINORA_REQUIRE_PYTHON=1 makes a machine without Python fail instead of skipping those.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM } from './chromium.ts';
import { FIREFOX } from './firefox.ts';
import type { Count } from './recipe-tests.ts';

const ROOT = join(import.meta.dirname, '..');

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}

installSystemPackages();
const steps: readonly (readonly [string, readonly string[]])[] = [
  ['types of the page', ['tsc', '-p', 'tsconfig.json']],
  ['types of the workers', ['tsc', '-p', 'tsconfig.workers.json']],
  ['types of scripts and tests', ['tsc', '-p', 'tsconfig.node.json']],
  ['lint', ['biome', 'check', '--error-on-warnings', '.']],
  ['dead exports', ['knip']],
];
const total: Count = { passed: 0, failed: 0 };
// Beside what needs no browser: it fetches PyTorch first, and then computes on one thread.
const recipe = beginRecipe();
for (const [name, command] of steps) tell(name, run(command));
add(total, vitest('unit'));
const ofRecipe = await recipe;
if (ofRecipe !== null) add(total, ofRecipe);
else if (process.env['KINORA_REQUIRE_PYTHON'] === '1') total.failed++;
for (const project of ['browser', 'e2e']) add(total, vitest(project));
// After the end-to-end tests, which have built the page.
tell(
  'third-party list',
  spawnSync(process.execPath, [join(ROOT, 'scripts/third-party.ts'), '--check'], { stdio: 'inherit' }).status === 0,
);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

function tell(name: string, ok: boolean): void {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
  total[ok ? 'passed' : 'failed']++;
}

function run([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(join(ROOT, 'node_modules/.bin', command), args, { cwd: ROOT, stdio: 'inherit' }).status === 0;
}

/** Counts of the recipe's tests, null where there is no Python for them. What they print is shown when they have ended. */
async function beginRecipe(): Promise<Count | null> {
  const folder = mkdtempSync(join(tmpdir(), 'kinora-test-'));
  const [file, log] = [join(folder, 'report.json'), join(folder, 'log.txt')];
  // To a file: nobody reads a pipe while the steps beside it run.
  const into = openSync(log, 'w');
  const child = spawn(process.execPath, [join(ROOT, 'scripts/recipe-tests.ts'), file], {
    stdio: ['ignore', into, into],
  });
  try {
    await once(child, 'exit');
    console.log(`The recipe's tests:\n${readFileSync(log, 'utf8')}`);
    if (!existsSync(file)) return { passed: 0, failed: 1 };
    return JSON.parse(readFileSync(file, 'utf8')) as Count | null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counts of one project; a run that could not start counts as a failure. */
function vitest(project: string): Count {
  const folder = mkdtempSync(join(tmpdir(), 'kinora-test-'));
  const file = join(folder, 'report.json');
  const ok = run([
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  try {
    if (!existsSync(file)) return { passed: 0, failed: 1 };
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
    const failed = report.numFailedTests === 0 && !ok ? Math.max(1, report.numFailedTestSuites) : report.numFailedTests;
    return { passed: report.numPassedTests, failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function add(to: Count, { passed, failed }: Count): void {
  to.passed += passed;
  to.failed += failed;
}

/** The browsers and ffprobe, from Debian's packages where this is root on Debian. Without Firefox its tests alone are left out. */
function installSystemPackages(): void {
  const missing = [...(existsSync(CHROMIUM) ? [] : ['chromium']), ...(hasFfprobe() ? [] : ['ffmpeg'])];
  const wished = [...missing, ...(existsSync(FIREFOX) ? [] : ['firefox-esr'])];
  if (wished.length === 0) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    if (missing.length === 0) return;
    console.error(
      `These are needed and not here: ${missing.join(', ')}. On Debian: sudo apt-get install ${missing.join(' ')}`,
    );
    console.error('Elsewhere install them by hand and set KINORA_CHROMIUM to the browser.');
    process.exit(1);
  }
  console.log(`Installing ${wished.join(', ')} from Debian's packages ...`);
  apt('update', '-qq');
  if (missing.length > 0 && !apt('install', '-y', '-qq', '--no-install-recommends', ...missing)) {
    console.error(`apt-get could not install ${missing.join(', ')}.`);
    process.exit(1);
  }
  if (!existsSync(FIREFOX)) apt('install', '-y', '-qq', '--no-install-recommends', 'firefox-esr');
}

function apt(...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

function hasFfprobe(): boolean {
  return spawnSync('ffprobe', ['-version'], { stdio: 'ignore' }).status === 0;
}
