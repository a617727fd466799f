import { describe, expect, it } from 'vitest';
import { createUpdateDesk } from '../../../src/app/library-update.ts';
import { whenNobodyWorks, whileWorking } from '../../../src/app/offline.ts';

/** A busy machine is no failure. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 10_000 });

/** A service worker as far as the desk sees it. */
class Worker extends EventTarget {
  readonly heard: unknown[] = [];
  state = 'installing';

  postMessage(message: unknown): void {
    this.heard.push(message);
  }

  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

class Registration extends EventTarget {
  waiting: Worker | null = null;
  installing: Worker | null = null;

  find(worker: Worker): void {
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
  }
}

function open(controlled: boolean) {
  const reloads: number[] = [];
  const container = Object.assign(new EventTarget(), { controller: controlled ? ({} as ServiceWorker) : null });
  const desk = createUpdateDesk({ reload: () => reloads.push(1), container });
  const registration = new Registration();
  const watch = () => desk.watch(registration as unknown as ServiceWorkerRegistration);
  const takeOver = () => container.dispatchEvent(new Event('controllerchange'));
  return { desk, registration, watch, takeOver, reloads };
}

describe('a new version', () => {
  it('waits and asks, takes over when it is told to, and reloads the page then', async () => {
    const { desk, registration, watch, takeOver, reloads } = open(true);
    watch();
    const worker = new Worker();
    registration.find(worker);
    expect(desk.state).toBe('none');
    worker.become('installed');
    expect(desk.state).toBe('ready');
    desk.act({ kind: 'reload' });
    await eventually(() => worker.heard).toEqual([{ type: 'activate' }]);
    expect(reloads).toEqual([]);
    takeOver();
    await eventually(() => reloads).toEqual([1]);
  });

  it('does not cost a clip that is begun between the click and the change', async (context) => {
    if (globalThis.navigator?.locks === undefined) context.skip('this Node has no Web Locks');
    const { desk, registration, watch, takeOver, reloads } = open(true);
    const worker = new Worker();
    registration.waiting = worker;
    watch();
    desk.act({ kind: 'reload' });
    await eventually(() => worker.heard).toEqual([{ type: 'activate' }]);
    const clip = Promise.withResolvers<void>();
    const making = whileWorking(clip.promise);
    await eventually(async () => (await navigator.locks.query()).pending?.length).toBe(1);
    takeOver();
    await eventually(() => desk.state).toBe('waits');
    expect(reloads).toEqual([]);
    clip.resolve();
    await making;
    await eventually(() => reloads).toEqual([1]);
  });

  it('that came to nothing after the click leaves the page as it was, and the next one asks again', async () => {
    const { desk, registration, watch, reloads } = open(true);
    const worker = new Worker();
    registration.waiting = worker;
    watch();
    desk.act({ kind: 'reload' });
    await eventually(() => worker.heard).toEqual([{ type: 'activate' }]);
    worker.become('redundant');
    await eventually(() => desk.state).toBe('none');
    expect(reloads).toEqual([]);
    const next = new Worker();
    registration.find(next);
    next.become('installed');
    expect(desk.state).toBe('ready');
  });

  it('that waited since the last visit asks too', () => {
    const { desk, registration, watch } = open(true);
    registration.waiting = new Worker();
    watch();
    expect(desk.state).toBe('ready');
    desk.act({ kind: 'later' });
    expect(desk.state).toBe('none');
  });

  it('does not ask at the very first visit, nor when the first version takes its place', () => {
    const { desk, registration, watch, takeOver, reloads } = open(false);
    watch();
    const worker = new Worker();
    registration.find(worker);
    worker.become('installed');
    takeOver();
    expect([desk.state, reloads]).toEqual(['none', []]);
  });

  it('that another tab took is told, and the page stays as it is', async () => {
    const { desk, takeOver, reloads } = open(true);
    takeOver();
    expect([desk.state, reloads]).toEqual(['taken', []]);
    desk.act({ kind: 'reload' });
    await eventually(() => reloads).toEqual([1]);
  });

  it('waits for the clip that any tab makes', async (context) => {
    if (globalThis.navigator?.locks === undefined) context.skip('this Node has no Web Locks');
    const { desk, registration, watch } = open(true);
    const worker = new Worker();
    registration.waiting = worker;
    watch();
    const clip = Promise.withResolvers<void>();
    const making = whileWorking(clip.promise);
    await eventually(async () => (await navigator.locks.query()).held?.length).toBe(1);
    desk.act({ kind: 'reload' });
    await eventually(() => desk.state).toBe('waits');
    expect(worker.heard).toEqual([]);
    clip.reject(new Error('The clip failed.'));
    await making;
    await eventually(() => worker.heard).toEqual([{ type: 'activate' }]);
    worker.become('redundant');
  });

  it('waits for a clip that was begun while it waited for another', async (context) => {
    if (globalThis.navigator?.locks === undefined) context.skip('this Node has no Web Locks');
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const order: string[] = [];
    const makingFirst = whileWorking(first.promise);
    await eventually(async () => (await navigator.locks.query()).held?.length).toBe(1);
    const working = whenNobodyWorks(
      async () => void order.push('work'),
      () => order.push('wait'),
    );
    await eventually(async () => (await navigator.locks.query()).pending?.length).toBe(1);
    const makingSecond = whileWorking(second.promise);
    first.resolve();
    await makingFirst;
    await eventually(async () => (await navigator.locks.query()).held?.map(({ mode }) => mode)).toEqual(['shared']);
    expect(order).toEqual(['wait']);
    second.resolve();
    await Promise.all([makingSecond, working]);
    expect(order).toEqual(['wait', 'work']);
  });
});

describe('work that waits for nobody to make a clip', () => {
  it('begins at once where nobody does', async () => {
    const order: string[] = [];
    await whenNobodyWorks(
      async () => void order.push('work'),
      () => order.push('wait'),
    );
    expect(order).toEqual(['work']);
  });
});
