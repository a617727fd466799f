import { requireSameType, single } from './elementwise.ts';
import { elementCount, graphError, type Tensor } from './graph-writer.ts';

/** Inputs and outputs a GPU kernel may have: WebGPU promises 8 storage buffers. ONNX Runtime does not split larger nodes. */
const MOST_BUFFERS = 8;

/** The same elements in the same order under another shape; costs no time. */
export function reshape(name: string, x: Tensor, shape: readonly number[]): Tensor {
  if (elementCount(shape) !== elementCount(x.shape)) {
    throw graphError(
      name,
      'Reshape',
      `[${x.shape.join(', ')}] does not hold as many elements as [${shape.join(', ')}]`,
    );
  }
  const sides = x.graph.integers(`${name}.shape`, shape);
  return single({ op: 'Reshape', name, inputs: [x, sides], type: x.type, shape });
}

/** Output axis `i` is input axis `permutation[i]`. */
export function transpose(name: string, x: Tensor, permutation: readonly number[]): Tensor {
  const shape = permutation.map((axis) => x.shape[axis]);
  const whole = new Set(permutation).size === x.shape.length && permutation.length === x.shape.length;
  if (!whole || !isFullyDefined(shape)) {
    const detail = `[${permutation.join(', ')}] does not permute the ${x.shape.length} axes of "${x.name}"`;
    throw graphError(name, 'Transpose', detail);
  }
  return single({
    op: 'Transpose',
    name,
    inputs: [x],
    type: x.type,
    shape,
    attributes: { perm: { ints: permutation } },
  });
}

/** Joins tensors along `axis`; all other sides must be equal. */
export function concat(name: string, inputs: readonly Tensor[], axis: number): Tensor {
  const [first] = inputs;
  if (first === undefined) throw graphError(name, 'Concat', 'it has no input');
  requireSameType(name, 'Concat', inputs);
  if (inputs.length >= MOST_BUFFERS) {
    throw graphError(name, 'Concat', `${inputs.length} inputs are more than a GPU can read at once`);
  }
  const at = requireAxis(name, 'Concat', first, axis);
  let joined = 0;
  for (const input of inputs) {
    const fits =
      input.shape.length === first.shape.length &&
      input.shape.every((side, index) => index === at || side === first.shape[index]);
    if (!fits) {
      const shapes = `[${first.shape.join(', ')}] and [${input.shape.join(', ')}]`;
      throw graphError(name, 'Concat', `${shapes} cannot be joined along axis ${at}`);
    }
    joined += input.shape[at] ?? 0;
  }
  const shape = first.shape.with(at, joined);
  return single({ op: 'Concat', name, inputs, type: first.type, shape, attributes: { axis: { int: at } } });
}

/** Cuts along an axis into pieces of the given sizes, which must add up; the pieces are named `name.0`, `name.1`, ... */
export function split<const Sizes extends readonly number[]>(
  name: string,
  x: Tensor,
  options: { readonly axis: number; readonly sizes: Sizes },
): { readonly [K in keyof Sizes]: Tensor } {
  const at = requireAxis(name, 'Split', x, options.axis);
  const total = options.sizes.reduce((sum, size) => sum + size, 0);
  if (total !== x.shape[at]) {
    const detail = `pieces of ${options.sizes.join(' + ')} do not make up side ${x.shape[at]} of axis ${at}`;
    throw graphError(name, 'Split', detail);
  }
  if (options.sizes.length >= MOST_BUFFERS) {
    throw graphError(name, 'Split', `${options.sizes.length} pieces are more than a GPU can write at once`);
  }
  if (options.sizes.length < 2) throw graphError(name, 'Split', 'it needs two pieces or more');
  const sizes = x.graph.integers(`${name}.sizes`, options.sizes);
  const pieces = x.graph.node({
    op: 'Split',
    name,
    inputs: [x, sizes],
    outputs: options.sizes.map((size) => ({ type: x.type, shape: x.shape.with(at, size) })),
    attributes: { axis: { int: at } },
  });
  return pieces as { readonly [K in keyof Sizes]: Tensor };
}

