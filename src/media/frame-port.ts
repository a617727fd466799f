import { AppError } from '../contract/result.ts';
import type { RawFrame } from '../contract/verdict.ts';
import { type CreditMessage, FRAME_CREDITS, type FrameMessage } from '../contract/workers.ts';
import { FrameLedger, type FrameSource } from './frame-ledger.ts';
import { holdLifeLock, whenGone } from './life-lock.ts';

/** First word of either end: while this lock is held, its thread lives. A matter of the port, so not in the contract. */
interface Greeting {
  readonly type: 'greeting';
  readonly lock: string;
}

/** The sending end of a frame port. Calls come one at a time. */
export interface FrameSink {
  /**
   * Waits for a credit and hands the frame over: its pixels are gone here afterwards. Rejects with `encode-failed`
   * once the receiver has stopped or died, with `cancelled` after `abort`.
   */
  write(frame: RawFrame): Promise<void>;
  /** Says that no more frames come, and closes the port. */
  end(): void;
  /** Says that the clip is not wanted any more, and closes the port. Harmless after `end`. */
  abort(): void;
}

/**
 * Sends frames through a port, never more than the receiver gave credits for. Takes the port over; its owner calls `end`
 * or `abort` on every path.
 */
export function frameSink(port: MessagePort): FrameSink {
  let credits = 0;
  let closed: AppError | null = null;
  let changed = Promise.withResolvers<void>();
  const watch = new AbortController();
  const notify = (): void => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  const close = (why: AppError): void => {
    closed ??= why;
    watch.abort();
    port.close();
    notify();
  };
  port.addEventListener('message', ({ data }: MessageEvent<CreditMessage | Greeting>) => {
    if (data.type === 'stop') close(failed('The encoder stopped taking frames.'));
    else if (data.type === 'greeting')
      onDeath(data.lock, watch.signal, () => close(failed('The encoder is gone.', true)));
    else {
      credits++;
      notify();
    }
  });
  port.start();
  greet(port);

  const finish = (message: FrameMessage, why: AppError): void => {
    if (closed === null) port.postMessage(message);
    close(why);
  };
  return {
    async write({ index, width, height, rgba }) {
      while (closed === null && credits === 0) await changed.promise;
      if (closed !== null) throw closed;
      credits--;
      const whole = rgba.byteLength === rgba.buffer.byteLength ? rgba.buffer : rgba.slice().buffer;
      port.postMessage({ type: 'frame', index, width, height, rgba: whole } satisfies FrameMessage, [whole]);
    },
    end: () => finish({ type: 'end' }, failed('The frames had ended.')),
    abort: () => finish({ type: 'abort' }, cancelled('The clip was stopped.')),
  };
}

/**
 * Receives frames from a port. The first pull gives the sender its credits, every later one gives one back, so that at
 * most `FRAME_CREDITS` frames are between sender and consumer. Takes the port over and closes it at the end, at a
 * failure and at `return`. A sender that aborts or dies: `cancelled`; one that breaks the protocol: `encode-failed`.
 */
export function frameSource(port: MessagePort): FrameSource {
  const ledger = new FrameLedger();
  // Listens from now on, so that a sender which dies before the first pull is noticed.
  const receiver = new FrameReceiver(port, ledger);
  return { ledger, [Symbol.asyncIterator]: () => receiver };
}

class FrameReceiver implements AsyncIterator<RawFrame, undefined> {
  readonly #port: MessagePort;
  readonly #ledger: FrameLedger;
  readonly #waiting: RawFrame[] = [];
  readonly #watch = new AbortController();
  /** Frames that the sender may still send. */
  #credits = 0;
  #owed = FRAME_CREDITS;
  #ended = false;
  #failure: AppError | null = null;
  #changed = Promise.withResolvers<void>();

