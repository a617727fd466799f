/** The built-in model's networks, written as ONNX graphs for the size of the clip at hand. */
export { decoderGraph, encoderGraph, type GroupShape } from './graph-autoencoder.ts';
export { type TransformerShape, transformerGraph } from './graph-transformer.ts';
