import type { Capabilities, Fit } from '../../src/contract/capabilities.ts';
import type { GraphModel, WeightTable } from '../../src/contract/graph.ts';
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
import { decoderGraph, encoderGraph, transformerGraph } from './graph.ts';
import { capabilitiesOf, type KinoraManifest, parseManifest } from './manifest.ts';
import { selfCheck } from './self-check.ts';
import { referencePixels, STILL_SIDE } from './still.ts';
import { createTextEncoder, type TextEncoder } from './text-encoder.ts';
import { referenceTag } from './words.ts';

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
  /** Sessions by kind and shape. One of a kind is kept: another shape replaces it. */
  private readonly sessions = new Map<string, { readonly shape: string; readonly session: Promise<GraphSession> }>();
  private stills: Promise<PlainTensor> | null = null;
  /** Latents of an all-grey group, for the shape last asked for: at its borders they are unlike those of another. */
  private empty: { readonly shape: string; latents: Float32Array | null } | null = null;

  constructor(services: FamilyServices) {
    const { ort, exclusive, file: files } = services;
    this.services = services;
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
    const encodeGroup = async (group: PlainTensor): Promise<Float32Array> =>
      only(await (await this.encoder(clip)).run({ frames: group }), 'latents');
    const shape = `${clip.width}x${clip.height}`;
    if (this.empty?.shape !== shape) this.empty = { shape, latents: null };
    const { empty } = this;
    return encodeMaskedClip(clip, {
      network: this.manifest.network,
      signal,
      encodeGroup,
      encodeEmpty: async (group) => (empty.latents ??= await encodeGroup(group)),
    });
  }

  async encodeReferences(
    references: readonly ResolvedReference[],
    signal: AbortSignal,
    text?: TextStates,
  ): Promise<ReferenceStates> {
    const { references: slots, latentChannels, textWidth } = this.manifest.network;
    if (references.length > slots) {
      throw new AppError('plan-refused', 'plan', `The model takes ${slots} references, not ${references.length}.`);
    }
    const size = latentChannels * 16;
    const states = new Float32Array(slots * size);
    const mask = new Float32Array(slots);
    const tags = new Float32Array(slots * textWidth);
    for (const [slot, reference] of references.entries()) {
      signal.throwIfAborted();
      const still = 'picture' in reference ? await this.encodeStill(reference.picture) : await this.still(reference);
      states.set(still, slot * size);
      mask[slot] = 1;
      if (text !== undefined) tags.set(referenceTag(reference.name, text), slot * textWidth);
    }
    return { states, mask, tags };
  }

  async predictVelocity(input: VelocityInput): Promise<Float32Array<ArrayBuffer>> {
    const { latents, conditions, time, nextTime, signal } = input;
    const { textTokens, textWidth, references, latentChannels, groupFrames, flowMap } = this.manifest.network;
    const [, , groups = 0, height = 0, width = 0] = latents.shape;
    const session = await this.transformer(latents.shape);
    signal.throwIfAborted();
    const text = input.text ?? noCaption(textTokens, textWidth);
    const cast: ReferenceStates = input.references ?? {
      states: new Float32Array(references * latentChannels * 16),
      mask: new Float32Array(references),
    };
    const outputs = await session.run({
      latents,
      mask: { shape: [1, groupFrames, groups, height, width], data: conditions.mask },
      masked: { shape: latents.shape, data: conditions.masked },
      time: { shape: [1], data: Float32Array.of(time) },
      next_time: { shape: [1], data: Float32Array.of(flowMap ? nextTime : time) },
      text: { shape: [1, textTokens, textWidth], data: text.states },
      text_mask: { shape: [1, textTokens], data: text.mask },
      references: { shape: [1, references, latentChannels, 4, 4], data: cast.states },
      reference_tags: { shape: [1, references, textWidth], data: cast.tags ?? new Float32Array(references * textWidth) },
      reference_mask: { shape: [1, references], data: cast.mask },
    });
    return only(outputs, 'velocity') as Float32Array<ArrayBuffer>;
  }

  async *decode(latents: Latents, signal: AbortSignal): AsyncGenerator<RawFrame> {
    const [, , groups = 0] = latents.shape;
    for (let group = 0; group < groups; group++) {
      signal.throwIfAborted();
      yield* await this.decodeGroup(latents, group);
    }
  }

  async preview(latents: Latents, signal: AbortSignal): Promise<RawFrame> {
    const [, , groups = 1] = latents.shape;
    signal.throwIfAborted();
    const frames = await this.decodeGroup(latents, groups >> 1);
    const frame = frames[frames.length >> 1];
    if (frame === undefined) throw new AppError('internal', 'decode', 'A group without frames.');
    return frame;
  }

  async dispose(): Promise<void> {
    const sessions = [...this.sessions.values()];
    this.sessions.clear();
    for (const { session } of sessions) await (await session).release();
    await this.textEncoder.dispose();
  }

  private async decodeGroup({ shape, data }: Latents, group: number): Promise<readonly RawFrame[]> {
    const { groupFrames, spatialFactor } = this.manifest.network;
    const [, channels = 0, , height = 0, width = 0] = shape;
    const size = { width: width * spatialFactor, height: height * spatialFactor };
    const session = await this.decoder({ ...size, frameCount: 1 });
    const part = [1, channels, height, width];
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

  private async encodeStill(picture: RawFrame): Promise<Float32Array> {
    // A session of its own kind: the clip's encoder is of another shape.
    const session = await this.coder('still', encoderGraph, { width: STILL_SIDE, height: STILL_SIDE, frameCount: 1 });
    const frames = referencePixels(picture, this.manifest.network.groupFrames);
    return only(await session.run({ frames }), 'latents');
  }

  private transformer(shape: readonly number[]): Promise<GraphSession> {
    const [, , groups = 0, height = 0, width = 0] = shape;
    const { precision } = this.services;
    const { fps } = this.manifest.defaults;
    return this.open('transformer', shape.join('x'), TRANSFORMER, (weights) =>
      transformerGraph(this.manifest.network, { groups, height, width, fps, precision }, weights),
    );
  }

  private decoder(clip: ClipShape): Promise<GraphSession> {
    return this.coder('decoder', decoderGraph, clip);
  }

  private encoder(clip: ClipShape): Promise<GraphSession> {
    return this.coder('encoder', encoderGraph, clip);
  }

  private coder(kind: string, graph: typeof decoderGraph, clip: ClipShape): Promise<GraphSession> {
    const { precision } = this.services;
    const [, , , height, width] = this.latentShape({ ...clip, frameCount: 1 });
    return this.open(kind, `${height}x${width}`, AUTOENCODER, (weights) =>
      graph(this.manifest.network, { height, width, precision }, weights),
    );
  }

  private async open(
    kind: string,
    shape: string,
    file: string,
    write: (weights: { readonly file: string; readonly table: WeightTable }) => GraphModel,
  ): Promise<GraphSession> {
    const kept = this.sessions.get(kind);
    if (kept?.shape === shape) return kept.session;
    const session = this.makeSession(kind, file, write, kept?.session ?? null);
    this.sessions.set(kind, { shape, session });
    session.catch(() => this.sessions.delete(kind));
    return session;
  }

  private async makeSession(
    label: string,
    file: string,
    write: (weights: { readonly file: string; readonly table: WeightTable }) => GraphModel,
    replaced: Promise<GraphSession> | null,
  ): Promise<GraphSession> {
    await (await replaced)?.release();
    const { blob, table } = await this.services.weights(file);
    const model = write({ file, table });
    return this.services.createSession({ label, model: model.bytes, files: [{ name: file, blob }] });
  }
}

/** The pass that guidance steers away from: no words (one empty token keeps the softmax defined), no cast. */
function noCaption(tokens: number, width: number): { readonly states: Float32Array; readonly mask: Float32Array } {
  const mask = new Float32Array(tokens);
  mask[0] = 1;
  return { states: new Float32Array(tokens * width), mask };
}

function toFrame(
  pixels: Float32Array,
  at: { readonly width: number; readonly height: number; readonly index: number; readonly plane: number },
): RawFrame {
  const { width, height, index, plane } = at;
  const count = width * height;
  const rgba = new Uint8ClampedArray(count * 4);
  const red = plane * 3 * count;
  for (let i = 0; i < count; i++) {
    rgba[i * 4] = 255 * (pixels[red + i] ?? 0);
    rgba[i * 4 + 1] = 255 * (pixels[red + count + i] ?? 0);
    rgba[i * 4 + 2] = 255 * (pixels[red + 2 * count + i] ?? 0);
    rgba[i * 4 + 3] = 255;
  }
  return { index, width, height, rgba };
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
