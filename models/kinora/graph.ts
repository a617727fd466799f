/** The built-in model's networks, written as ONNX graphs for the size of the clip at hand. */
export { decoderGraph, encoderGraph, previewGraph } from './graph-autoencoder.ts';
export { transformerGraph } from './graph-transformer.ts';
