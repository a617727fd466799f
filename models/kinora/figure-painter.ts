import type { Size } from '../../src/contract/capabilities.ts';
import type { RawFrame } from '../../src/contract/verdict.ts';
import type { PlainTensor } from '../../src/runtime/session.ts';
import type { ClipShape, ClipStart, MadeLatents } from '../family.ts';
import { composeFrame, type Placed } from './compose.ts';
import {
  type FigureCodec,
  POSE_NUMBERS,
  type Pose,
  poseNumbers,
  readPose,
  seenLatents,
  seenNumbers,
} from './figures.ts';
import { toFrame } from './frame-pixels.ts';
import type { KinoraManifest } from './manifest.ts';
import { drawnScale, figureSize } from './network.ts';
import { doublePlanes } from './plate.ts';
import { type Border, findFigures, isOnePlace, moved, type Offset, offsetAt, presence, uncover } from './settle.ts';
import type { Thing } from './sprite.ts';
import type { Spot } from './track.ts';
import { keepUnnamed, unnamed } from './unnamed.ts';

/** Poses by which figures of a kind are apart in their own animation, so that they do not move in step. */
const POSES_APART = 5;

/** Share of the start time down to which a figure is kept on its way: what changes is who goes there, and where that is. */
const KEPT = 0.5;

/** How the figures of a clip move. */
export interface Paths {
  /** For each figure, group by group, the numbers of its poses as the model has them. */
  readonly numbers: readonly (readonly Float32Array[])[];
  /** Where given frames border on made ones. */
  readonly borders: readonly SettledBorder[];
}

