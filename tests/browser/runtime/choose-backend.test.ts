import { expect, it } from 'vitest';
import { chooseBackend, type SelfCheck } from '../../../src/runtime/choose-backend.ts';
import { openSessions } from '../../../src/runtime/session.ts';
import { loadTiny } from '../../contract/tiny-model.ts';

const ORT = new URL('/ort/', location.href).href;

async function check(): Promise<SelfCheck> {
  return (await loadTiny()).selfCheck();
}

it('passes over an adapter that computes on the processor, and says why', async () => {
  const { report } = await chooseBackend(ORT, await check());
  expect(report.kind).toBe('wasm');
  expect(report.tried.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['webgpu-f16', 'unavailable'],
    ['webgpu-f32', 'unavailable'],
    ['wasm', 'chosen'],
  ]);
  expect(report.tried[1]?.reason).toMatch(/processor/);
});

it('takes WebGPU where it is wanted and answers rightly', async () => {
  const { report } = await chooseBackend(ORT, await check(), 'webgpu-f32');
  expect(report.kind).toBe('webgpu-f32');
  expect(report.tried[0]?.cosine).toBeGreaterThan(0.9999);
});

it('trusts no backend whose answer is wrong, and leaves no session behind', async () => {
  const right = await check();
  const wrong = { ...right, answer: right.answer.map((value, at) => (at % 2 === 0 ? value : -value)) };
  await expect(chooseBackend(ORT, wrong, 'wasm')).rejects.toMatchObject({ data: { code: 'backend-failed' } });
  expect(openSessions()).toBe(0);
});

it('says what is missing where 16-bit floats are wanted and the adapter has none', async () => {
  const chosen = chooseBackend(ORT, await check(), 'webgpu-f16');
  await expect(chosen).rejects.toThrow(/16-bit/);
});

it('reports a lost device to the network that runs on it', async () => {
  const check0 = await check();
  const { createSession, lost } = await chooseBackend(ORT, check0, 'webgpu-f32');
  const session = await createSession(check0.request('f32'));
  const device = devices.at(-1);
  device?.destroy();
  await expect(lost).rejects.toMatchObject({ data: { code: 'device-lost', retryable: true } });
  await expect(session.run(check0.inputs)).rejects.toMatchObject({ data: { code: 'device-lost' } });
});

/** Every device handed out in this page, so that a test can take one away. */
const devices: GPUDevice[] = [];
const request = GPUAdapter.prototype.requestDevice;
GPUAdapter.prototype.requestDevice = async function (descriptor) {
  const device = await request.call(this, descriptor);
  devices.push(device);
  return device;
};
