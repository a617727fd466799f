import type { Plugin } from 'vite';

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
      // Its own files are copied, not bundled.
      found.add('onnxruntime-web');
      this.emitFile({ type: 'asset', fileName: 'packages.json', source: JSON.stringify([...found].sort()) });
    },
  };
}

function packageOf(id: string): string | null {
  const [, path] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id) ?? [];
  return path ?? null;
}
