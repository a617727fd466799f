import type { Capabilities, Fit, Size } from '../../src/contract/capabilities.ts';
import type { DecodedFrame } from '../../src/contract/media.ts';
import { AppError } from '../../src/contract/result.ts';
import type { RawFrame } from '../../src/contract/verdict.ts';
import { elementCount, framesOfGroup, latentShape, takeGroup } from '../../src/numeric/latent-layout.ts';
import type { GraphSession, PlainTensor } from '../../src/runtime/session.ts';
import type {
  ClipShape,
  FamilyModule,
  FamilyServices,
  FrameConditions,
  Latents,
  MaskedClip,
  ModelFamily,
  PrepareOptions,
  ReferenceStates,
  ResolvedReference,
  TextStates,
  VelocityInput,
} from '../family.ts';
import { encodeMaskedClip } from './conditions.ts';
import { toFrame } from './frame-pixels.ts';
import { decoderGraph, encoderGraph, previewGraph } from './graph-autoencoder.ts';
import { transformerGraph } from './graph-transformer.ts';
import { capabilitiesOf, type KinoraManifest, parseManifest } from './manifest.ts';
import { selfCheck } from './self-check.ts';
import { ShapedSessions } from './shaped-sessions.ts';
import { referencePixels, STILL_SIDE } from './still.ts';
import { createTextEncoder, type TextEncoder } from './text-encoder.ts';
import { referenceTags } from './words.ts';

const TRANSFORMER = 'transformer.safetensors';
const AUTOENCODER = 'autoencoder.safetensors';
const CAST = 'cast.safetensors';
/** The tensor of cast.safetensors: `[things, channels, 4, 4]`, normalised latents of stills. */
const STILLS = 'cast';

/** The built-in model: latents of four-frame groups, a single-stream transformer, a decoder that looks back one group. */
export const kinora: FamilyModule = {
  describe: ([manifest]) => capabilitiesOf(parseManifest(manifest)),
  selfCheck: ([manifest]) => selfCheck(parseManifest(manifest).network),
  create: (services) => new KinoraFamily(services),
};

class KinoraFamily implements ModelFamily {
  readonly id: string;
  readonly capabilities: Capabilities;
  readonly sampling: ModelFamily['sampling'];
  private readonly services: FamilyServices;
  private readonly manifest: KinoraManifest;
  private readonly textEncoder: TextEncoder;
  private readonly sessions: ShapedSessions;
  private stills: Promise<PlainTensor> | null = null;
  /** Latents of an all-grey group, for the shape last asked for: at its borders they are unlike those of another. */
  private empty: { readonly key: string; latents: Float32Array | null } | null = null;

  constructor(services: FamilyServices) {
    const { ort, exclusive, file: files } = services;
    this.services = services;
    this.sessions = new ShapedSessions(services);
    this.manifest = parseManifest(services.manifests[0]);
    this.capabilities = capabilitiesOf(this.manifest);
    this.id = this.capabilities.family;
    this.sampling = { sampler: 'euler', shift: this.manifest.defaults.shift };
    this.textEncoder = createTextEncoder({ ort, exclusive, files, tokens: this.manifest.network.textTokens });
  }

  fit({ width, height, frameCount }: ClipShape): Fit {
    const { sizeMultiple, sideRange, frameGroup, frameRange } = this.capabilities;
    const side = (asked: number): number => nearest(asked, sizeMultiple, sideRange);
    const fitted = {
      width: side(width),
      height: side(height),
      frameCount: 1 + nearest(frameCount - 1, frameGroup, [frameRange[0] - 1, frameRange[1] - 1]),
    };
    const exact = fitted.width === width && fitted.height === height && fitted.frameCount === frameCount;
    return { ...fitted, exact };
  }

  prepare(options: PrepareOptions): Promise<void> {
    return this.services.prepare(options);
  }

  async warmUp(clip: ClipShape, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await this.encodeText('', signal);
    signal.throwIfAborted();
    await this.transformer(this.latentShape(clip));
    signal.throwIfAborted();
    await this.decoder(clip);
    signal.throwIfAborted();
    await this.previewer(clip);
  }

  latentShape(clip: ClipShape): readonly [1, number, number, number, number] {
    const { latentChannels, groupFrames, spatialFactor } = this.manifest.network;
    return latentShape({ channels: latentChannels, groupFrames, spatialFactor }, clip);
  }

