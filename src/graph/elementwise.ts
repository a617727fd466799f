import type { TensorType } from '../contract/graph.ts';
import { graphError, type NodeOptions, type Tensor } from './graph-writer.ts';
import { elementTypeNumber } from './onnx-messages.ts';

/** Adds a node with one output. */
export function single(
  options: Omit<NodeOptions, 'outputs'> & { readonly type: TensorType; readonly shape: readonly number[] },
): Tensor {
  const { type, shape, ...node } = options;
  const graph = node.inputs.find((input) => input !== null)?.graph;
  const output = graph?.node({ ...node, outputs: [{ type, shape }] })[0];
  if (output === undefined) throw graphError(node.name, node.op, 'it has no input');
  return output;
}

/** Refuses inputs of different element types. */
export function requireSameType(name: string, op: string, tensors: readonly Tensor[]): void {
  const types = new Set(tensors.map((tensor) => tensor.type));
  if (types.size > 1) throw graphError(name, op, `its inputs are of different types: ${[...types].join(', ')}`);
}

/** The shape two shapes broadcast to, as numpy and ONNX do it; null where they do not fit. */
export function broadcastShape(a: readonly number[], b: readonly number[]): readonly number[] | null {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const left = a[a.length - rank + axis] ?? 1;
    const right = b[b.length - rank + axis] ?? 1;
    if (left !== right && left !== 1 && right !== 1) return null;
    shape.push(Math.max(left, right));
  }
  return shape;
}

/** Sum with broadcasting. */
export function add(name: string, a: Tensor, b: Tensor): Tensor {
  return binary('Add', name, a, b);
}

/** Difference with broadcasting. */
export function sub(name: string, a: Tensor, b: Tensor): Tensor {
  return binary('Sub', name, a, b);
}

/** Elementwise product with broadcasting. */
export function mul(name: string, a: Tensor, b: Tensor): Tensor {
  return binary('Mul', name, a, b);
}

/** Quotient with broadcasting. */
export function div(name: string, a: Tensor, b: Tensor): Tensor {
  return binary('Div', name, a, b);
}

export function sqrt(name: string, x: Tensor): Tensor {
  return unary('Sqrt', name, x);
}

export function sigmoid(name: string, x: Tensor): Tensor {
  return unary('Sigmoid', name, x);
}

export function cos(name: string, x: Tensor): Tensor {
  return unary('Cos', name, x);
}

export function sin(name: string, x: Tensor): Tensor {
  return unary('Sin', name, x);
}

export function floor(name: string, x: Tensor): Tensor {
  return unary('Floor', name, x);
}

/** GELU by its tanh approximation: `x/2 * (1 + tanh(sqrt(2/pi) * (x + 0.044715 x^3)))`. */
export function geluTanh(name: string, x: Tensor): Tensor {
  return single({
    op: 'Gelu',
    name,
    inputs: [x],
    type: x.type,
    shape: x.shape,
    attributes: { approximate: { text: 'tanh' } },
  });
}

/** Limits a float32 tensor to `low`..`high`. */
export function clip(name: string, x: Tensor, range: { readonly low: number; readonly high: number }): Tensor {
  if (x.type !== 'f32') throw graphError(name, 'Clip', `it takes f32 and was given ${x.type}`);
  if (!(range.low < range.high)) throw graphError(name, 'Clip', `${range.low}..${range.high} is not a range`);
  const low = x.graph.constant(`${name}.low`, [], [range.low]);
  const high = x.graph.constant(`${name}.high`, [], [range.high]);
  return single({ op: 'Clip', name, inputs: [x, low, high], type: x.type, shape: x.shape });
}

/** Changes the element type between f32 and f16; adds nothing where `x` has that type already. */
export function cast(name: string, x: Tensor, type: 'f32' | 'f16'): Tensor {
  if (x.type === type) return x;
  const attributes = { to: { int: elementTypeNumber(type) } };
  return single({ op: 'Cast', name, inputs: [x], type, shape: x.shape, attributes });
}

function unary(op: string, name: string, x: Tensor): Tensor {
  if (x.type !== 'f32' && x.type !== 'f16') throw graphError(name, op, `it takes floats and was given ${x.type}`);
  return single({ op, name, inputs: [x], type: x.type, shape: x.shape });
}

function binary(op: string, name: string, a: Tensor, b: Tensor): Tensor {
  requireSameType(name, op, [a, b]);
  const shape = broadcastShape(a.shape, b.shape);
  if (shape === null) {
    throw graphError(name, op, `[${a.shape.join(', ')}] and [${b.shape.join(', ')}] do not broadcast`);
  }
  return single({ op, name, inputs: [a, b], type: a.type, shape });
}
