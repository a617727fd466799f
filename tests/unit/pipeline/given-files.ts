import type { DecodedFrame, FrameRequest, MediaFacts } from '../../../src/contract/media.ts';
import { AppError } from '../../../src/contract/result.ts';
import type { InputFrames, InputReader } from '../../../src/pipeline/services.ts';

/** One frame of a file at the size asked for. */
export type Painter = (at: number, width: number, height: number) => Uint8ClampedArray<ArrayBuffer>;

interface GivenFile {
  readonly paint: Painter;
  readonly frameCount: number;
  readonly width: number;
  readonly height: number;
}

/** Pictures and clips that exist as formulas: read frame by frame as the decode worker does, and counted. */
export class GivenFiles implements InputReader {
  readonly files = new Map<string, GivenFile>();
  readonly requests: FrameRequest[] = [];
  openReaders = 0;
  framesRead = 0;
  /** Called before every frame; may throw. */
  beforeFrame: (sha256: string, at: number) => void = () => undefined;

  /** Adds a file and answers its SHA-256. */
  add(paint: Painter, frameCount: number, size: { width: number; height: number } = { width: 64, height: 64 }): string {
    const sha256 = String(this.files.size + 1).padStart(64, '0');
    this.files.set(sha256, { paint, frameCount, ...size });
    return sha256;
  }

  has(sha256: string): boolean {
    return this.files.has(sha256);
  }

  async inspect(sha256: string): Promise<MediaFacts> {
    const { width, height } = this.file(sha256);
    return { kind: 'picture', mimeType: 'image/png', width, height, hasAlpha: true };
  }

  async open(request: FrameRequest): Promise<InputFrames> {
    const { source, width, height } = request;
    const file = this.file(source.sha256);
    this.requests.push(request);
    this.openReaders++;
    let at = source.kind === 'clip' ? source.from : 0;
    const end = source.kind === 'clip' ? source.from + source.count : 1;
    return {
      next: async (): Promise<DecodedFrame | null> => {
        this.beforeFrame(source.sha256, at);
        if (at >= Math.min(end, file.frameCount)) return null;
        this.framesRead++;
        return { width, height, rgba: file.paint(at++, width, height) };
      },
      close: async () => void this.openReaders--,
    };
  }

  private file(sha256: string): GivenFile {
    const file = this.files.get(sha256);
    if (file === undefined) throw new AppError('input-unreadable', 'plan', 'There is no such file.');
    return file;
  }
}

/** A frame of one grey level. */
export function flat(level: number, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(level);
  for (let i = 3; i < rgba.length; i += 4) rgba[i] = 255;
  return rgba;
}

/** A clip whose frame k is `first + k` everywhere. */
export function ramp(first: number): Painter {
  return (at, width, height) => flat(first + at, width, height);
}

/** Every pixel differs from its neighbours and from the frame before. */
export function busy(seed: number): Painter {
  return (at, width, height) => {
    const rgba = flat(0, width, height);
    for (let i = 0; i < rgba.length; i++) if (i % 4 !== 3) rgba[i] = (i * 37 + at * 91 + seed * 53) % 256;
    return rgba;
  };
}

/** A mask: white left of `column`, black elsewhere. */
export function whiteLeftOf(column: number): Painter {
  return (_, width, height) => {
    const rgba = flat(0, width, height);
    for (let i = 0; i < width * height; i++) if (i % width < column) rgba.fill(255, i * 4, i * 4 + 4);
    return rgba;
  };
}
