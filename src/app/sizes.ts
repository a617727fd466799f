import type { Capabilities, Size } from '../contract/capabilities.ts';

/** 16:9. */
const WIDE = 16 / 9;

export type Aspect = 'square' | 'wide' | 'tall';

/** The shape of a frame in a word. */
export function aspectOf({ width, height }: Size): Aspect {
  if (width === height) return 'square';
  return width > height ? 'wide' : 'tall';
}

/** The family's sizes, and a wide and a tall one of about the same area where it names none. */
export function sizesOf(capabilities: Capabilities): readonly Size[] {
  const { sizes } = capabilities;
  const [first] = sizes;
  if (first === undefined) return [];
  const derived = [WIDE, 1 / WIDE].map((ratio) => sizeOfRatio(first, ratio, capabilities));
  return [...sizes, ...derived.filter((size) => !sizes.some((known) => aspectOf(known) === aspectOf(size)))];
}

/** A clip's own size where the family can make it, else the size on offer whose shape is nearest. */
export function sizeLike(clip: Size, capabilities: Capabilities): Size {
  const { sizeMultiple, sideRange } = capabilities;
  const legal = [clip.width, clip.height].every(
    (side) => side % sizeMultiple === 0 && side >= sideRange[0] && side <= sideRange[1],
  );
  if (legal) return { width: clip.width, height: clip.height };
  const distance = (size: Size) => Math.abs(Math.log((size.width * clip.height) / (size.height * clip.width)));
  const [nearest = clip] = [...sizesOf(capabilities)].sort((one, other) => distance(one) - distance(other));
  return { width: nearest.width, height: nearest.height };
}

function sizeOfRatio({ width, height }: Size, ratio: number, capabilities: Capabilities): Size {
  const { sizeMultiple, sideRange } = capabilities;
  const [least, most] = sideRange;
  const legal = (side: number) => Math.min(most, Math.max(least, Math.round(side / sizeMultiple) * sizeMultiple));
  const area = width * height;
  return { width: legal(Math.sqrt(area * ratio)), height: legal(Math.sqrt(area / ratio)) };
}