  constructor(port: MessagePort, ledger: FrameLedger) {
    this.#port = port;
    this.#ledger = ledger;
    port.addEventListener('message', ({ data }) => this.#receive(data));
    port.addEventListener('messageerror', () => this.#fail(failed('A frame did not survive its way here.')));
    port.start();
    greet(port);
  }

  async next(): Promise<IteratorResult<RawFrame, undefined>> {
    for (; this.#owed > 0; this.#owed--) this.#giveCredit();
    while (this.#waiting.length === 0 && !this.#ended && this.#failure === null) await this.#changed.promise;
    if (this.#failure !== null) throw this.#failure;
    const frame = this.#waiting.shift();
    this.#ledger.set('waiting', this.#waiting.length);
    if (frame === undefined) return { done: true, value: undefined };
    this.#owed = 1;
    return { done: false, value: frame };
  }

  async return(): Promise<IteratorResult<RawFrame, undefined>> {
    this.#fail(cancelled('Nobody takes the frames any more.'));
    return { done: true, value: undefined };
  }

  #giveCredit(): void {
    if (this.#ended) return;
    this.#credits++;
    this.#port.postMessage({ type: 'credit' } satisfies CreditMessage);
  }

  #receive(message: unknown): void {
    if (this.#ended || this.#failure !== null) return;
    const parsed = parseMessage(message);
    if (parsed === null) this.#fail(failed('A message that is no frame came in.'));
    else if (parsed === 'abort') this.#fail(cancelled('The clip was stopped.'));
    else if (parsed === 'end') this.#end();
    else if ('lock' in parsed) {
      onDeath(parsed.lock, this.#watch.signal, () => this.#fail(cancelled('The sender of the frames is gone.')));
    } else if (this.#credits-- === 0) this.#fail(failed(`Frame ${parsed.index} came in without a credit.`));
    else {
      this.#waiting.push(parsed);
      this.#ledger.set('waiting', this.#waiting.length);
      this.#notify();
    }
  }

  #end(): void {
    this.#ended = true;
    this.#watch.abort();
    this.#port.close();
    this.#notify();
  }

  #fail(failure: AppError): void {
    if (this.#ended || this.#failure !== null) return;
    this.#failure = failure;
    this.#watch.abort();
    this.#waiting.length = 0;
    this.#ledger.set('waiting', 0);
    this.#port.postMessage({ type: 'stop' } satisfies CreditMessage);
    this.#port.close();
    this.#notify();
  }

  #notify(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

let ownLock: Promise<string> | null = null;

/** Tells the other end how to notice the death of this thread. Without Web Locks (not a secure context) nothing is told. */
function greet(port: MessagePort): void {
  if (!('locks' in navigator)) return;
  ownLock ??= holdLifeLock('kinora-frames');
  ownLock.then((lock) => port.postMessage({ type: 'greeting', lock } satisfies Greeting)).catch(() => undefined);
}

function onDeath(lock: string, signal: AbortSignal, act: () => void): void {
  whenGone(lock, signal).then(act, () => undefined);
}

function parseMessage(message: unknown): RawFrame | Greeting | 'end' | 'abort' | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'end' || message.type === 'abort') return message.type;
  if (message.type === 'greeting') {
    return 'lock' in message && typeof message.lock === 'string' ? { type: 'greeting', lock: message.lock } : null;
  }
  const { type, index, width, height, rgba } = message as Partial<Extract<FrameMessage, { type: 'frame' }>>;
  if (type !== 'frame' || !(rgba instanceof ArrayBuffer)) return null;
  if (index === undefined || width === undefined || height === undefined) return null;
  if (![index, width, height].every(Number.isInteger) || rgba.byteLength !== width * height * 4) return null;
  return { index, width, height, rgba: new Uint8ClampedArray(rgba) };
}

function failed(detail: string, retryable = false): AppError {
  return new AppError('encode-failed', 'encode', detail, { retryable });
}

function cancelled(detail: string): AppError {
  return new AppError('cancelled', 'encode', detail, { retryable: true });
}