interface SettledBorder extends Border {
  /** How the figures lie there beside where the model has them. */
  readonly offsets: readonly (Offset | null)[];
  /** Figures that the model has painted into the place here, and the place without them as another border has it. */
  readonly painted: readonly { readonly pose: Pose; readonly bare: Float32Array }[];
  /** Cells of things that nobody has named; null where there are none, or where made frames lead over to another border. */
  readonly unnamed: Float32Array | null;
}

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
    if (count === 0) return { numbers: [], borders: [] };
    this.codec ??= this.readCodec();
    const codec = await this.codec;
    const { network } = this.manifest;
    const [, , groups = 0, , all = 0] = latents.shape;
    const size = figureSize(network);
    const first = all - network.references * size;
    const numbers = Array.from({ length: count }, (_, slot) => {
      const own = new Float32Array(groups * size);
      for (let k = 0; k < groups; k++) {
        const at = k * all + first + slot * size;
        own.set(latents.data.subarray(at, at + size), k * size);
      }
      return poseNumbers(own, codec);
    });
    return { numbers, borders: [] };
  }

  /** Latents `[groups, all]` of a clip, and the first figures on these ways, a spot for every frame. */
  async withPaths(latents: Float32Array, clip: ClipShape, ways: readonly (readonly Spot[])[]): Promise<ClipStart> {
    this.codec ??= this.readCodec();
    const codec = await this.codec;
    const { network } = this.manifest;
    const size = figureSize(network);
    const groups = 1 + (clip.frameCount - 1) / network.groupFrames;
    const all = latents.length / groups;
    const out = latents.slice();
    const kept = new Float32Array(out.length).fill(1);
    for (const [slot, way] of ways.entries()) {
      const path = way.map((spot) => seenNumbers(spot, clip.width / clip.height));
      const own = seenLatents(path, codec);
      for (let k = 0; k < groups; k++) {
        const at = (k + 1) * all - (network.references - slot) * size;
        out.set(own.subarray(k * size, (k + 1) * size), at);
        kept.fill(KEPT, at, at + size);
      }
    }
    return { latents: out, kept };
  }

  /** The same paths, begun where the given frames show the figures. */
  settled(paths: Paths, made: MadeLatents, borders: readonly Border[]): Paths {
    const found = borders.map((border) => {
      const figures = this.placed(paths, made, frameAt(border.at, this.manifest.network.groupFrames));
      const offsets = [...findFigures(border, figures)];
      const painted: { readonly pose: Pose; readonly bare: Float32Array }[] = [];
      // What is part of the place here may stand out against the same place at another border.
      for (const other of borders) {
        const missing = offsets.flatMap((offset, slot) => (offset === null ? [slot] : []));
        if (other === border || missing.length === 0 || !isOnePlace(other.place, border.place)) continue;
        const again = findFigures({ given: border.given, place: other.place }, figures);
        for (const slot of missing) {
          const [figure, offset] = [figures[slot], again[slot] ?? null];
          if (figure === undefined || offset === null) continue;
          offsets[slot] = offset;
          painted.push({ pose: moved(figure, offset).pose, bare: other.drawn });
        }
      }
      const drawn = painted.length === 0 ? border.drawn : border.drawn.slice();
      for (const { pose, bare } of painted) uncover({ ...this.drawnSize(made), planes: drawn }, bare, pose);
      return {
        ...border,
        drawn,
        offsets,
        painted,
        unnamed: borders.length > 1 ? null : nameless(border, figures, offsets),
      };
    });
    return { ...paths, borders: found };
  }

  /** Of the place as the decoder draws it. */
  private drawnSize({ clip }: MadeLatents): Size {
    const share = drawnScale(this.manifest.network) / this.manifest.network.plateScale;
    return { width: clip.width * share, height: clip.height * share };
  }

  /**
   * The frame with its figures, at the clip's size. `plate` [3, height, width] is the place as large as the clip or as the network
   * sees it, 0 to 1, and may be changed. A given frame is as the latents have it, its things in the picture, unless figures
   * were found in it: then it is as the model would have painted it, so that what it lacks is found by comparing it with
   * what was given.
   */
  finish(plate: Float32Array, made: MadeLatents, paths: Paths, at: FrameAt): RawFrame {
    const { width, height } = made.clip;
    const { network } = this.manifest;
    const small = { width: width / network.plateScale, height: height / network.plateScale };
    const given = made.given(at.index) !== null;
    const border = paths.borders.find((one) => one.at === at.index && one.offsets.some((offset) => offset !== null));
    const asMade = !given || border !== undefined;
    const place = given && border !== undefined ? border.drawn.slice() : plate;
    const canvas = { ...this.drawnSize(made), planes: place };
    for (const { painted, unnamed: cells, drawn: before, shown } of asMade ? paths.borders : []) {
      // A border's own place has been uncovered already.
      for (const { pose, bare } of given ? [] : painted) uncover(canvas, bare, pose);
      if (cells !== null) keepUnnamed(canvas, { cells, before, shown });
    }
    const planes = place.length === 3 * width * height ? place : doublePlanes(place, small);
    if (asMade) composeFrame({ width, height, planes }, this.placed(paths, made, at));
    return toFrame(planes, { width, height, index: at.index });
  }

  private placed({ numbers, borders }: Paths, { clip, references }: MadeLatents, at: FrameAt): readonly Placed[] {
    const things = (references.figures ?? []) as readonly Thing[];
    return numbers.flatMap((path, slot) => {
      const own = path[at.group]?.subarray(at.place * POSE_NUMBERS, (at.place + 1) * POSE_NUMBERS);
      const thing = things[slot];
      if (own === undefined || thing === undefined) return [];
      const picture = Math.floor((at.index * thing.rate) / this.manifest.defaults.fps) + POSES_APART * slot;
      const figure = { pose: readPose(own, clip.width / clip.height), thing, picture };
      const known = borders.map((border) => ({ at: border.at, offset: border.offsets[slot] ?? null }));
      const offset = offsetAt(at.index, known);
      const opacity = presence(at.index, known);
      return [{ ...(offset === null ? figure : moved(figure, offset)), opacity }];
    });
  }

  private async readCodec(): Promise<FigureCodec> {
    const read = (name: string): Promise<PlainTensor> => this.tensor(`figure.codec.${name}`);
    const [mean, basis, spread] = await Promise.all([read('mean'), read('basis'), read('spread')]);
    return { mean, basis, spread };
  }
}

/** What of a border's given frame neither the place nor these figures account for. */
function nameless(
  { given, place }: Border,
  figures: readonly Placed[],
  offsets: readonly (Offset | null)[],
): Float32Array | null {
  const made = { ...place, planes: place.planes.slice() };
  const found = figures.flatMap((figure, slot) => {
    const offset = offsets[slot] ?? null;
    return offset === null ? [] : [moved(figure, offset)];
  });
  composeFrame(made, found);
  return unnamed(
    given,
    made,
    found.map(({ pose }) => pose),
  );
}

/** Where a frame stands in its group; the first is the last of a group of its own. */
export function frameAt(index: number, groupFrames: number): FrameAt {
  const group = Math.ceil(index / groupFrames);
  return { index, group, place: index === 0 ? groupFrames - 1 : (index - 1) % groupFrames };
}
