/** What a network graph is to those who write it, feed it with weights and run it. */

/** Element types that our graphs use: float32, float16, int8, int64. */
export type TensorType = 'f32' | 'f16' | 'i8' | 'i64';

export interface TensorSpec {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
}

/** An ONNX model as it is handed to ONNX Runtime; the weights stay in their own file (see `WeightTable`). */
export interface GraphModel {
  /** The serialised ModelProto. Belongs to the caller. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  /** Names under which weight files must be given as external data (`externalData: [{path, data}]`). */
  readonly externalFiles: readonly string[];
}

/** Where a weight lies in its .safetensors file. */
export interface WeightEntry {
  readonly type: 'f32' | 'f16' | 'i8';
  readonly shape: readonly number[];
  /** From the first byte of the file, its header included. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** The weights of one file by name. An i8 weight `name` has its f32 scales beside it as `name.scale`. */
export type WeightTable = ReadonlyMap<string, WeightEntry>;
