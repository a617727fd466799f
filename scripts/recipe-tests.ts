/**
 * `node scripts/recipe-tests.ts FILE`: the tests of the Python recipe, in an environment of their own that is made when first
 * needed. Writes what they come to as JSON, a `Count`, or null with the reason told where there is no Python for them.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, '.work/python');
const REQUIREMENTS = join(ROOT, 'models/recipe/requirements.txt');
/** Oldest Python with the packages of the requirements. */
const LEAST = [3, 11] as const;

export interface Count {
  passed: number;
  failed: number;
}

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('Say where the result goes: node scripts/recipe-tests.ts result.json');
writeFileSync(target, JSON.stringify(recipeTests()));

function recipeTests(): Count | null {
  const python = environment();
  if (python === null) return null;
  const run = spawnSync(python, ['-m', 'unittest', 'discover', '-t', '.', '-s', 'tests/recipe'], {
    cwd: ROOT,
    encoding: 'utf8',
    // Two threads each would fight with whatever else computes; one is as fast for networks this small.
    env: { ...process.env, OMP_NUM_THREADS: '1' },
    maxBuffer: 1 << 28,
  });
  const ran = Number(/Ran (\d+) tests?/.exec(run.stderr)?.[1] ?? 0);
  const bad = [...run.stderr.matchAll(/(?:failures|errors|unexpected successes)=(\d+)/g)];
  const failed = bad.reduce((sum, [, count]) => sum + Number(count), 0);
  const broken = run.status !== 0 || ran === 0;
  if (broken) console.error(run.stdout.slice(-4000), run.stderr.slice(-8000));
  return { passed: ran - failed, failed: broken ? Math.max(1, failed) : 0 };
}

/** The environment's Python, made and filled where it is not up to date; null where it cannot be had. */
function environment(): string | null {
  const python = join(FOLDER, 'bin/python');
  const mark = join(FOLDER, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return python;
  const system = ['python3', 'python'].find(isRecent);
  if (system === undefined) return skip(`no Python ${LEAST.join('.')} or newer was found`);
  console.log('Making a Python environment for the recipe (PyTorch; some minutes, once) ...');
  if (!ok(system, ['-m', 'venv', '--clear', FOLDER]) && !(venvFromDebian() && ok(system, ['-m', 'venv', FOLDER]))) {
    return skip('python3 -m venv failed; on Debian: sudo apt-get install python3-venv');
  }
  // PyTorch alone first: the others would otherwise bring a build of their own choice.
  for (const packages of [[torchLine()], ['-r', REQUIREMENTS]]) {
    if (!ok(python, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', ...packages])) {
      return skip(`pip could not install ${packages.join(' ')}`);
    }
  }
  writeFileSync(mark, wanted);
  return python;
}

function torchLine(): string {
  const line = readFileSync(REQUIREMENTS, 'utf8')
    .split('\n')
    .find((text) => text.startsWith('torch'));
  if (line === undefined) throw new Error(`${REQUIREMENTS} does not name torch.`);
  return line;
}

function isRecent(command: string): boolean {
  const test = `import sys; sys.exit(sys.version_info < (${LEAST.join(', ')}))`;
  return spawnSync(command, ['-c', test], { stdio: 'ignore' }).status === 0;
}

function venvFromDebian(): boolean {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return false;
  return ok('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3-venv']);
}

function ok(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function skip(reason: string): null {
  console.error(`The tests of models/recipe were skipped: ${reason}.`);
  return null;
}
