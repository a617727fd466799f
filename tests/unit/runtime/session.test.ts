import { expect, it } from 'vitest';
import type { OrtModule } from '../../../src/runtime/load-ort.ts';
import { ExclusiveQueue } from '../../../src/runtime/queue.ts';
import { openSessions, sessionFactory } from '../../../src/runtime/session.ts';

it('hands weight files to ONNX Runtime as bytes, which it need not wait for in the middle of making a session', async () => {
  const asked: unknown[] = [];
  const InferenceSession = {
    create: (model: Uint8Array, options: { readonly externalData: unknown }) => {
      asked.push(model, options.externalData);
      return Promise.resolve({ release: () => Promise.resolve() });
    },
  };
  const ort = { InferenceSession } as unknown as OrtModule;
  const lost = new Promise<never>(() => undefined);
  const create = sessionFactory({ ort, queue: new ExclusiveQueue(), provider: { name: 'wasm' }, lost });
  const model = Uint8Array.of(8);
  const session = await create({ label: 'g', model, files: [{ name: 'w', blob: new Blob([Uint8Array.of(1, 2, 3)]) }] });
  expect(asked).toEqual([model, [{ path: 'w', data: Uint8Array.of(1, 2, 3) }]]);
  expect(openSessions()).toBe(1);
  await session.release();
  expect(openSessions()).toBe(0);
});
