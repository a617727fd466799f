import { cpSync, createReadStream, existsSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Plugin } from 'vite';

const ORT_DIST = join(import.meta.dirname, '../node_modules/onnxruntime-web/dist');

/** The files ONNX Runtime Web loads by itself at run time, one pair for each of its builds. */
export const ORT_FILES = ['jspi', 'asyncify', '']
  .map((variant) => `ort-wasm-simd-threaded${variant === '' ? '' : `.${variant}`}`)
  .flatMap((name) => [`${name}.mjs`, `${name}.wasm`]);

/** Serves ONNX Runtime's own files under `ort/` in development and tests, and copies them there in a build. */
export function ortFiles(): Plugin {
  return {
    name: 'kinora-ort-files',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        const name = basename(path);
        if (!path.includes('/ort/') || !ORT_FILES.includes(name) || !existsSync(join(ORT_DIST, name))) return next();
        response.setHeader('Content-Type', extname(name) === '.wasm' ? 'application/wasm' : 'text/javascript');
        response.setHeader('Content-Length', statSync(join(ORT_DIST, name)).size);
        response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
        response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
        createReadStream(join(ORT_DIST, name)).pipe(response);
      });
    },
    writeBundle({ dir }) {
      for (const name of ORT_FILES) cpSync(join(ORT_DIST, name), join(dir ?? 'dist', 'ort', name));
    },
  };
}
