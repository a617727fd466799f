import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** What each zone may import besides itself. `family` is `models/family.ts`; `types:` allows `import type` alone. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  numeric: ['contract'],
  graph: ['contract'],
  tasks: ['contract'],
  runtime: ['contract', 'numeric'],
  weights: ['contract', 'numeric'],
  media: ['contract', 'numeric'],
  safety: ['contract', 'numeric'],
  library: ['contract', 'numeric'],
  family: ['contract', 'types:numeric', 'types:runtime'],
  'models/kinora': ['family', 'contract', 'numeric', 'graph', 'types:runtime'],
  pipeline: ['contract', 'numeric', 'types:family'],
  workers: [
    'contract',
    'numeric',
    'graph',
    'tasks',
    'runtime',
    'weights',
    'media',
    'safety',
    'library',
    'pipeline',
    'family',
    'registry',
    'models/kinora',
  ],
  registry: ['family', 'contract', 'models/kinora'],
  engine: ['contract', 'workers'],
  app: ['engine', 'tasks', 'library', 'contract'],
  ui: ['app', 'contract'],
  main: ['app', 'ui', 'engine', 'contract'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function zoneOf(path: string): string | null {
  if (path === 'models/family.ts') return 'family';
  if (path === 'models/registry.ts') return 'registry';
  if (path === 'src/main.ts') return 'main';
  const [top, second] = path.split('/');
  if (top === 'workers') return 'workers';
  if (top === 'models') return `models/${second}`;
  return top === 'src' && second !== undefined ? second : null;
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('recipe'))
    .map((name) => normalize(join(folder, name)));
}

/** Relative imports of a file, dynamic ones and worker URLs included. */
function importsOf(path: string): readonly Import[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const found: Import[] = [];
  const patterns = [
    /(?:^|\n)\s*(import|export)\s+(type\s+)?[^'";]*?from\s+'(\.[^']+)'/g,
    /()()\bimport\(\s*'(\.[^']+)'\s*\)/g,
    /()()new URL\(\s*'(\.[^']+\.ts)',\s*import\.meta\.url/g,
  ];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const target = relative(ROOT, join(ROOT, dirname(path), match[3] ?? ''));
      found.push({ from: path, to: target, typeOnly: match[2] !== undefined && match[2] !== '' });
    }
  }
  return found;
}

function breaks({ from, to, typeOnly }: Import): boolean {
  const zone = zoneOf(from);
  const target = zoneOf(to);
  if (zone === null || target === null || zone === target) return false;
  const allowed = TABLE[zone] ?? [];
  return !(allowed.includes(target) || (typeOnly && allowed.includes(`types:${target}`)));
}

const FILES = ['src', 'models', 'workers'].flatMap(sources);

describe('the import table', () => {
  it('knows every zone that exists', () => {
    const zones = new Set(FILES.map(zoneOf).filter((zone) => zone !== null));
    expect([...zones].filter((zone) => !(zone in TABLE))).toEqual([]);
  });

  it('is kept by every import', () => {
    const broken = FILES.flatMap(importsOf)
      .filter(breaks)
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(broken).toEqual([]);
  });

  it('would notice a broken rule', () => {
    expect(breaks({ from: 'src/numeric/rng.ts', to: 'src/ui/app.ts', typeOnly: false })).toBe(true);
    expect(breaks({ from: 'src/pipeline/run-plan.ts', to: 'models/family.ts', typeOnly: false })).toBe(true);
    expect(breaks({ from: 'src/pipeline/run-plan.ts', to: 'models/family.ts', typeOnly: true })).toBe(false);
  });

  it('sees the imports of the real sources', () => {
    expect(FILES.flatMap(importsOf).length).toBeGreaterThan(30);
  });
});
