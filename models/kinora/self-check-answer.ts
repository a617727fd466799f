/**
 * The self-check's networks in plain TypeScript and float64: one transformer block, one residual block of the
 * autoencoder, an enlargement and a reduction. Written for being obviously right, from the network's description rather
 * than from the graph.
 */

/** Numbers of a weight by name and shape, in the layout of the weight files. */
export type Numbers = (name: string, shape: readonly number[]) => Float32Array;

interface BlockOptions {
  readonly numbers: Numbers;
  readonly name: string;
  readonly width: number;
  readonly heads: number;
  /** shift1, scale1, gate1, shift2, scale2, gate2, [6, width]; scales and gates as they are multiplied. */
  readonly modulation: Float32Array;
  /** See `rotaryTables`. */
  readonly rotary: { readonly cos: Float32Array; readonly sin: Float32Array };
  /** Added to the score of each key. */
  readonly keyBias: readonly number[];
}

/** Attention and MLP with adaptive norms on tokens [tokens, width]. */
export function plainBlock(x: Float64Array, options: BlockOptions): Float64Array {
  const { numbers, name, width, modulation } = options;
  const vector = (index: number) => modulation.subarray(index * width, (index + 1) * width);
  const layer = (part: string, rows: Float64Array, [inputs, columns]: readonly [number, number]) => {
    const weight = numbers(`${name}.${part}.weight`, [inputs, columns]);
    return plainLinear(rows, weight, numbers(`${name}.${part}.bias`, [columns]));
  };
  const qkv = layer('qkv', modulated(x, vector(0), vector(1)), [width, 3 * width]);
  const mixed = layer('out', plainAttention(qkv, options), [width, width]);
  const middle = x.map((value, at) => value + (vector(2)[at % width] ?? 0) * (mixed[at] ?? 0));
  const up = layer('up', modulated(middle, vector(3), vector(4)), [width, 4 * width]).map(gelu);
  const thought = layer('down', up, [4 * width, width]);
  return middle.map((value, at) => value + (vector(5)[at % width] ?? 0) * (thought[at] ?? 0));
}

interface PictureOptions {
  readonly numbers: Numbers;
  /** Channels of the picture given, of the enlarged one and of the reduced one. */
  readonly given: number;
  readonly enlarged: number;
  readonly reduced: number;
  readonly columns: number;
}

/**
 * `x + b(silu(a(silu(norm(x)))))` on a picture [given, rows, columns], a 1x1 convolution and pixel shuffle to `large`
 * [enlarged, 2 rows, 2 columns]; of that, pixel unshuffle and a 1x1 convolution to `small` [reduced, rows, columns].
 */
export function plainPictures(
  x: Float64Array,
  options: PictureOptions,
): { readonly large: Float64Array; readonly small: Float64Array } {
  const { numbers, given, enlarged, reduced, columns } = options;
  const rows = x.length / given / columns;
  const convolve = (part: string, input: Float64Array, [out, kernel]: readonly [number, 1 | 3]) => {
    const weight = numbers(`${part}.weight`, [out, input.length / rows / columns, kernel, kernel]);
    return plainConvolution(input, weight, { bias: numbers(`${part}.bias`, [out]), rows, columns, kernel });
  };
  const normed = pixelNormed(x, numbers('level.norm', [given, 1, 1]), rows * columns);
  const hidden = convolve('level.a', normed.map(silu), [given, 3]).map(silu);
  const second = convolve('level.b', hidden, [given, 3]);
  const sum = x.map((value, at) => value + (second[at] ?? 0));
  const wide = convolve('up', sum, [4 * enlarged, 1]);
  // Pixel unshuffle takes the pixel shuffle back.
  return { large: pixelShuffled(wide, rows, columns), small: convolve('down', wide, [reduced, 1]) };
}

function plainAttention(qkv: Float64Array, options: BlockOptions): Float64Array {
  const { width, heads, keyBias } = options;
  const headDim = width / heads;
  const tokens = qkv.length / (3 * width);
  const mixed = new Float64Array(tokens * width);
  for (let head = 0; head < heads; head++) {
    const part = (kind: number, token: number) => {
      const start = token * 3 * width + kind * width + head * headDim;
      return qkv.subarray(start, start + headDim);
    };
    const keys = Array.from({ length: tokens }, (_, token) => turned(part(1, token), token, 'knorm', options));
    for (let token = 0; token < tokens; token++) {
      const query = turned(part(0, token), token, 'qnorm', options);
      const scores = keys.map((key, at) => dot(query, key) / Math.sqrt(headDim) + (keyBias[at] ?? 0));
      const top = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - top));
      const total = shares.reduce((a, b) => a + b, 0);
      for (const [at, share] of shares.entries()) {
        const value = part(2, at);
        for (let k = 0; k < headDim; k++) {
          const place = token * width + head * headDim + k;
          mixed[place] = (mixed[place] ?? 0) + (share / total) * (value[k] ?? 0);
        }
      }
    }
  }
  return mixed;
}

