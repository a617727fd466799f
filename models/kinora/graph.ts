import type { PlainTensor } from '../../src/runtime/session.ts';
import { firstGraphs } from './format-1/graph.ts';
import { decoderGraph, encoderGraph, previewGraph } from './graph-autoencoder.ts';
import { transformerGraph } from './graph-transformer.ts';

/** The built-in model's networks, written as ONNX graphs for the size of the clip at hand. */
export interface Graphs {
  readonly decoderGraph: typeof decoderGraph;
  readonly encoderGraph: typeof encoderGraph;
  readonly previewGraph: typeof previewGraph;
  readonly transformerGraph: typeof transformerGraph;
  /** Of all that the transformer may be told, what it reads. */
  readonly transformerFeeds: (feeds: Readonly<Record<string, PlainTensor>>) => Readonly<Record<string, PlainTensor>>;
}

/** Formats of manifests that this program reads. */
export type ManifestFormat = 1 | 2;

const GRAPHS: Readonly<Record<ManifestFormat, Graphs>> = {
  1: firstGraphs,
  2: { decoderGraph, encoderGraph, previewGraph, transformerGraph, transformerFeeds: (feeds) => feeds },
};

/** The graphs of the weights that a manifest of this format names. */
export function graphsOf(format: ManifestFormat): Graphs {
  return GRAPHS[format];
}
