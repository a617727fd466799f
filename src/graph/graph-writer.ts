import type { GraphModel, TensorSpec, TensorType } from '../contract/graph.ts';
import { AppError } from '../contract/result.ts';
import {
  type Attribute,
  elementBytes,
  encodeModel,
  type InitializerData,
  type InitializerRecord,
  type NodeRecord,
} from './onnx-messages.ts';

/** A value inside a graph being written. Its shape and type are known, so every operator can check what it is given. */
export interface Tensor extends TensorSpec {
  /** The graph it belongs to; operators add their node there. */
  readonly graph: GraphWriter;
}

export interface NodeOptions {
  readonly op: string;
  /** Unique in the graph. Also the name of the output, or its prefix where there are several. */
  readonly name: string;
  /** Null for an optional input that is left out. */
  readonly inputs: readonly (Tensor | null)[];
  readonly outputs: readonly { readonly type: TensorType; readonly shape: readonly number[] }[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/**
 * Collects a graph node by node and serialises it. Use the operator functions (`matMul`, `add`, ...) to add nodes:
 * they infer and check shapes. Every mistake throws `graph-invalid` and names the node.
 */
export class GraphWriter {
  readonly #name: string;
  readonly #nodes: NodeRecord[] = [];
  readonly #initializers: InitializerRecord[] = [];
  readonly #inputs: Tensor[] = [];
  readonly #outputs: Tensor[] = [];
  readonly #names = new Set<string>();
  readonly #used = new Set<string>();

  constructor(name: string) {
    this.#name = name;
  }

  /** A value that is given at every run. */
  input(name: string, type: TensorType, shape: readonly number[]): Tensor {
    const tensor = this.#tensor('graph input', { name, type, shape });
    this.#inputs.push(tensor);
    return tensor;
  }

  /** A small float32 constant, kept in the model itself. `values` in row-major order, as many as the shape holds. */
  constant(name: string, shape: readonly number[], values: readonly number[] | Float32Array): Tensor {
    return this.#initializer({ name, type: 'f32', shape }, { bytes: bytesOf(Float32Array.from(values)) });
  }

  /** A list of integers, for the shape, axes or sizes an operator takes as an input. */
  integers(name: string, values: readonly number[]): Tensor {
    const data = BigInt64Array.from(values, BigInt);
    return this.#initializer({ name, type: 'i64', shape: [values.length] }, { bytes: bytesOf(data) });
  }

  /** A constant whose bytes are at hand, in little-endian order; used for types that `constant` cannot write. */
  rawConstant(spec: TensorSpec, bytes: Uint8Array): Tensor {
    return this.#initializer(spec, { bytes });
  }

  /** A weight that stays in its file: ONNX Runtime reads it there (ONNX external data). */
  external(spec: TensorSpec, place: { file: string; byteOffset: number; byteLength: number }): Tensor {
    return this.#initializer(spec, place);
  }

  /** Makes a value an output of the graph; it keeps its name. */
  output(tensor: Tensor): void {
    if (tensor.graph !== this) throw graphError(tensor.name, 'graph output', 'it belongs to another graph');
    if (this.#outputs.includes(tensor)) throw graphError(tensor.name, 'graph output', 'it is an output already');
    this.#used.add(tensor.name);
    this.#outputs.push(tensor);
  }

  /** Adds a node without checking its shapes: that is the operator functions' part. */
  node(options: NodeOptions): readonly Tensor[] {
    const { op, name, inputs, outputs } = options;
    for (const input of inputs) {
      if (input === null) continue;
      if (input.graph !== this) throw graphError(name, op, `its input "${input.name}" belongs to another graph`);
      this.#used.add(input.name);
    }
    const single = outputs.length === 1;
    const tensors = outputs.map((output, index) =>
      this.#tensor(op, { name: single ? name : `${name}.${index}`, type: output.type, shape: output.shape }),
    );
    this.#nodes.push({
      op,
      name,
      inputs: inputs.map((input) => input?.name ?? ''),
      outputs: tensors.map((tensor) => tensor.name),
      attributes: options.attributes ?? {},
    });
    return tensors;
  }

  /** Serialises the graph. Refuses one without outputs, or with an input that nothing reads. */
  build(): GraphModel {
    if (this.#outputs.length === 0) {
      throw new AppError('graph-invalid', 'start', `graph "${this.#name}" has no output`);
    }
    for (const input of this.#inputs) {
      if (!this.#used.has(input.name)) throw graphError(input.name, 'graph input', 'nothing reads it');
    }
    const initializers = this.#initializers.filter(({ spec }) => this.#used.has(spec.name));
    const files = initializers.flatMap(({ data }) => ('file' in data ? [data.file] : []));
    const inputs = this.#inputs.map(specOf);
    const outputs = this.#outputs.map(specOf);
    return {
      bytes: encodeModel({ name: this.#name, nodes: this.#nodes, initializers, inputs, outputs }),
      inputs,
      outputs,
      externalFiles: [...new Set(files)],
    };
  }

  #initializer(spec: TensorSpec, data: InitializerData): Tensor {
    const tensor = this.#tensor('initializer', spec);
    const expected = elementCount(spec.shape) * elementBytes(spec.type);
    const actual = 'bytes' in data ? data.bytes.length : data.byteLength;
    if (actual !== expected) {
      const shape = `${spec.type} [${spec.shape.join(', ')}]`;
      throw graphError(spec.name, 'initializer', `${shape} needs ${expected} bytes and has ${actual}`);
    }
    this.#initializers.push({ spec: specOf(spec), data });
    return tensor;
  }

  #tensor(op: string, { name, type, shape }: TensorSpec): Tensor {
    if (name === '') throw graphError(name, op, 'it has no name');
    if (this.#names.has(name)) throw graphError(name, op, 'the name is taken');
    if (!shape.every((side) => Number.isSafeInteger(side) && side > 0)) {
      throw graphError(name, op, `[${shape.join(', ')}] is not a shape`);
    }
    this.#names.add(name);
    return { name, type, shape, graph: this };
  }
}

/** The error of a wrong graph: says which node, what operator it is, and what is wrong. */
export function graphError(node: string, op: string, detail: string): AppError {
  return new AppError('graph-invalid', 'start', `node "${node}" (${op}): ${detail}`);
}

/** Number of elements of a shape; 1 for the scalar `[]`. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

function specOf({ name, type, shape }: TensorSpec): TensorSpec {
  return { name, type, shape };
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
