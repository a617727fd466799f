import type * as Ort from 'onnxruntime-web';
import type { BackendReport } from '../contract/backend.ts';
import { AppError } from '../contract/result.ts';

export type OrtModule = typeof Ort;

export interface LoadedOrt {
  readonly ort: OrtModule;
  readonly build: BackendReport['build'];
  readonly threads: number;
}

/** More threads than this gain nothing on networks this small. */
const MOST_THREADS = 4;

/**
 * Loads the ONNX Runtime Web build that fits this browser: `jspi` where WebAssembly can suspend, `webgpu` (asyncify) where
 * there is WebGPU without it, else `wasm`. Never the default entry, in which f16 and 4-bit matrices were silently wrong.
 * @param base absolute URL of the folder with ONNX Runtime's own files
 */
export async function loadOrt(base: string): Promise<LoadedOrt> {
  const build = chooseBuild();
  const ort = await importBuild(build);
  const threads = crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency || 1) : 1;
  ort.env.wasm.wasmPaths = base;
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  return { ort, build, threads };
}

function chooseBuild(): BackendReport['build'] {
  if ('Suspending' in WebAssembly) return 'jspi';
  return 'gpu' in navigator ? 'webgpu' : 'wasm';
}

async function importBuild(build: BackendReport['build']): Promise<OrtModule> {
  try {
    if (build === 'jspi') return await import('onnxruntime-web/jspi');
    if (build === 'webgpu') return await import('onnxruntime-web/webgpu');
    return await import('onnxruntime-web/wasm');
  } catch (cause) {
    throw new AppError('network', 'start', 'ONNX Runtime could not be loaded.', { retryable: true, cause });
  }
}
