import type { Sprite } from './sprite.ts';

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** Cosines to a thing's own tint between which a pixel takes part more and more. */
const [FAR, NEAR] = [0.45, 0.85];
/** Squared distance, in colours from 0 to 1, within which a thing has a colour already. */
const SAME = 0.06;

/**
 * A thing with its own colour turned into another: linear in RGB, so that greys stay; only pixels whose tint is near the
 * thing's own take part, so a red car turned blue keeps its windows (`models/recipe/world/hues.py`).
 * @param named all colours by name, `wanted` one of them; a thing that has it already is given back as it is
 */
export function recolour(sprite: Sprite, own: Colour, wanted: string, named: Readonly<Record<string, Colour>>): Sprite {
  const last = named[wanted];
  if (last === undefined || nearest(own, named) === wanted) return sprite;
  const { matrix, unit } = change(scaled(own), scaled(last));
  const out = sprite.rgba.slice();
  for (let at = 0; at < out.length; at += 4) {
    const rgb = [out[at] ?? 0, out[at + 1] ?? 0, out[at + 2] ?? 0] as const;
    const grey = mean(rgb);
    const tint = rgb.map((value) => value - grey);
    const along = dot(unit, tint) / Math.max(1e-4, Math.hypot(...tint));
    const share = Math.min(1, Math.max(0, (along - FAR) / (NEAR - FAR)));
    if (share === 0) continue;
    const alpha = out[at + 3] ?? 0;
    matrix.forEach((row, k) => {
      const turned = Math.min(alpha, Math.max(0, dot(row, rgb)));
      out[at + k] = (rgb[k] ?? 0) + share * (turned - (rgb[k] ?? 0));
    });
  }
  return { side: sprite.side, rgba: out };
}

/** The colour nearest to a thing's own; null where none is near. */
function nearest(own: Colour, named: Readonly<Record<string, Colour>>): string | null {
  const away = (colour: Colour): number =>
    scaled(colour).reduce((sum, v, k) => sum + (v - (own[k] ?? 0) / 255) ** 2, 0);
  const [best] = Object.entries(named).sort(([, a], [, b]) => away(a) - away(b));
  return best !== undefined && away(best[1]) < SAME ? best[0] : null;
}

/** Greys to themselves, the own tint to the wanted one, with as much more light as the wanted colour has. */
function change(first: readonly number[], last: readonly number[]): { matrix: number[][]; unit: number[] } {
  const tint = first.map((value) => value - mean(first));
  const length = Math.hypot(...tint);
  const unit = tint.map((value) => value / length);
  const wanted = last.map((value) => (value - mean(last)) / length);
  const diagonal = [3 ** -0.5, 3 ** -0.5, 3 ** -0.5];
  const third = cross(diagonal, unit);
  const aside = cross(diagonal, wanted);
  const lighter = (mean(last) - mean(first)) / length;
  const matrix = [0, 1, 2].map((row) =>
    [0, 1, 2].map(
      (column) =>
        1 / 3 + ((wanted[row] ?? 0) + lighter) * (unit[column] ?? 0) + (aside[row] ?? 0) * (third[column] ?? 0),
    ),
  );
  return { matrix, unit };
}

function scaled(colour: Colour): readonly number[] {
  return colour.map((value) => value / 255);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
}

function cross([a = 0, b = 0, c = 0]: readonly number[], [x = 0, y = 0, z = 0]: readonly number[]): number[] {
  return [b * z - c * y, c * x - a * z, a * y - b * x];
}
