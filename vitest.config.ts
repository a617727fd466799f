import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM, CHROMIUM_FLAGS, SOFTWARE_WEBGPU_FLAGS } from './scripts/chromium.ts';
import { oneOrt } from './scripts/one-ort.ts';
import { ortFiles } from './scripts/ort-files.ts';
import { mediaFiles } from './tests/media-files.ts';

const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  test: {
    projects: [
      // A busy machine takes several times as long as an idle one.
      { test: { name: 'unit', environment: 'node', include: ['tests/unit/**/*.test.ts'], testTimeout: 30_000 } },
      {
        plugins: [oneOrt(), ortFiles(), mediaFiles()],
        server: { headers: ISOLATION },
        optimizeDeps: {
          exclude: ['onnxruntime-web'],
          rolldownOptions: { plugins: [oneOrt()] },
          include: [
            '@noble/hashes/sha2.js',
            '@huggingface/transformers',
            '@lit/localize',
            'axe-core',
            'comlink',
            'fflate',
            'gifenc',
            'idb-keyval',
            'lit',
            'lit/directives/keyed.js',
            'lit/directives/repeat.js',
            'mediabunny',
            'mp4-muxer',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts', 'tests/contract/**/*.test.ts'],
          testTimeout: 120_000,
          expect: { poll: { timeout: 10_000 } },
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS, ...SOFTWARE_WEBGPU_FLAGS] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/build-once.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
