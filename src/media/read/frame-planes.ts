import type { VideoSample } from 'mediabunny';

/** One plane of 8-bit samples, row by row without padding. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly samples: Uint8Array;
}

/** A decoded frame of ordinary video in this thread's memory: light and two colours, upright. */
export interface FramePlanes {
  readonly luma: Plane;
  readonly colours: readonly [blue: Plane, red: Plane];
  readonly matrix: 'bt709' | 'bt601';
  readonly fullRange: boolean;
}

/** How many light samples one colour sample covers, and whether the colours take turns in one plane. */
const FORMATS: Readonly<Record<string, readonly [across: number, down: number, together: boolean]>> = {
  I420: [2, 2, false],
  NV12: [2, 2, true],
  I422: [2, 1, false],
  I444: [1, 1, false],
};
const MATRICES: Readonly<Record<string, FramePlanes['matrix']>> = {
  bt709: 'bt709',
  smpte170m: 'bt601',
  bt470bg: 'bt601',
};
/** Curves that a screen shows as they are. */
const PLAIN_CURVES = ['bt709', 'smpte170m', 'iec61966-2-1'];

/**
 * Copies the frame's planes out. Null where they are not plain 8-bit video (high dynamic range, alpha, unknown colours,
 * mirrored, kept on the GPU): a canvas serves those.
 */
export async function framePlanes(sample: VideoSample): Promise<FramePlanes | null> {
  const { format, colorSpace, visibleRect, rotation } = sample;
  const [across, down, together] = FORMATS[format ?? ''] ?? [];
  const matrix = MATRICES[colorSpace.matrix ?? ''];
  if (across === undefined || down === undefined || matrix === undefined || sample.flip) return null;
  if (colorSpace.fullRange === null || !PLAIN_CURVES.includes(colorSpace.transfer ?? '')) return null;
  const bytes = new Uint8Array(sample.allocationSize());
  const layout = await sample.copyTo(bytes);
  const { width, height } = visibleRect;
  const half = { width: Math.ceil(width / across), height: Math.ceil(height / down) };
  const [first, second, third] = layout;
  if (first === undefined || second === undefined) return null;
  const luma = tight(bytes, { ...first, width, height, step: 1 });
  const blue = tight(bytes, { ...second, ...half, step: together === true ? 2 : 1 });
  const red = together === true ? { ...second, offset: second.offset + 1 } : third;
  if (red === undefined) return null;
  const colours = [blue, tight(bytes, { ...red, ...half, step: together === true ? 2 : 1 })] as const;
  return {
    luma: turn(luma, rotation),
    colours: [turn(colours[0], rotation), turn(colours[1], rotation)],
    matrix,
    fullRange: colorSpace.fullRange,
  };
}

interface Laid extends PlaneLayout {
  readonly width: number;
  readonly height: number;
  /** Bytes from one sample to the next. */
  readonly step: number;
}

function tight(bytes: Uint8Array, { offset, stride, width, height, step }: Laid): Plane {
  if (step === 1 && stride === width)
    return { width, height, samples: bytes.subarray(offset, offset + width * height) };
  const samples = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) samples[y * width + x] = bytes[offset + y * stride + x * step] ?? 0;
  }
  return { width, height, samples };
}

/** Clockwise, by quarter turns. */
function turn(plane: Plane, degrees: number): Plane {
  let turned = plane;
  for (let done = 0; done < degrees; done += 90) turned = quarterTurn(turned);
  return turned;
}

function quarterTurn({ width, height, samples }: Plane): Plane {
  const out = new Uint8Array(samples.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) out[x * height + height - 1 - y] = samples[y * width + x] ?? 0;
  }
  return { width: height, height: width, samples: out };
}
