import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { ISOLATION_HEADERS } from './scripts/isolation.ts';
import { oneOrt } from './scripts/one-ort.ts';
import { ortFiles } from './scripts/ort-files.ts';
import { serviceWorker } from './scripts/service-worker-plugin.ts';
import { shippedPackages } from './scripts/shipped-packages.ts';

const MODEL_FOLDER = join(import.meta.dirname, 'models/kinora');
const MODEL_FILES = ['manifest.json', 'text-manifest.json', 'card.md', 'weights'];

/** Copies the built-in model's files beside the page; they are fetched at run time, never bundled. */
function modelFiles(): Plugin {
  return {
    name: 'kinora-model-files',
    apply: 'build',
    writeBundle({ dir }) {
      for (const name of MODEL_FILES) {
        const from = join(MODEL_FOLDER, name);
        if (existsSync(from)) cpSync(from, join(dir ?? 'dist', 'models/kinora', name), { recursive: true });
      }
    },
  };
}

/** ONNX Runtime's JavaScript loads its WebAssembly from `ort/` by itself; bundled copies of it would only be dead weight. */
const conditions = ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions];

export default defineConfig({
  // Relative, so that dist/ runs from any subfolder of a plain static host.
  base: './',
  resolve: { conditions },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 700,
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  worker: { format: 'es', plugins: () => [oneOrt(), shippedPackages()] },
  plugins: [oneOrt(), ortFiles(), modelFiles(), shippedPackages(), serviceWorker()],
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: ISOLATION_HEADERS },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
});
