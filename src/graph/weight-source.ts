import type { TensorType, WeightEntry, WeightTable } from '../contract/graph.ts';
import { AppError } from '../contract/result.ts';
import { cast, single } from './elementwise.ts';
import { type GraphWriter, graphError, type Tensor } from './graph-writer.ts';

/** Type in which a graph computes its products. Norms, softmax and the residual stream are float32 in both. */
export type Precision = 'f32' | 'f16';

/** Hands out the weights of a network to a graph; whether they come from a file or from numbers, the graph is the same. */
export interface WeightSource {
  /** The type products are computed in. */
  readonly precision: Precision;
  /** A weight [in, out] for `linear`, in the source's precision. */
  matrix(name: string, shape: readonly [number, number]): Tensor;
  /** A weight [out, in, k, k] for `conv`, in the source's precision. */
  kernel(name: string, shape: readonly [number, number, number, number]): Tensor;
  /** Anything else (biases, gains, tables), in float32 unless said. */
  vector(name: string, shape: readonly number[], type?: Precision): Tensor;
}

/** A weight file beside the model: the name it gets as external data, and what lies where in it. */
export interface WeightFile {
  readonly file: string;
  readonly table: WeightTable;
}

/**
 * Weights by reference into a .safetensors file. Those stored as f16 are cast, those stored as i8 are dequantised;
 * ONNX Runtime does both once, when the session is made, if its option `session.disable_quant_qdq` is `'1'`.
 * Throws `weights-malformed` where a weight is missing or has another shape than the network says.
 */
export function fileWeights(graph: GraphWriter, source: WeightFile, precision: Precision): WeightSource {
  const reader = new FileWeights(graph, source);
  return {
    precision,
    matrix: (name, shape) => reader.float(name, { shape, outAxis: 1, type: precision }),
    kernel: (name, shape) => reader.float(name, { shape, outAxis: 0, type: precision }),
    vector: (name, shape, type = 'f32') => reader.float(name, { shape, outAxis: 0, type }),
  };
}

/** `x * scale` along `axis` for an i8 tensor and f32 scales, one for each index of that axis; f32. */
export function dequantizeLinear(
  name: string,
  x: Tensor,
  options: { readonly scale: Tensor; readonly axis: number },
): Tensor {
  const { scale, axis } = options;
  const op = 'DequantizeLinear';
  if (x.type !== 'i8') throw graphError(name, op, `it takes i8 and was given ${x.type}`);
  if (scale.type !== 'f32') throw graphError(name, op, `its scales are ${scale.type}, not f32`);
  if (scale.shape.length !== 1 || scale.shape[0] !== x.shape[axis]) {
    const detail = `scales [${scale.shape.join(', ')}] do not fit side ${x.shape[axis]} of axis ${axis}`;
    throw graphError(name, op, detail);
  }
  const attributes = { axis: { int: axis } };
  return single({ op, name, inputs: [x, scale], type: 'f32', shape: x.shape, attributes });
}

interface FloatRequest {
  readonly shape: readonly number[];
  readonly outAxis: number;
  readonly type: Precision;
}

class FileWeights {
  readonly #graph: GraphWriter;
  readonly #source: WeightFile;
  readonly #made = new Map<string, Tensor>();

  constructor(graph: GraphWriter, source: WeightFile) {
    this.#graph = graph;
    this.#source = source;
  }

  float(name: string, { shape, outAxis, type }: FloatRequest): Tensor {
    const entry = this.#entry(name, shape);
    const wide = entry.type === 'i8' ? this.#dequantized(name, entry, outAxis) : this.#stored(name, entry);
    if (wide.type === type) return wide;
    return this.#once(`${name}.${type}`, (key) => cast(key, wide, type));
  }

  #dequantized(name: string, entry: WeightEntry, outAxis: number): Tensor {
    const scaleName = `${name}.scale`;
    const scale = this.#stored(scaleName, this.#entry(scaleName, [entry.shape[outAxis] ?? 0]));
    return this.#once(`${name}.wide`, (key) =>
      dequantizeLinear(key, this.#stored(name, entry), { scale, axis: outAxis }),
    );
  }

  #stored(name: string, entry: WeightEntry): Tensor {
    const { byteOffset, byteLength, shape } = entry;
    const type: TensorType = entry.type;
    return this.#once(name, () =>
      this.#graph.external({ name, type, shape }, { file: this.#source.file, byteOffset, byteLength }),
    );
  }

  #entry(name: string, shape: readonly number[]): WeightEntry {
    const entry = this.#source.table.get(name);
    if (entry === undefined) {
      throw new AppError('weights-malformed', 'start', `weight "${name}" is not in ${this.#source.file}`);
    }
    if (entry.shape.length !== shape.length || entry.shape.some((side, axis) => side !== shape[axis])) {
      const detail = `weight "${name}" is [${entry.shape.join(', ')}], and the network needs [${shape.join(', ')}]`;
      throw new AppError('weights-malformed', 'start', detail);
    }
    return entry;
  }

  #once(key: string, make: (key: string) => Tensor): Tensor {
    const tensor = this.#made.get(key) ?? make(key);
    this.#made.set(key, tensor);
    return tensor;
  }
}
