import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What the workers' bundles and the page's bundle hold; several builds of one run add to it. */
const found = new Set<string>();

/** Writes `packages.json` into the build: the npm packages whose code is in it, workers included. */
export function shippedPackages(): Plugin {
  return {
    name: 'kinora-shipped-packages',
    apply: 'build',
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(output.modules)) {
          const name = packageOf(id);
          if (name !== null && renderedLength > 0) found.add(name);
        }
      }
    },
    writeBundle({ dir }) {
      writeFileSync(join(dir ?? 'dist', 'packages.json'), JSON.stringify([...found].sort()));
    },
  };
}

function packageOf(id: string): string | null {
  const [, path] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id) ?? [];
  return path ?? null;
}
