import { join } from 'node:path';
import type { Plugin } from 'vite';

/** transformers.js imports an ONNX Runtime that it never uses here: the worker gives it the one already loaded. */
export function oneOrt(): Plugin {
  return {
    name: 'kinora-one-ort',
    enforce: 'pre',
    resolveId(source, importer) {
      const foreign = source === 'onnxruntime-web/webgpu' && importer?.includes('@huggingface') === true;
      return foreign ? join(import.meta.dirname, 'empty-ort.ts') : null;
    },
  };
}
