import type { KnownFrame } from '../../models/family.ts';
import type { MadeSegment, PictureSource } from '../contract/plan.ts';
import type { RawFrame } from '../contract/verdict.ts';
import type { MadeShelf } from './made-shelf.ts';
import { type Pixels, readGiven, readSource } from './read-source.ts';
import type { RunContext } from './run-context.ts';
import { healSeam } from './seam.ts';

/** Known pixels of one frame, from one condition. */
interface Layer {
  readonly pixels: Pixels;
  /** One byte a pixel, 255 where it is known; null where all are. */
  readonly mask: Uint8Array | null;
  readonly strength: number;
}

/** The known pixels of a made segment, from its conditions; a later condition lies over an earlier one. */
export class KnownFrames {
  private readonly layers = new Map<number, readonly Layer[]>();
  private readonly segment: MadeSegment;
  private readonly context: RunContext;

  constructor(segment: MadeSegment, context: RunContext) {
    this.segment = segment;
    this.context = context;
  }

  /** Reads every condition, frame by frame. `release` is called on every path afterwards. */
  async read(shelf: MadeShelf): Promise<void> {
    const { segment, context } = this;
    for (const { source, at, strength, mask: maskSource } of segment.conditions) {
      const mask = maskSource === undefined ? null : await readMask(maskSource, segment, context);
      let index = at;
      for await (const pixels of readSource(source, segment, context, shelf)) {
        this.layers.set(index, [...(this.layers.get(index) ?? []), { pixels, mask, strength }]);
        index++;
      }
    }
  }

  /** Hands all known frames to `use`, laid over each other; they are only lent for the call. */
  async lend<T>(use: (known: readonly KnownFrame[]) => Promise<T>): Promise<T> {
    const { tally } = this.context.services;
    const known = [...this.layers].map(([index, layers]) => this.flatten(index, layers));
    const copies = [...this.layers.values()].filter((layers) => layers.length > 1).length;
    tally.add(copies);
    try {
      return await use(known);
    } finally {
      tally.drop(copies);
    }
  }

  /** True where every known pixel of the frame is given back wholly; a frame without known pixels is none of those. */
  isFirm(index: number): boolean {
    const layers = this.layers.get(index);
    return layers?.every(({ strength }) => strength === 1) ?? false;
  }

  /** The frame's pixels where all of it is given back wholly, else null. */
  wholeAt(index: number): Pixels | null {
    const top = this.layers.get(index)?.at(-1);
    return top !== undefined && top.mask === null && this.isFirm(index) ? top.pixels : null;
  }

  /** Puts known pixels of strength 1 into the made frame as they are, weaker ones by their share, and the bars around them. */
  paste(frame: RawFrame, index: number): void {
    const layers = (this.layers.get(index) ?? []).filter(({ strength }) => strength > 0);
    for (const layer of layers) {
      if (layer.mask !== null) healSeam(frame, { ...layer, mask: layer.mask });
    }
    for (const layer of layers) pasteLayer(frame.rgba, layer);
    blackenBars(frame.rgba, this.segment);
  }

  /** Once the network has been told: lets go of what is not given back. */
  keepPasted(): void {
    for (const [index, layers] of [...this.layers]) {
      const pasted = layers.filter(({ strength }) => strength > 0);
      this.context.services.tally.drop(layers.length - pasted.length);
      if (pasted.length === 0) this.layers.delete(index);
      else this.layers.set(index, pasted);
    }
  }

  /** Lets a frame go that is finished. */
  drop(index: number): void {
    this.context.services.tally.drop(this.layers.get(index)?.length ?? 0);
    this.layers.delete(index);
  }

  release(): void {
    for (const index of [...this.layers.keys()]) this.drop(index);
  }

  private flatten(index: number, layers: readonly Layer[]): KnownFrame {
    const { width, height } = this.segment;
    const [first, ...others] = layers;
    if (first === undefined) throw new RangeError('A known frame has at least one layer.');
    if (others.length === 0) return { frame: { index, width, height, rgba: first.pixels }, mask: first.mask };
    const rgba = new Uint8ClampedArray(width * height * 4);
    const mask = new Uint8Array(width * height);
    for (const layer of layers) {
      pasteLayer(rgba, { ...layer, strength: 1 });
      mask.forEach((_, i) => {
        if (isKnown(layer, i)) mask[i] = 255;
      });
    }
    return { frame: { index, width, height, rgba }, mask: mask.every((value) => value === 255) ? null : mask };
  }
}

function pasteLayer(rgba: Pixels, layer: Layer): void {
  const { pixels, mask, strength } = layer;
  if (mask === null && strength === 1) {
    rgba.set(pixels);
    return;
  }
  for (let i = 0; i < rgba.length; i++) {
    if (!isKnown(layer, i >> 2)) continue;
    const own = rgba[i] ?? 0;
    rgba[i] = own + strength * ((pixels[i] ?? 0) - own);
  }
}

/** Whether a pixel lies outside of the picture. */
function isBar(pixel: number, { inside, width }: Pick<MadeSegment, 'inside' | 'width'>): boolean {
  if (inside === undefined) return false;
  const [x, y] = [(pixel % width) - inside.left, Math.floor(pixel / width) - inside.top];
  return x < 0 || y < 0 || x >= inside.width || y >= inside.height;
}

function blackenBars(rgba: Pixels, segment: MadeSegment): void {
  if (segment.inside === undefined) return;
  for (let i = 0; i < rgba.length; i += 4) if (isBar(i >> 2, segment)) rgba.fill(0, i, i + 3);
}

function isKnown({ mask }: Layer, pixel: number): boolean {
  return mask === null || mask[pixel] === 255;
}

/** White pixels of a picture: 255, others 0. What is see-through counts as black. */
async function readMask(source: PictureSource, segment: MadeSegment, context: RunContext): Promise<Uint8Array | null> {
  const mask = new Uint8Array(segment.width * segment.height);
  for await (const pixels of readGiven(source, segment, context)) {
    for (let i = 0; i < mask.length; i++) {
      const light = (pixels[i * 4] ?? 0) + (pixels[i * 4 + 1] ?? 0) + (pixels[i * 4 + 2] ?? 0);
      // The bars of a letterboxed mask are as black as what is to be made, but they are the subject's own.
      mask[i] = light >= 3 * 128 || isBar(i, segment) ? 255 : 0;
    }
    context.services.tally.drop();
  }
  return mask.every((value) => value === 255) ? null : mask;
}
