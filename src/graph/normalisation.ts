import { requireSameType, single } from './elementwise.ts';
import { graphError, type Tensor } from './graph-writer.ts';
import { requireAxis } from './layout.ts';

/** Softmax along an axis. */
export function softmax(name: string, x: Tensor, axis: number): Tensor {
  const attributes = { axis: { int: requireAxis(name, 'Softmax', x, axis) } };
  return single({ op: 'Softmax', name, inputs: [x], type: x.type, shape: x.shape, attributes });
}

/** Mean along axes, which stay with side 1. */
export function reduceMean(name: string, x: Tensor, axes: readonly number[]): Tensor {
  const reduced = axes.map((axis) => requireAxis(name, 'ReduceMean', x, axis));
  if (new Set(reduced).size !== axes.length || axes.length === 0) {
    throw graphError(name, 'ReduceMean', `axes [${axes.join(', ')}] are not distinct`);
  }
  return single({
    op: 'ReduceMean',
    name,
    inputs: [x, x.graph.integers(`${name}.axes`, reduced)],
    type: x.type,
    shape: x.shape.map((side, axis) => (reduced.includes(axis) ? 1 : side)),
    attributes: { keepdims: { int: 1 } },
  });
}

/** `(x - mean) / sqrt(variance + epsilon) * scale + bias` over the last axis; `scale` and `bias` may be computed values. */
export function layerNormalization(
  name: string,
  x: Tensor,
  options: { readonly scale: Tensor; readonly bias: Tensor; readonly epsilon: number },
): Tensor {
  const { scale, bias, epsilon } = options;
  requireSameType(name, 'LayerNormalization', [x, scale, bias]);
  requireVector(name, 'LayerNormalization', x, scale);
  requireVector(name, 'LayerNormalization', x, bias);
  const attributes = { axis: { int: -1 }, epsilon: { float: epsilon } };
  return single({ op: 'LayerNormalization', name, inputs: [x, scale, bias], type: x.type, shape: x.shape, attributes });
}

/**
 * `x / sqrt(mean of x^2 + epsilon) * scale` over the last axis. ONNX Runtime's SimplifiedLayerNormalization,
 * which it keeps in the default domain; the standard's RMSNormalization needs a newer operator set.
 */
export function rmsNormalization(
  name: string,
  x: Tensor,
  options: { readonly scale: Tensor; readonly epsilon: number },
): Tensor {
  const { scale, epsilon } = options;
  requireSameType(name, 'SimplifiedLayerNormalization', [x, scale]);
  requireVector(name, 'SimplifiedLayerNormalization', x, scale);
  const attributes = { axis: { int: -1 }, epsilon: { float: epsilon } };
  return single({
    op: 'SimplifiedLayerNormalization',
    name,
    inputs: [x, scale],
    type: x.type,
    shape: x.shape,
    attributes,
  });
}

function requireVector(name: string, op: string, x: Tensor, vector: Tensor): void {
  if (vector.shape.length !== 1 || vector.shape[0] !== x.shape.at(-1)) {
    throw graphError(name, op, `"${vector.name}" [${vector.shape.join(', ')}] does not fit side ${x.shape.at(-1)}`);
  }
}
