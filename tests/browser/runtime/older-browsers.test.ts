import { expect, it } from 'vitest';
import { chooseBackend } from '../../../src/runtime/choose-backend.ts';
import { loadTiny } from '../../contract/tiny-model.ts';

const ORT = new URL('/ort/', location.href).href;

it('computes rightly with the build for browsers that cannot suspend WebAssembly', async () => {
  Reflect.deleteProperty(WebAssembly, 'Suspending');
  const { report } = await chooseBackend(ORT, (await loadTiny()).selfCheck());
  expect(report).toMatchObject({ kind: 'wasm', build: 'webgpu' });
});

it('computes rightly with the build for browsers without WebGPU', async () => {
  Reflect.deleteProperty(WebAssembly, 'Suspending');
  Reflect.deleteProperty(Navigator.prototype, 'gpu');
  const { report } = await chooseBackend(ORT, (await loadTiny()).selfCheck());
  expect(report).toMatchObject({ kind: 'wasm', build: 'wasm' });
  expect(report.tried[0]?.reason).toMatch(/no WebGPU/);
});
