import { heldCells } from '../../../models/kinora/conditions.ts';
import { decoderGraph, encoderGraph, previewGraph } from '../../../models/kinora/graph-autoencoder.ts';
import { transformerGraph } from '../../../models/kinora/graph-transformer.ts';
import { type KinoraManifest, parseManifest } from '../../../models/kinora/manifest.ts';
import { drawnScale, groupSize, type Network } from '../../../models/kinora/network.ts';
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
  readonly manifest: KinoraManifest;
  readonly network: Network;
  readonly golden: GoldenFile;
  readonly #files: Readonly<Record<string, GoldenFile>>;

  private constructor(manifest: KinoraManifest, golden: GoldenFile, files: Readonly<Record<string, GoldenFile>>) {
    this.manifest = manifest;
    this.network = manifest.network;
    this.golden = golden;
    this.#files = files;
  }

  static async load(paths: { manifest: string; weights: string; golden: string }): Promise<GoldenModel> {
    const manifest = parseManifest(await (await fetch(paths.manifest)).json());
    const files = {
      [TRANSFORMER]: await goldenFile(`${paths.weights}/${TRANSFORMER}`),
      [AUTOENCODER]: await goldenFile(`${paths.weights}/${AUTOENCODER}`),
    };
    return new GoldenModel(manifest, await goldenFile(paths.golden), files);
  }

  /** The transformer's answer to the golden inputs. */
  velocity({ provider, precision }: Backend, asked: VelocityAsked = {}): Promise<Float32Array> {
    const { network, golden } = this;
    const { caption = true, nextTime } = asked;
    const [, , groups = 0, height = 0, width = 0] = golden.shape('transformer.masked');
    const shape = { groups, height, width, fps: 8, precision };
    const model = transformerGraph(network, shape, this.#source(TRANSFORMER));
    const inputs = model.inputs.map(({ name }) => name).filter((name) => !name.startsWith('held'));
    const named = Object.fromEntries(inputs.map((name) => [name, golden.numbers(`transformer.${name}`)]));
    const plane = height * width;
    // PyTorch has channels before groups.
    const masked = new Float32Array(groups * groupSize(network, shape).all);
    const mask = byGroup(named['mask'] ?? new Float32Array(), groups, plane);
    const place = byGroup(named['masked'] ?? new Float32Array(), groups, plane);
    for (let group = 0; group < groups; group++) {
      const size = place.length / groups;
      masked.set(place.subarray(group * size, (group + 1) * size), (group * masked.length) / groups);
    }
    const { held, found } = heldCells({ mask, masked }, network, { groups, height, width });
    const given = { ...named, mask, masked, held, held_mask: found };
    const firstOnly = new Float32Array(network.textTokens);
    firstOnly[0] = 1;
    const bare = {
      text: new Float32Array(network.textTokens * network.textWidth),
      text_mask: firstOnly,
      reference_tags: new Float32Array(network.references * network.textWidth),
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
    const previous = network.decoder === null ? {} : { previous: golden.numbers('decoder.previous') };
    const feeds = { current: golden.numbers(current), ...previous };
    const pixels = await this.#run(model, provider, feeds);
    const row = width * network.spatialFactor * drawnScale(network);
    return pixels.filter((_, index) => Math.floor(index / row) % 4 === 0);
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
    const [side, reach] = [network.spatialFactor, network.decoderWindow];
    const plane = height * width * side * side;
    return Float32Array.from({ length: 3 * plane }, (_, at) => {
      const [row, column] = [Math.floor((at % plane) / (width * side)), at % (width * side)];
      const feature = (frame * 3 + Math.floor(at / plane)) * side * side + (row % side) * side + (column % side);
      let sum = bias[feature] ?? Number.NaN;
      for (let k = 0; k < channels * reach ** 2; k++) {
        const [down, across] = [Math.floor(k / reach) % reach, k % reach].map((place) => place - (reach - 1) / 2);
        const y = Math.min(height - 1, Math.max(0, Math.floor(row / side) + (down ?? 0)));
        const x = Math.min(width - 1, Math.max(0, Math.floor(column / side) + (across ?? 0)));
        const latent = latents[Math.floor(k / reach ** 2) * height * width + y * width + x] ?? 0;
        sum += latent * (weight[k * bias.length + feature] ?? 0);
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

/** `[channels, groups, plane]` -> `[groups, channels, plane]`. */
function byGroup(numbers: Float32Array, groups: number, plane: number): Float32Array {
  const channels = numbers.length / groups / plane;
  return numbers.map((_, at) => {
    const [group, channel] = [Math.floor(at / (channels * plane)), Math.floor(at / plane) % channels];
    return numbers[(channel * groups + group) * plane + (at % plane)] ?? Number.NaN;
  });
}
