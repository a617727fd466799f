import type { Capabilities, Fit, Size } from '../../src/contract/capabilities.ts';
import { AppError } from '../../src/contract/result.ts';
import type { RawFrame } from '../../src/contract/verdict.ts';
import { elementCount, framesOfGroup, latentShape, takeGroup } from '../../src/numeric/latent-layout.ts';
import type { GraphSession, PlainTensor } from '../../src/runtime/session.ts';
import type {
  ClipShape,
  ClipStart,
  FamilyModule,
  FamilyServices,
  FrameConditions,
  MadeLatents,
  MaskedClip,
  ModelFamily,
  PrepareOptions,
  ReferenceStates,
  ResolvedReference,
  TextStates,
  VelocityInput,
} from '../family.ts';
import { evenOut } from './becoming.ts';
import { Cast } from './cast.ts';
import { encodeMaskedClip, heldCells } from './conditions.ts';
import { FigurePainter, frameAt, type Paths } from './figure-painter.ts';
import { decoderGraph, encoderGraph, previewGraph } from './graph-autoencoder.ts';
import { transformerGraph } from './graph-transformer.ts';
import { capabilitiesOf, type KinoraManifest, parseManifest } from './manifest.ts';
import { drawnScale, groupSize, REFERENCE_SIDE } from './network.ts';
import { halveClip, meanPlanes, planesOf } from './plate.ts';
import { selfCheck } from './self-check.ts';
import type { Border } from './settle.ts';
import { ShapedSessions } from './shaped-sessions.ts';
import { fitting, makeThing, spriteOfCutOut, type Thing } from './sprite.ts';
import { steadied } from './steady.ts';
import { referencePixels, STILL_SIDE } from './still.ts';
import { createTextEncoder, type TextEncoder } from './text-encoder.ts';
import { partClip } from './track.ts';
import { referenceTags } from './words.ts';

const TRANSFORMER = 'transformer.safetensors';
const AUTOENCODER = 'autoencoder.safetensors';
const CAST = 'cast.bin';
/** Side of the sprite that is made of a person's own cut-out. */
const CUT_OUT_SIDE = 128;

