import { expect, it } from 'vitest';

it('runs in a browser with WebGPU, threads and JSPI', async () => {
  expect(await navigator.gpu.requestAdapter()).not.toBeNull();
  expect(crossOriginIsolated).toBe(true);
  expect('Suspending' in WebAssembly).toBe(true);
  const response = await fetch('/ort/ort-wasm-simd-threaded.jspi.wasm', { method: 'HEAD' });
  expect(response.headers.get('content-type')).toBe('application/wasm');
});
