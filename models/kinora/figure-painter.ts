import type { RawFrame } from '../../src/contract/verdict.ts';
import type { PlainTensor } from '../../src/runtime/session.ts';
import type { MadeLatents } from '../family.ts';
import { composeFrame } from './compose.ts';
import { type FigureCodec, POSE_NUMBERS, poseNumbers, readPose } from './figures.ts';
import { toFrame } from './frame-pixels.ts';
import type { KinoraManifest } from './manifest.ts';
import { figureSize } from './network.ts';
import { doublePlanes } from './plate.ts';
import type { Thing } from './sprite.ts';

/** Poses by which figures of a kind are apart in their own animation, so that they do not move in step. */
const POSES_APART = 5;

/** For each figure, group by group, the numbers of its poses. */
export type Paths = readonly (readonly Float32Array[])[];

/** Which frame: its number in the clip, its group, and its place there. */
export interface FrameAt {
  readonly index: number;
  readonly group: number;
  readonly place: number;
}

/** Lays the cast over the place that the decoder paints. */
export class FigurePainter {
  private readonly manifest: KinoraManifest;
  private readonly tensor: (name: string) => Promise<PlainTensor>;
  private codec: Promise<FigureCodec> | null = null;

  /** @param tensor reads one of the transformer's tensors */
  constructor(manifest: KinoraManifest, tensor: (name: string) => Promise<PlainTensor>) {
    this.manifest = manifest;
    this.tensor = tensor;
  }

  async pathsOf({ latents, references }: MadeLatents): Promise<Paths> {
    const count = references.figures?.length ?? 0;
    if (count === 0) return [];
    this.codec ??= this.readCodec();
    const codec = await this.codec;
    const { network } = this.manifest;
    const [, , groups = 0, , all = 0] = latents.shape;
    const size = figureSize(network);
    const first = all - network.references * size;
    return Array.from({ length: count }, (_, slot) => {
      const own = new Float32Array(groups * size);
      for (let k = 0; k < groups; k++) {
        const at = k * all + first + slot * size;
        own.set(latents.data.subarray(at, at + size), k * size);
      }
      return poseNumbers(own, codec);
    });
  }

  /** The frame with its figures, unless it was given, at the clip's size. `plate` [3, height, width] is the place, 0 to 1, and may be changed. */
  finish(plate: Float32Array, { clip, references, isGiven }: MadeLatents, paths: Paths, at: FrameAt): RawFrame {
    const { width, height } = clip;
    const { network, defaults } = this.manifest;
    const { fps } = defaults;
    const small = { width: width / network.plateScale, height: height / network.plateScale };
    const planes = network.plateScale === 1 ? plate : doublePlanes(plate, small);
    const things = (references.figures ?? []) as readonly Thing[];
    const figures = (isGiven(at.index) ? [] : paths).flatMap((path, slot) => {
      const numbers = path[at.group]?.subarray(at.place * POSE_NUMBERS, (at.place + 1) * POSE_NUMBERS);
      const thing = things[slot];
      if (numbers === undefined || thing === undefined) return [];
      const picture = Math.floor((at.index * thing.rate) / fps) + POSES_APART * slot;
      return [{ pose: readPose(numbers, width / height), thing, picture }];
    });
    composeFrame({ width, height, planes }, figures);
    return toFrame(planes, { width, height, index: at.index });
  }

  private async readCodec(): Promise<FigureCodec> {
    const [mean, basis] = await Promise.all([this.tensor('figure.codec.mean'), this.tensor('figure.codec.basis')]);
    return { mean, basis };
  }
}
