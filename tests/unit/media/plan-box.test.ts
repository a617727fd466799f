import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/contract/result.ts';
import { carryPlan, readPlanBox, withPlanBox } from '../../../src/media/plan-box.ts';

const PLAN = JSON.stringify({ version: 2, task: 'text-to-video', prompt: 'ein Fuchs läuft, 狐, 🦊' });

/** A box with a 32-bit size. */
function box(type: string, body: Uint8Array<ArrayBuffer> | number): Blob {
  const bytes = typeof body === 'number' ? new Uint8Array(body) : body;
  return new Blob([u32(8 + bytes.length), type, bytes]);
}

function u32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** A file of the right build, without pictures. */
const MP4 = new Blob([box('ftyp', 16), box('moov', 100), box('mdat', 1000)], { type: 'video/mp4' });

async function bytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** A Blob that counts the bytes which are really read of it and of its slices. */
class CountedBlob extends Blob {
  read = 0;
  override slice(begin?: number, end?: number, type?: string): Blob {
    const piece = super.slice(begin, end, type);
    const count = (size: number): void => {
      this.read += size;
    };
    const whole = piece.arrayBuffer.bind(piece);
    piece.arrayBuffer = () => {
      count(piece.size);
      return whole();
    };
    return piece;
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    this.read += this.size;
    return super.arrayBuffer();
  }
}

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error(`no refusal: ${String(thrown)}`);
  return thrown;
}

describe('the plan in the file', () => {
  it('comes back to the letter, and nothing before it moves', async () => {
    const carried = withPlanBox(MP4, PLAN);
    expect(carried.type).toBe('video/mp4');
    expect(await readPlanBox(carried)).toBe(PLAN);
    expect(await bytes(carried.slice(0, MP4.size))).toEqual(await bytes(MP4));
  });

  it('is a uuid box: size, type, own id, version, UTF-8', async () => {
    const tail = await bytes(withPlanBox(MP4, '{}').slice(MP4.size));
    expect(new DataView(tail.buffer).getUint32(0)).toBe(tail.length);
    expect(new TextDecoder().decode(tail.subarray(4, 8))).toBe('uuid');
    expect([...tail.subarray(8, 24)].map((byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(
      '6b696e6f72614b1d9c52706c616e21e5',
    );
    expect(tail[24]).toBe(1);
    expect(new TextDecoder().decode(tail.subarray(25))).toBe('{}');
  });

  it('is replaced, not doubled, and can be taken out again', async () => {
    const once = await carryPlan(MP4, PLAN);
    const twice = await carryPlan(once, '{"other":1}');
    expect(await readPlanBox(twice)).toBe('{"other":1}');
    expect(twice.size).toBe(MP4.size + 25 + 11);
    const bare = await carryPlan(twice, null);
    expect(await bytes(bare)).toEqual(await bytes(MP4));
    expect(bare.type).toBe('video/mp4');
    expect(await carryPlan(MP4, null)).toBe(MP4);
  });

  it('is found without reading the pictures, however large they are', async () => {
    const large = new CountedBlob([
      await bytes(box('moov', 10)),
      await bytes(box('mdat', 50_000_000)),
      await bytes(withPlanBox(new Blob([]), PLAN)),
    ]);
    expect(await readPlanBox(large)).toBe(PLAN);
    expect(large.read).toBeLessThan(1000);
  });

  it('is found behind boxes of 64-bit size and other uuid boxes', async () => {
    const long = new Uint8Array(16 + 40);
    const view = new DataView(long.buffer);
    view.setUint32(0, 1);
    long.set(new TextEncoder().encode('mdat'), 4);
    view.setBigUint64(8, BigInt(long.length));
    const file = withPlanBox(new Blob([box('moov', 4), long, box('uuid', 30), box('uuid', 3)]), PLAN);
    expect(await readPlanBox(file)).toBe(PLAN);
  });
});

describe('where there is no plan, null comes back', () => {
  it.each<readonly [string, Blob]>([
    ['an empty file', new Blob([])],
    ['a clip without one', MP4],
    ['text', new Blob(['Dear diary, today nothing happened at all.'])],
    ['zeros', new Blob([new Uint8Array(100_000)])],
    ['ones', new Blob([new Uint8Array(100_000).fill(255)])],
    ['a WebM', new Blob([new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42])])],
    ['a box that reaches to the end of the file', new Blob([box('moov', 4), u32(0), 'mdat', new Uint8Array(500)])],
    ['a plan inside another box', new Blob([u32(0), 'mdat', withPlanBox(new Blob([]), PLAN)])],
    ['a file cut off in its pictures', MP4.slice(0, 500)],
    ['a 64-bit size without its 8 bytes', new Blob([u32(1), 'mdat', u32(0)])],
    ['a 64-bit size beyond all files', new Blob([u32(1), 'mdat', new Uint8Array(8).fill(255), new Uint8Array(9)])],
    ['a size that points into itself', new Blob([u32(4), 'mdat', new Uint8Array(50)])],
    ['twenty thousand empty boxes', new Blob(Array.from({ length: 20_000 }, () => box('free', 0)))],
  ])('%s', async (_, file) => {
    expect(await readPlanBox(file)).toBeNull();
  });

  it('for files of chance bytes', async () => {
    for (let i = 0; i < 200; i++) {
      const file = new Blob([box('ftyp', 8), crypto.getRandomValues(new Uint8Array(512))]);
      expect(await readPlanBox(file)).toBeNull();
    }
  });
});

describe('a plan that cannot be read is said so', () => {
  it('cut off', async () => {
    const carried = withPlanBox(MP4, PLAN);
    const error = await refusal(readPlanBox(carried.slice(0, carried.size - 5)));
    expect(error.data).toMatchObject({ code: 'input-unreadable', detail: 'The plan in this file is cut off.' });
  });

  it('of a newer version, damaged, or too large', async () => {
    const carried = await bytes(withPlanBox(MP4, PLAN));
    const newer = carried.slice();
    newer[MP4.size + 24] = 2;
    expect((await refusal(readPlanBox(new Blob([newer])))).data.detail).toContain('newer Kinora');
    const damaged = carried.slice();
    damaged[MP4.size + 40] = 0xff;
    expect((await refusal(readPlanBox(new Blob([damaged])))).data.detail).toContain('damaged');
    const large = withPlanBox(MP4, ' '.repeat(5 * 1024 * 1024));
    expect((await refusal(readPlanBox(large))).data.detail).toContain('too large');
  });

  it('and no plan goes into what is no whole MP4', async () => {
    for (const file of [new Blob(['GIF89a']), MP4.slice(0, 700), new Blob([box('ftyp', 8)])]) {
      expect((await refusal(carryPlan(file, PLAN))).data.code).toBe('input-unreadable');
    }
  });
});
