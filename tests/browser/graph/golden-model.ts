import { decoderGraph, encoderGraph, previewGraph } from '../../../models/kinora/graph-autoencoder.ts';
import { transformerGraph } from '../../../models/kinora/graph-transformer.ts';
import { parseManifest } from '../../../models/kinora/manifest.ts';
import type { Network } from '../../../models/kinora/network.ts';
import type { GraphModel } from '../../../src/contract/graph.ts';
import type { Precision } from '../../../src/graph/weight-source.ts';
import { type GoldenFile, goldenFile } from './golden-files.ts';
import { type Provider, runModel } from './run-model.ts';

const TRANSFORMER = 'transformer.safetensors';
const AUTOENCODER = 'autoencoder.safetensors';

export interface Backend {
  readonly provider: Provider;
  readonly precision: Precision;
}

export interface VelocityAsked {
  readonly caption?: boolean;
  /** The time itself where it is not given. */
  readonly nextTime?: number;
}

/** Weights, and numbers that PyTorch computed with them (`python -m models.recipe golden`). */
export class GoldenModel {
  readonly network: Network;
  readonly golden: GoldenFile;
  readonly #files: Readonly<Record<string, GoldenFile>>;

  private constructor(network: Network, golden: GoldenFile, files: Readonly<Record<string, GoldenFile>>) {
    this.network = network;
    this.golden = golden;
    this.#files = files;
  }

  static async load(paths: { manifest: string; weights: string; golden: string }): Promise<GoldenModel> {
    const { network } = parseManifest(await (await fetch(paths.manifest)).json());
    const files = {
      [TRANSFORMER]: await goldenFile(`${paths.weights}/${TRANSFORMER}`),
      [AUTOENCODER]: await goldenFile(`${paths.weights}/${AUTOENCODER}`),
    };
    return new GoldenModel(network, await goldenFile(paths.golden), files);
  }

  /** The transformer's answer to the golden inputs. */
  velocity({ provider, precision }: Backend, asked: VelocityAsked = {}): Promise<Float32Array> {
    const { network, golden } = this;
    const { caption = true, nextTime } = asked;
    const [, , groups = 0, height = 0, width = 0] = golden.shape('transformer.latents');
    const shape = { groups, height, width, fps: 8, precision };
    const model = transformerGraph(network, shape, this.#source(TRANSFORMER));
    const given = Object.fromEntries(model.inputs.map(({ name }) => [name, golden.numbers(`transformer.${name}`)]));
    const firstOnly = new Float32Array(network.textTokens);
    firstOnly[0] = 1;
    const bare = {
      text: new Float32Array(network.textTokens * network.textWidth),
      text_mask: firstOnly,
      reference_mask: new Float32Array(network.references),
    };
    const time = golden.numbers('transformer.time').subarray(0, 1);
    const next_time = nextTime === undefined ? time : Float32Array.of(nextTime);
    return this.#run(model, provider, { ...given, ...(caption ? {} : bare), time, next_time });
  }

  /** Every fourth row of the pixels decoded from these latents, as the golden numbers hold them. */
  async frameRows({ provider, precision }: Backend, current: string): Promise<Float32Array> {
    const { network, golden } = this;
    const [, , height = 0, width = 0] = golden.shape('decoder.latents');
    const model = decoderGraph(network, { height, width, precision }, this.#source(AUTOENCODER));
    const feeds = { current: golden.numbers(current), previous: golden.numbers('decoder.previous') };
    const pixels = await this.#run(model, provider, feeds);
    return pixels.filter((_, index) => Math.floor(index / (width * network.spatialFactor)) % 4 === 0);
  }

  /** A frame's pixels by the linear path alone, of the golden latents. */
  preview({ provider, precision }: Backend, frame: number): Promise<Float32Array> {
    const [, , height = 0, width = 0] = this.golden.shape('decoder.latents');
    const model = previewGraph(this.network, { height, width, precision, frame }, this.#source(AUTOENCODER));
    return this.#run(model, provider, { current: this.golden.numbers('decoder.latents') });
  }

  /** The encoder's answer to the golden frames. */
  latents({ provider, precision }: Backend): Promise<Float32Array> {
    const [, , height = 0, width = 0] = this.golden.shape('encoder.latents');
    const model = encoderGraph(this.network, { height, width, precision }, this.#source(AUTOENCODER));
    return this.#run(model, provider, { frames: this.golden.numbers('encoder.group') });
  }

  /** The same in plain TypeScript, from the network's description. */
  plainPreview(frame: number): Float32Array {
    const { golden, network } = this;
    const file = this.#file(AUTOENCODER);
    const [weight, bias] = [file.numbers('decoder.linear.weight'), file.numbers('decoder.linear.bias')];
    const latents = golden.numbers('decoder.latents');
    const [, channels = 0, height = 0, width = 0] = golden.shape('decoder.latents');
    const side = network.spatialFactor;
    const plane = height * width * side * side;
    return Float32Array.from({ length: 3 * plane }, (_, at) => {
      const [row, column] = [Math.floor((at % plane) / (width * side)), at % (width * side)];
      const cell = Math.floor(row / side) * width + Math.floor(column / side);
      const feature = (frame * 3 + Math.floor(at / plane)) * side * side + (row % side) * side + (column % side);
      let sum = bias[feature] ?? Number.NaN;
      for (let k = 0; k < channels; k++) {
        sum += (latents[k * height * width + cell] ?? 0) * (weight[k * bias.length + feature] ?? 0);
      }
      return Math.min(1, Math.max(0, (sum + 1) / 2));
    });
  }

  #source(file: string) {
    return { file, table: this.#file(file).table };
  }

  #file(file: string): GoldenFile {
    const found = this.#files[file];
    if (found === undefined) throw new Error(`${file} was not loaded`);
    return found;
  }

  async #run(model: GraphModel, provider: Provider, feeds: Readonly<Record<string, Float32Array>>) {
    const files = Object.fromEntries(model.externalFiles.map((file) => [file, this.#file(file).bytes]));
    const outputs = Object.values(await runModel(model, { provider, feeds, files }));
    return outputs[0] ?? new Float32Array();
  }
}
