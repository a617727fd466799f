// Goes when no committed weights have format 1.
import type { Graphs } from '../graph.ts';
import { previewGraph } from '../graph-autoencoder.ts';
import { decoderGraph, encoderGraph } from './graph-autoencoder.ts';
import { transformerGraph } from './graph-transformer.ts';
import { firstNetwork } from './network.ts';

/** The first network neither looks ahead in time nor at the words that name its cast. */
const UNREAD: ReadonlySet<string> = new Set(['next_time', 'reference_tags']);

/** The first network's graphs. Its linear path is that of the second. */
export const firstGraphs: Graphs = {
  decoderGraph: (network, shape, file) => decoderGraph(firstNetwork(network), shape, file),
  encoderGraph: (network, shape, file) => encoderGraph(firstNetwork(network), shape, file),
  transformerGraph: (network, shape, file) => transformerGraph(firstNetwork(network), shape, file),
  transformerFeeds: (feeds) => Object.fromEntries(Object.entries(feeds).filter(([name]) => !UNREAD.has(name))),
  previewGraph,
};
