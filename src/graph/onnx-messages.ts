import type { TensorSpec, TensorType } from '../contract/graph.ts';
import { MessageWriter } from './wire.ts';

/**
 * Messages of onnx.proto3 (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3), as far as our graphs need them.
 * Field numbers stand in the order of that file.
 */

const ELEMENT_TYPE = { f32: 1, i8: 3, i64: 7, f16: 10 } as const satisfies Record<TensorType, number>;
const EXTERNAL = 1;
const IR_VERSION = 10;

/** Version of the ONNX operator set that every graph is written in. */
const OPSET = 20;

/** ONNX's number of an element type, as the attribute `to` of Cast wants it. */
export function elementTypeNumber(type: TensorType): number {
  return ELEMENT_TYPE[type];
}

/** Bytes of one element. */
export function elementBytes(type: TensorType): number {
  return { f32: 4, f16: 2, i8: 1, i64: 8 }[type];
}

/** A node's attribute; integers and floats are told apart because protobuf does. */
export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] };

/** Where the elements of an initialiser are: in the model itself, or in a file beside it. */
export type InitializerData =
  | { readonly bytes: Uint8Array }
  | { readonly file: string; readonly byteOffset: number; readonly byteLength: number };

export interface NodeRecord {
  readonly op: string;
  readonly name: string;
  /** Tensor names; the empty string for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface InitializerRecord {
  readonly spec: TensorSpec;
  readonly data: InitializerData;
}

export interface GraphRecord {
  readonly name: string;
  readonly nodes: readonly NodeRecord[];
  readonly initializers: readonly InitializerRecord[];
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** A whole ModelProto. */
export function encodeModel(graph: GraphRecord): Uint8Array<ArrayBuffer> {
  const body = new MessageWriter();
  for (const node of graph.nodes) body.message(1, nodeMessage(node));
  body.text(2, graph.name);
  for (const initializer of graph.initializers) body.message(5, tensorMessage(initializer));
  for (const input of graph.inputs) body.message(11, valueMessage(input));
  for (const output of graph.outputs) body.message(12, valueMessage(output));
  const opset = new MessageWriter().text(1, '').integer(2, OPSET);
  return new MessageWriter().integer(1, IR_VERSION).text(2, 'kinora').message(7, body).message(8, opset).finish();
}

function nodeMessage(node: NodeRecord): MessageWriter {
  const message = new MessageWriter();
  for (const input of node.inputs) message.text(1, input);
  for (const output of node.outputs) message.text(2, output);
  message.text(3, node.name).text(4, node.op);
  for (const [name, attribute] of Object.entries(node.attributes))
    message.message(5, attributeMessage(name, attribute));
  return message;
}

function attributeMessage(name: string, attribute: Attribute): MessageWriter {
  const message = new MessageWriter().text(1, name);
  if ('float' in attribute) return message.float(2, attribute.float).integer(20, 1);
  if ('int' in attribute) return message.integer(3, attribute.int).integer(20, 2);
  if ('text' in attribute) return message.text(4, attribute.text).integer(20, 3);
  for (const value of attribute.ints) message.integer(8, value);
  return message.integer(20, 7);
}

function tensorMessage({ spec, data }: InitializerRecord): MessageWriter {
  const message = new MessageWriter();
  for (const side of spec.shape) message.integer(1, side);
  message.integer(2, ELEMENT_TYPE[spec.type]).text(8, spec.name);
  if ('bytes' in data) return message.bytes(9, data.bytes);
  const place = { location: data.file, offset: String(data.byteOffset), length: String(data.byteLength) };
  for (const [key, value] of Object.entries(place)) {
    message.message(13, new MessageWriter().text(1, key).text(2, value));
  }
  return message.integer(14, EXTERNAL);
}

function valueMessage(spec: TensorSpec): MessageWriter {
  const shape = new MessageWriter();
  for (const side of spec.shape) shape.message(1, new MessageWriter().integer(1, side));
  const tensor = new MessageWriter().integer(1, ELEMENT_TYPE[spec.type]).message(2, shape);
  return new MessageWriter().text(1, spec.name).message(2, new MessageWriter().message(1, tensor));
}