  async encodeText(prompt: string, signal: AbortSignal): Promise<TextStates> {
    const { textTokens, textWidth } = this.manifest.network;
    const text = await this.textEncoder.encode(prompt, signal);
    if (text.shape[1] !== textTokens || text.shape[2] !== textWidth) {
      throw new AppError(
        'weights-malformed',
        'text',
        `The network reads ${textTokens} tokens of ${textWidth} numbers.`,
      );
    }
    return text;
  }

  async encodeFrames(clip: MaskedClip, signal: AbortSignal): Promise<FrameConditions> {
    const { width, height } = clip;
    const { groupFrames } = this.manifest.network;
    const encodeGroup = async (frames: PlainTensor): Promise<Float32Array> =>
      only(await (await this.encoder(clip)).run({ frames }), 'latents');
    const shape = [1, groupFrames * 3, height, width];
    const key = shape.join('x');
    if (this.empty?.key !== key) this.empty = { key, latents: null };
    const { empty } = this;
    return encodeMaskedClip(clip, {
      network: this.manifest.network,
      signal,
      encodeGroup,
      encodeEmpty: async () =>
        (empty.latents ??= await encodeGroup({ shape, data: new Float32Array(elementCount(shape)) })),
    });
  }

  async encodeReferences(references: readonly ResolvedReference[], signal: AbortSignal): Promise<ReferenceStates> {
    const { references: slots, latentChannels } = this.manifest.network;
    if (references.length > slots) {
      throw new AppError('plan-refused', 'plan', `The model takes ${slots} references, not ${references.length}.`);
    }
    const size = latentChannels * 16;
    const states = new Float32Array(slots * size);
    const mask = new Float32Array(slots);
    for (const [slot, reference] of references.entries()) {
      signal.throwIfAborted();
      const still = 'picture' in reference ? await this.encodeStill(reference.picture) : await this.still(reference);
      states.set(still, slot * size);
      mask[slot] = 1;
    }
    return { states, mask, names: references.map(({ name }) => name) };
  }

  async predictVelocity(input: VelocityInput): Promise<Float32Array<ArrayBuffer>> {
    const { latents, conditions, time, nextTime, signal } = input;
    const { textTokens, textWidth, references, latentChannels, groupFrames, flowMap } = this.manifest.network;
    const [, , groups = 0, height = 0, width = 0] = latents.shape;
    const session = await this.transformer(latents.shape);
    signal.throwIfAborted();
    const text: TextStates = input.text ?? noCaption(textTokens, textWidth);
    const cast: ReferenceStates = input.references ?? {
      states: new Float32Array(references * latentChannels * 16),
      mask: new Float32Array(references),
    };
    const feeds = {
      latents,
      mask: { shape: [1, groupFrames, groups, height, width], data: conditions.mask },
      masked: { shape: latents.shape, data: conditions.masked },
      time: { shape: [1], data: Float32Array.of(time) },
      next_time: { shape: [1], data: Float32Array.of(flowMap ? nextTime : time) },
      text: { shape: [1, textTokens, textWidth], data: text.states },
      text_mask: { shape: [1, textTokens], data: text.mask },
      references: { shape: [1, references, latentChannels, 4, 4], data: cast.states },
      reference_tags: { shape: [1, references, textWidth], data: referenceTags(cast.names ?? [], text, references) },
      reference_mask: { shape: [1, references], data: cast.mask },
    };
    const outputs = await session.run(feeds);
    return only(outputs, 'velocity') as Float32Array<ArrayBuffer>;
  }

  async *decode(latents: Latents, signal: AbortSignal): AsyncGenerator<RawFrame> {
    const [, , groups = 0] = latents.shape;
    for (let group = 0; group < groups; group++) {
      signal.throwIfAborted();
      yield* await this.decodeGroup(latents, group);
    }
  }

  /** By the decoder's linear path alone: a little blurred, for less than a hundredth of the work. */
  async preview({ shape, data }: Latents, signal: AbortSignal): Promise<RawFrame> {
    const { groupFrames } = this.manifest.network;
    const group = (shape[2] ?? 1) >> 1;
    const size = this.pixelsOf(shape);
    const session = await this.previewer(size);
    signal.throwIfAborted();
    const outputs = await session.run({
      current: { shape: shape.toSpliced(2, 1), data: takeGroup(data, shape, group) },
    });
    const { first, count } = framesOfGroup(group, groupFrames);
    return toFrame(only(outputs, 'frame'), { ...size, index: first + (count >> 1), plane: 0 });
  }