/** Elements `start` to `end` (not included) along an axis. */
export function slice(
  name: string,
  x: Tensor,
  options: { readonly axis: number; readonly start: number; readonly end: number },
): Tensor {
  const { start, end } = options;
  const at = requireAxis(name, 'Slice', x, options.axis);
  if (start < 0 || start >= end || end > (x.shape[at] ?? 0)) {
    throw graphError(name, 'Slice', `${start}..${end} is not within side ${x.shape[at]} of axis ${at}`);
  }
  const inputs = [
    x,
    x.graph.integers(`${name}.start`, [start]),
    x.graph.integers(`${name}.end`, [end]),
    x.graph.integers(`${name}.axis`, [at]),
  ];
  return single({ op: 'Slice', name, inputs, type: x.type, shape: x.shape.with(at, end - start) });
}

/** Repeats sides of 1 until the tensor has `shape`, which has as many axes as `x`. */
export function expand(name: string, x: Tensor, shape: readonly number[]): Tensor {
  const fits = shape.length === x.shape.length && x.shape.every((side, axis) => side === 1 || side === shape[axis]);
  if (!fits) {
    throw graphError(name, 'Expand', `[${x.shape.join(', ')}] does not expand to [${shape.join(', ')}]`);
  }
  const sides = x.graph.integers(`${name}.shape`, shape);
  return single({ op: 'Expand', name, inputs: [x, sides], type: x.type, shape });
}

/**
 * Pixel shuffle: channels become blocks of `block` x `block` pixels, `[1, c * block^2, h, w]` -> `[1, c, h * block, w * block]`,
 * input channel `c * block^2 + dy * block + dx` (the order of torch.nn.functional.pixel_shuffle, ONNX's CRD).
 */
export function depthToSpace(name: string, x: Tensor, block: number): Tensor {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  const pixels = block * block;
  if (x.shape.length !== 4) throw graphError(name, 'DepthToSpace', `it takes 4 axes and was given ${x.shape.length}`);
  if (channels % pixels !== 0) {
    throw graphError(name, 'DepthToSpace', `${channels} channels are not a multiple of ${pixels} pixels`);
  }
  return single({
    op: 'DepthToSpace',
    name,
    inputs: [x],
    type: x.type,
    shape: [batch, channels / pixels, height * block, width * block],
    attributes: { blocksize: { int: block }, mode: { text: 'CRD' } },
  });
}

/** A picture `[n, c, h, w]` at `scale` times the size, linearly between the middles of pixels (torch: bilinear, corners not aligned). */
export function resize(name: string, x: Tensor, scale: number): Tensor {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  if (x.shape.length !== 4) throw graphError(name, 'Resize', `it takes 4 axes and was given ${x.shape.length}`);
  if (!Number.isInteger(scale) || scale < 1) throw graphError(name, 'Resize', `${scale} is not a whole number from 1`);
  const scales = x.graph.constant(`${name}.scales`, [4], [1, 1, scale, scale]);
  return single({
    op: 'Resize',
    name,
    inputs: [x, null, scales],
    type: x.type,
    shape: [batch, channels, height * scale, width * scale],
    attributes: { mode: { text: 'linear' }, coordinate_transformation_mode: { text: 'half_pixel' } },
  });
}

/** The axis counted from the front; negative axes count from the back. */
export function requireAxis(name: string, op: string, x: Tensor, axis: number): number {
  const rank = x.shape.length;
  const at = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || at < 0 || at >= rank) {
    throw graphError(name, op, `"${x.name}" of ${rank} axes has no axis ${axis}`);
  }
  return at;
}

function isFullyDefined(shape: readonly (number | undefined)[]): shape is readonly number[] {
  return shape.every((side) => side !== undefined);
}