function turned(x: Float64Array, token: number, gain: 'qnorm' | 'knorm', options: BlockOptions): Float64Array {
  const { rotary, name } = options;
  const gains = options.numbers(`${name}.${gain}`, [x.length]);
  const root = Math.sqrt(dot(x, x) / x.length + 1e-6);
  const normed = x.map((value, k) => (value / root) * (gains[k] ?? 0));
  return normed.map((value, k) => {
    const other = normed[(k + x.length / 2) % x.length] ?? 0;
    const at = token * x.length + k;
    return value * (rotary.cos[at] ?? 0) + other * (rotary.sin[at] ?? 0);
  });
}

function modulated(x: Float64Array, shift: Float32Array, scale: Float32Array): Float64Array {
  const width = shift.length;
  const out = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += width) {
    const row = x.subarray(start, start + width);
    const mean = row.reduce((a, b) => a + b, 0) / width;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width;
    for (let k = 0; k < width; k++) {
      out[start + k] = (((row[k] ?? 0) - mean) / Math.sqrt(variance + 1e-5)) * (scale[k] ?? 0) + (shift[k] ?? 0);
    }
  }
  return out;
}

function plainLinear(x: Float64Array, weight: Float32Array, bias: Float32Array): Float64Array {
  const columns = bias.length;
  const inner = weight.length / columns;
  const rows = x.length / inner;
  const out = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const line = out.subarray(row * columns, (row + 1) * columns);
    line.set(bias);
    for (let k = 0; k < inner; k++) {
      const value = x[row * inner + k] ?? 0;
      const start = k * columns;
      for (let column = 0; column < columns; column++) {
        line[column] = (line[column] ?? 0) + value * (weight[start + column] ?? 0);
      }
    }
  }
  return out;
}

function plainConvolution(
  x: Float64Array,
  weight: Float32Array,
  layer: { readonly bias: Float32Array; readonly rows: number; readonly columns: number; readonly kernel: number },
): Float64Array {
  const { bias, rows, columns, kernel } = layer;
  const plane = rows * columns;
  const channels = x.length / plane;
  const pad = (kernel - 1) / 2;
  return Float64Array.from({ length: bias.length * plane }, (_, at) => {
    const out = Math.floor(at / plane);
    const row = Math.floor((at % plane) / columns);
    const column = at % columns;
    let sum = bias[out] ?? 0;
    for (let dy = Math.max(0, pad - row); dy < Math.min(kernel, rows + pad - row); dy++) {
      for (let dx = Math.max(0, pad - column); dx < Math.min(kernel, columns + pad - column); dx++) {
        const from = (row + dy - pad) * columns + column + dx - pad;
        const tap = out * channels * kernel * kernel + dy * kernel + dx;
        for (let c = 0; c < channels; c++) sum += (x[c * plane + from] ?? 0) * (weight[tap + c * kernel * kernel] ?? 0);
      }
    }
    return sum;
  });
}

function pixelNormed(x: Float64Array, gain: Float32Array, plane: number): Float64Array {
  const channels = x.length / plane;
  return x.map((value, at) => {
    let squares = 0;
    for (let c = 0; c < channels; c++) squares += (x[c * plane + (at % plane)] ?? 0) ** 2;
    return (value / Math.sqrt(squares / channels + 1e-6)) * (gain[Math.floor(at / plane)] ?? 0);
  });
}

/** [4c, rows, columns] -> [c, 2 * rows, 2 * columns] */
function pixelShuffled(x: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from(x, (_, at) => {
    const column = at % (2 * columns);
    const row = Math.floor(at / (2 * columns)) % (2 * rows);
    const channel = 4 * Math.floor(at / (4 * rows * columns)) + 2 * (row % 2) + (column % 2);
    return x[(channel * rows + (row >> 1)) * columns + (column >> 1)] ?? 0;
  });
}

function gelu(x: number): number {
  return (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}

function silu(x: number): number {
  return x / (1 + Math.exp(-x));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}