  async dispose(): Promise<void> {
    await this.sessions.release();
    await this.textEncoder.dispose();
  }

  private async decodeGroup({ shape, data }: Latents, group: number): Promise<readonly RawFrame[]> {
    const { groupFrames } = this.manifest.network;
    const size = this.pixelsOf(shape);
    const session = await this.decoder(size);
    const part = shape.toSpliced(2, 1);
    const outputs = await session.run({
      current: { shape: part, data: takeGroup(data, shape, group) },
      previous: { shape: part, data: takeGroup(data, shape, Math.max(0, group - 1)) },
    });
    const pixels = only(outputs, 'frames');
    const { first, count } = framesOfGroup(group, groupFrames);
    // Group 0 holds the first frame four times; its last picture is the frame.
    return Array.from({ length: count }, (_, at) =>
      toFrame(pixels, { ...size, index: first + at, plane: groupFrames - count + at }),
    );
  }

  private async still({ name, source }: ResolvedReference & { source: { id: string } }): Promise<Float32Array> {
    this.stills ??= this.services.tensor(CAST, STILLS);
    const { data, shape } = await this.stills;
    const at = this.manifest.cast.findIndex((thing) => thing.id === source.id);
    if (at < 0) throw new AppError('plan-invalid', 'plan', `The cast has no "${source.id}" (for "${name}").`);
    const size = elementCount(shape.slice(1));
    return data.subarray(at * size, (at + 1) * size);
  }

  private async encodeStill(picture: DecodedFrame): Promise<Float32Array> {
    // A session of its own kind: the clip's encoder is of another shape.
    const session = await this.coder('still', encoderGraph, { width: STILL_SIDE, height: STILL_SIDE });
    const frames = referencePixels(picture, this.manifest.network.groupFrames);
    return only(await session.run({ frames }), 'latents');
  }

  private transformer(shape: readonly number[]): Promise<GraphSession> {
    const [, , groups = 0, height = 0, width = 0] = shape;
    const { precision } = this.services;
    const { fps } = this.manifest.defaults;
    const request = { kind: 'transformer', shape: shape.join('x'), file: TRANSFORMER };
    return this.sessions.open(request, (weights) =>
      transformerGraph(this.manifest.network, { groups, height, width, fps, precision }, weights),
    );
  }

  private pixelsOf([, , , height = 0, width = 0]: readonly number[]): Size {
    const { spatialFactor } = this.manifest.network;
    return { width: width * spatialFactor, height: height * spatialFactor };
  }

  private decoder(size: Size): Promise<GraphSession> {
    return this.coder('decoder', decoderGraph, size);
  }

  private previewer(size: Size): Promise<GraphSession> {
    const frame = this.manifest.network.groupFrames >> 1;
    return this.coder('preview', (network, shape, file) => previewGraph(network, { ...shape, frame }, file), size);
  }

  private encoder(size: Size): Promise<GraphSession> {
    return this.coder('encoder', encoderGraph, size);
  }

  private coder(kind: string, graph: typeof decoderGraph, size: Size): Promise<GraphSession> {
    const { precision } = this.services;
    const [, , , height, width] = this.latentShape({ ...size, frameCount: 1 });
    return this.sessions.open({ kind, shape: `${height}x${width}`, file: AUTOENCODER }, (weights) =>
      graph(this.manifest.network, { height, width, precision }, weights),
    );
  }
}

/** The pass that guidance steers away from: no words (one empty token keeps the softmax defined), no cast. */
function noCaption(tokens: number, width: number): TextStates {
  const mask = new Float32Array(tokens);
  mask[0] = 1;
  return { shape: [1, tokens, width], states: new Float32Array(tokens * width), mask };
}

function only(outputs: Readonly<Record<string, PlainTensor>>, name: string): Float32Array {
  const output = outputs[name];
  if (output === undefined) throw new AppError('internal', 'denoise', `The network gave no "${name}".`);
  return output.data;
}

function nearest(asked: number, step: number, [low, high]: readonly [number, number]): number {
  return Math.min(
    Math.floor(high / step) * step,
    Math.max(Math.ceil(low / step) * step, Math.round(asked / step) * step),
  );
}