/**
 * The built-in model: a single-stream transformer makes the latents of a place, in four-frame groups, and the paths of
 * figures over it; the decoder paints the place and lays the figures' own pictures there.
 */
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
  private readonly cast: Cast;
  private readonly painter: FigurePainter;
  private drawn: { readonly of: MadeLatents; readonly frames: Map<number, Float32Array> } | null = null;
  private held: { readonly of: FrameConditions; readonly cells: ReturnType<typeof heldCells> } | null = null;
  /** Latents of an all-grey group, for the shape last asked for: at its borders they are unlike those of another. */
  private empty: { readonly key: string; latents: Float32Array | null } | null = null;

  constructor(services: FamilyServices) {
    const { ort, exclusive, file: files } = services;
    this.services = services;
    this.sessions = new ShapedSessions(services);
    this.manifest = parseManifest(services.manifests[0]);
    this.cast = new Cast(this.manifest, () => services.file(CAST));
    this.painter = new FigurePainter(this.manifest, (name) => services.tensor(TRANSFORMER, name));
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
    await this.transformer(clip);
    signal.throwIfAborted();
    await this.decoder(clip);
    signal.throwIfAborted();
    await this.previewer(clip);
  }

  /** One row of numbers a group, see `groupSize`. */
  latentShape(clip: ClipShape): readonly [1, 1, number, 1, number] {
    const { groups, ...grid } = this.gridOf(clip);
    return [1, 1, groups, 1, groupSize(this.manifest.network, grid).all];
  }

  /** None for figures: guidance makes their paths wild, and they follow the prompt without. */
  guidanceShares(clip: ClipShape): Float32Array {
    const { groups, ...grid } = this.gridOf(clip);
    const { place, all } = groupSize(this.manifest.network, grid);
    return Float32Array.from({ length: groups * all }, (_, at) => (at % all < place ? 1 : 0));
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

  encodeFrames(clip: MaskedClip, signal: AbortSignal): Promise<FrameConditions> {
    return this.encodePlate(this.plateOf(clip), clip, signal);
  }

  /** The place without what moves in it, and in that one's stead the figures, on its way. */
  async encodeStart(clip: MaskedClip, { figures = [] }: ReferenceStates, signal: AbortSignal): Promise<ClipStart> {
    const plate = this.plateOf(clip);
    const frames = plate.known.map(({ frame }) => frame.rgba);
    const parted = figures.length === 0 ? null : partClip(frames, plate, figures.length);
    if (parted === null || parted.tracks.length === 0) {
      return { latents: (await this.encodePlate(plate, clip, signal)).masked, kept: null };
    }
    const known = plate.known.map(({ frame, mask }, at) => ({
      frame: { ...frame, rgba: parted.places[at] ?? frame.rgba },
      mask,
    }));
    const { masked } = await this.encodePlate({ ...plate, known }, clip, signal);
    return this.painter.withPaths(masked, clip, parted.tracks);
  }

  private plateOf(clip: MaskedClip): MaskedClip {
    return this.manifest.network.plateScale === 1 ? clip : halveClip(clip);
  }

  /** @param plate the clip as large as the network sees it */
  private async encodePlate(plate: MaskedClip, clip: ClipShape, signal: AbortSignal): Promise<FrameConditions> {
    const { groupFrames } = this.manifest.network;
    const { width, height } = plate;
    const encodeGroup = async (frames: PlainTensor): Promise<Float32Array> =>
      only(await (await this.encoder(clip)).run({ frames }), 'latents');
    const shape = [1, groupFrames * 3, height, width];
    const key = shape.join('x');
    if (this.empty?.key !== key) this.empty = { key, latents: null };
    const { empty } = this;
    return encodeMaskedClip(plate, {
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
    const size = latentChannels * REFERENCE_SIDE ** 2;
    const states = new Float32Array(slots * size);
    const mask = new Float32Array(slots);
    const figures: Thing[] = [];
    for (const [slot, reference] of references.entries()) {
      signal.throwIfAborted();
      const thing =
        'picture' in reference
          ? makeThing([spriteOfCutOut(reference.picture, CUT_OUT_SIDE)], 1)
          : await this.cast.thing(reference.source);
      states.set(await this.encodeStill(thing), slot * size);
      mask[slot] = 1;
      figures.push(thing);
    }
    return { states, mask, figures, names: references.map(({ name }) => name) };
  }

  async predictVelocity(input: VelocityInput): Promise<Float32Array<ArrayBuffer>> {
    const { latents, clip, conditions, references: cast, time, nextTime, signal } = input;
    const { textTokens, textWidth, references, latentChannels, groupFrames, flowMap } = this.manifest.network;
    const { groups, height, width } = this.gridOf(clip);
    const session = await this.transformer(clip);
    signal.throwIfAborted();
    const text: TextStates = input.text ?? noCaption(textTokens, textWidth);
    const numbers = [groups, latents.data.length / groups];
    const side = REFERENCE_SIDE;
    const { held, found } = this.heldOf(conditions, clip);
    const outputs = await session.run({
      latents: { shape: numbers, data: latents.data },
      held: { shape: numbers, data: held },
      held_mask: { shape: numbers, data: found },
      mask: { shape: [groups, groupFrames, height, width], data: conditions.mask },
      masked: { shape: numbers, data: conditions.masked },
      time: { shape: [1], data: Float32Array.of(time) },
      next_time: { shape: [1], data: Float32Array.of(flowMap ? nextTime : time) },
      text: { shape: [1, textTokens, textWidth], data: text.states },
      text_mask: { shape: [1, textTokens], data: text.mask },
      references: { shape: [1, references, latentChannels, side, side], data: cast.states },
      reference_tags: { shape: [1, references, textWidth], data: referenceTags(cast.names ?? [], text, references) },
      reference_mask: { shape: [1, references], data: cast.mask },
    });
    return only(outputs, 'velocity') as Float32Array<ArrayBuffer>;
  }

  async *decode(raw: MadeLatents, signal: AbortSignal): AsyncGenerator<RawFrame> {
    const { groups } = this.gridOf(raw.clip);
    const made = this.steady(raw);
    const paths = await this.pathsOf(made);
    const given = Array.from({ length: made.clip.frameCount }, (_, at) => at).filter((at) => made.given(at) !== null);
    try {
      for (let group = 0; group < groups; group++) {
        signal.throwIfAborted();
        yield* await this.decodeGroup(made, { paths, given }, group);
      }
    } finally {
      this.drawn = null;
    }
  }

  /** By the decoder's linear path alone: a little blurred, for less than a hundredth of the work. */
  async preview(raw: MadeLatents, signal: AbortSignal): Promise<RawFrame> {
    const { groupFrames } = this.manifest.network;
    const made = this.steady(raw);
    const group = this.gridOf(made.clip).groups >> 1;
    const session = await this.previewer(made.clip);
    signal.throwIfAborted();
    const planes = only(await session.run({ current: this.placeOf(made, group) }), 'frame');
    const { first, count } = framesOfGroup(group, groupFrames);
    const at = { index: first + (count >> 1), group, place: groupFrames >> 1 };
    return this.painter.finish(planes, made, await this.painter.pathsOf(made), at);
  }

  async dispose(): Promise<void> {
    await this.sessions.release();
    await this.textEncoder.dispose();
  }

  private steady(made: MadeLatents): MadeLatents {
    return { ...made, latents: steadied(made.latents, this.manifest.network, this.gridOf(made.clip)) };
  }

  /** Of the conditions last asked for: those of a clip are the same in every step. */
  private heldOf(conditions: FrameConditions, clip: ClipShape): ReturnType<typeof heldCells> {
    if (this.held?.of !== conditions) {
      this.held = { of: conditions, cells: heldCells(conditions, this.manifest.network, this.gridOf(clip)) };
    }
    return this.held.cells;
  }

  /** How the figures move; where frames are given, on from there. */
  private async pathsOf(made: MadeLatents): Promise<Paths> {
    const paths = await this.painter.pathsOf(made);
    if (paths.numbers.length === 0) return paths;
    const { width, height, frameCount } = made.clip;
    const { groupFrames, plateScale } = this.manifest.network;
    const borders: Border[] = [];
    for (let at = 0; at < frameCount; at++) {
      const given = made.given(at);
      // Before the given frame where both of its neighbours are made: what it shows goes on from there.
      const beside = [at + 1, at - 1].find((next) => next >= 0 && next < frameCount && made.given(next) === null);
      if (given === null || beside === undefined) continue;
      const { group, place } = frameAt(beside, groupFrames);
      const pixels = await this.placePixels(made, group);
      const size = pixels.length / groupFrames;
      const half = { width: width / plateScale, height: height / plateScale };
      const drawn = pixels.slice(place * size, (place + 1) * size);
      const scale = drawnScale(this.manifest.network);
      const large = { width: half.width * scale, height: half.height * scale };
      borders.push({
        at,
        given: { ...half, planes: meanPlanes(planesOf(given), made.clip, plateScale) },
        place: { ...half, planes: meanPlanes(drawn, large, scale) },
        drawn,
        shown: meanPlanes(planesOf(given), made.clip, plateScale / scale),
      });
    }
    return this.painter.settled(paths, made, borders);
  }

  /** The place of one group, frame by frame, three planes each. */
  private async placePixels(made: MadeLatents, group: number): Promise<Float32Array> {
    const session = await this.decoder(made.clip);
    const current = this.placeOf(made, group);
    const { decoder } = this.manifest.network;
    const previous = decoder === null ? {} : { previous: this.placeOf(made, Math.max(0, group - 1)) };
    return only(await session.run({ current, ...previous }), 'frames');
  }

  /** @param given the numbers of the frames that are given */
  private async decodeGroup(
    made: MadeLatents,
    { paths, given }: { readonly paths: Paths; readonly given: readonly number[] },
    group: number,
  ): Promise<readonly RawFrame[]> {
    const { groupFrames } = this.manifest.network;
    const pixels = await this.placePixels(made, group);
    const size = pixels.length / groupFrames;
    const { first, count } = framesOfGroup(group, groupFrames);
    const frames: RawFrame[] = [];
    for (let index = first; index < first + count; index++) {
      // Group 0 holds the first frame four times; its last picture is the frame.
      const { place } = frameAt(index, groupFrames);
      const planes = pixels.subarray(place * size, (place + 1) * size);
      const [before, after] = [given.findLast((at) => at < index), given.find((at) => at > index)];
      if (!given.includes(index) && before !== undefined && after !== undefined) {
        await this.evenOut(planes, made, { before, index, after });
      }
      frames.push(this.painter.finish(planes, made, paths, { index, group, place }));
    }
    return frames;
  }

  /** A made frame between two given ones. */
  private async evenOut(
    planes: Float32Array,
    made: MadeLatents,
    { before, index, after }: Readonly<Record<'before' | 'index' | 'after', number>>,
  ): Promise<void> {
    const { groupFrames, plateScale } = this.manifest.network;
    const groupOf = (at: number): number => frameAt(at, groupFrames).group;
    const [from, to] = [groupOf(before), groupOf(after)];
    if (from === to) return;
    const ends = { first: await this.drawnFrame(made, before), last: await this.drawnFrame(made, after) };
    const shares = { frame: (index - before) / (after - before), group: (groupOf(index) - from) / (to - from) };
    const drawn = drawnScale(this.manifest.network) / plateScale;
    evenOut(planes, ends, shares, { width: made.clip.width * drawn, height: made.clip.height * drawn });
  }

  /** The place of a given frame; those last asked for are kept, since the frames between two ask for the same. */
  private async drawnFrame(made: MadeLatents, index: number): Promise<Float32Array> {
    if (this.drawn?.of !== made) this.drawn = { of: made, frames: new Map() };
    const { frames } = this.drawn;
    const known = frames.get(index);
    if (known !== undefined) return known;
    const { groupFrames } = this.manifest.network;
    const { group, place } = frameAt(index, groupFrames);
    const pixels = await this.placePixels(made, group);
    const size = pixels.length / groupFrames;
    const found = pixels.slice(place * size, (place + 1) * size);
    if (frames.size > 1) frames.delete([...frames.keys()][0] ?? 0);
    frames.set(index, found);
    return found;
  }

  /** Latents of the place in one group. */
  private placeOf({ latents, clip }: MadeLatents, group: number): PlainTensor {
    const { network } = this.manifest;
    const { height, width } = this.gridOf(clip);
    const { place } = groupSize(network, { height, width });
    return {
      shape: [1, network.latentChannels, height, width],
      data: takeGroup(latents.data, latents.shape, group).subarray(0, place),
    };
  }

  private async encodeStill({ poses, tall }: Thing): Promise<Float32Array> {
    // A session of its own kind: the clip's encoder is of another shape.
    const session = await this.coder('still', encoderGraph, { width: REFERENCE_SIDE, height: REFERENCE_SIDE });
    const sprite = fitting(poses[0] ?? [], STILL_SIDE);
    const frames = referencePixels(sprite, tall, this.manifest.network.groupFrames);
    return only(await session.run({ frames }), 'latents');
  }

  private transformer(clip: ClipShape): Promise<GraphSession> {
    const grid = this.gridOf(clip);
    const { precision } = this.services;
    const { fps } = this.manifest.defaults;
    const request = { kind: 'transformer', shape: `${grid.groups}x${grid.height}x${grid.width}`, file: TRANSFORMER };
    return this.sessions.open(request, (weights) =>
      transformerGraph(this.manifest.network, { ...grid, fps, precision }, weights),
    );
  }

  /** Groups, and cells of the latents. */
  private gridOf(clip: ClipShape): Size & { readonly groups: number } {
    const { latentChannels: channels, groupFrames, spatialFactor, plateScale } = this.manifest.network;
    const layout = { channels, groupFrames, spatialFactor: spatialFactor * plateScale };
    const [, , groups, height, width] = latentShape(layout, clip);
    return { groups, height, width };
  }

  private decoder(clip: ClipShape): Promise<GraphSession> {
    return this.coder('decoder', decoderGraph, this.gridOf(clip));
  }

  private previewer(clip: ClipShape): Promise<GraphSession> {
    const frame = this.manifest.network.groupFrames >> 1;
    const graph: typeof decoderGraph = (network, shape, file) => previewGraph(network, { ...shape, frame }, file);
    return this.coder('preview', graph, this.gridOf(clip));
  }

  private encoder(clip: ClipShape): Promise<GraphSession> {
    return this.coder('encoder', encoderGraph, this.gridOf(clip));
  }

  /** @param size in cells of the latents */
  private coder(kind: string, graph: typeof decoderGraph, { height, width }: Size): Promise<GraphSession> {
    const { precision } = this.services;
    return this.sessions.open({ kind, shape: `${height}x${width}`, file: AUTOENCODER }, (weights) =>
      graph(this.manifest.network, { height, width, precision }, weights),
    );
  }
}

/** The pass that guidance steers away from: no words; one empty token keeps the softmax defined. */
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
