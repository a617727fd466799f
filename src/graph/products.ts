import { broadcastShape, requireSameType, single } from './elementwise.ts';
import { graphError, type Tensor } from './graph-writer.ts';

/** Matrix product over the last two axes; the axes before them broadcast. Both inputs have two axes or more. */
export function matMul(name: string, a: Tensor, b: Tensor): Tensor {
  requireSameType(name, 'MatMul', [a, b]);
  const rows = a.shape.at(-2);
  const inner = a.shape.at(-1);
  const columns = b.shape.at(-1);
  if (rows === undefined || columns === undefined || b.shape.length < 2) {
    throw graphError(name, 'MatMul', 'both inputs need two axes or more');
  }
  if (inner !== b.shape.at(-2)) {
    throw graphError(name, 'MatMul', `inner sizes ${inner} and ${b.shape.at(-2)} differ`);
  }
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  if (batch === null) {
    throw graphError(name, 'MatMul', `[${a.shape.join(', ')}] and [${b.shape.join(', ')}] do not broadcast`);
  }
  return single({ op: 'MatMul', name, inputs: [a, b], type: a.type, shape: [...batch, rows, columns] });
}

/** `x @ weight + bias` for `x` [rows, in], `weight` [in, out] and `bias` [out]. */
export function linear(
  name: string,
  x: Tensor,
  parameters: { readonly weight: Tensor; readonly bias: Tensor },
): Tensor {
  const { weight, bias } = parameters;
  requireSameType(name, 'Gemm', [x, weight, bias]);
  const [rows, inner] = x.shape;
  const [weightInner, columns] = weight.shape;
  if (x.shape.length !== 2 || weight.shape.length !== 2 || rows === undefined || columns === undefined) {
    throw graphError(name, 'Gemm', `it takes two axes and was given ${x.shape.length} and ${weight.shape.length}`);
  }
  if (inner !== weightInner) throw graphError(name, 'Gemm', `inner sizes ${inner} and ${weightInner} differ`);
  if (bias.shape.length !== 1 || bias.shape[0] !== columns) {
    throw graphError(name, 'Gemm', `bias [${bias.shape.join(', ')}] does not fit ${columns} columns`);
  }
  return single({ op: 'Gemm', name, inputs: [x, weight, bias], type: x.type, shape: [rows, columns] });
}

/**
 * Convolution of `x` [batch, in, height, width] with `weight` [out, in, k, k] (k odd) and `bias` [out],
 * stride 1, with so many zeros around `x` that the picture keeps its size.
 */
export function conv(name: string, x: Tensor, parameters: ConvParameters): Tensor {
  return convolution(name, x, parameters, ({ kernel }) => {
    if (kernel % 2 === 0) throw graphError(name, 'Conv', `a kernel of ${kernel} has no middle`);
    return { stride: 1, pad: (kernel - 1) / 2 };
  });
}

/**
 * Convolution of each block of k x k pixels by itself: `x` [batch, in, k * height, k * width] with `weight` [out, in, k, k]
 * and `bias` [out] -> [batch, out, height, width].
 */
export function blockConv(name: string, x: Tensor, parameters: ConvParameters): Tensor {
  return convolution(name, x, parameters, ({ kernel, height, width }) => {
    if (height % kernel !== 0 || width % kernel !== 0) {
      throw graphError(name, 'Conv', `${height}x${width} pixels do not fall into blocks of ${kernel}`);
    }
    return { stride: kernel, pad: 0 };
  });
}

interface ConvParameters {
  readonly weight: Tensor;
  readonly bias: Tensor;
}

interface ConvSides {
  readonly height: number;
  readonly width: number;
  readonly kernel: number;
}

function convolution(
  name: string,
  x: Tensor,
  { weight, bias }: ConvParameters,
  windowOf: (sides: ConvSides) => { readonly stride: number; readonly pad: number },
): Tensor {
  requireSameType(name, 'Conv', [x, weight, bias]);
  const [batch, channels, height, width] = x.shape;
  const [out, weightChannels, kernel, columns] = weight.shape;
  if (batch === undefined || height === undefined || width === undefined || x.shape.length !== 4) {
    throw graphError(name, 'Conv', `it takes 4 axes and was given ${x.shape.length}`);
  }
  if (out === undefined || kernel === undefined || kernel !== columns || weight.shape.length !== 4) {
    throw graphError(name, 'Conv', `[${weight.shape.join(', ')}] is not a square kernel`);
  }
  if (channels !== weightChannels) {
    throw graphError(name, 'Conv', `${channels} channels meet a kernel for ${weightChannels}`);
  }
  if (bias.shape.length !== 1 || bias.shape[0] !== out) {
    throw graphError(name, 'Conv', `bias [${bias.shape.join(', ')}] does not fit ${out} channels`);
  }
  const { stride, pad } = windowOf({ height, width, kernel });
  const side = (pixels: number) => (pixels + 2 * pad - kernel) / stride + 1;
  const attributes = {
    kernel_shape: { ints: [kernel, kernel] },
    strides: { ints: [stride, stride] },
    pads: { ints: [pad, pad, pad, pad] },
  };
  return single({
    op: 'Conv',
    name,
    inputs: [x, weight, bias],
    type: x.type,
    shape: [batch, out, side(height), side(width)],
    attributes,
  });
}
