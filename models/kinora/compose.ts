import type { Size } from '../../src/contract/capabilities.ts';
import { clamp, type Pose } from './figures.ts';
import { fitting, type Sprite, sampleSprite, type Thing } from './sprite.ts';

/** A frame under construction: planes of red, green and blue, 0 to 1, one after the other. */
export interface Canvas extends Size {
  readonly planes: Float32Array;
}

/** A figure in one frame. */
export interface Placed {
  readonly pose: Pose;
  readonly thing: Thing;
  /** Which of the thing's pictures. */
  readonly picture: number;
  /** How much of it is there, 0 to 1; all where nothing is said. */
  readonly opacity?: number;
}

/** Where a sprite lies and how strongly it shows; negative `stretch` is upside down. */
interface Laid extends Pick<Pose, 'x' | 'y' | 'size' | 'turn' | 'stretch' | 'mirrored' | 'light'> {
  readonly opacity: number;
}

/** Darkness of a shadow right under a thing. */
const SHADOW = 0.36;
/** Height of a shadow from its middle to where it fades, in picture heights. */
const SHADOW_HEIGHT = 0.032;
/** Of a reflection in water. */
const MIRROR = 0.3;

/**
 * Lays figures over a frame, farther ones first, each with its shadow and its reflection: what the world of the recipe
 * does (`models/recipe/world/cast.py`), in the same numbers.
 */
export function composeFrame(canvas: Canvas, figures: readonly Placed[]): void {
  for (const { pose, thing, picture, opacity = 1 } of figures.toSorted((a, b) => a.pose.depth - b.pose.depth)) {
    const levels = thing.poses[picture % thing.poses.length] ?? [];
    const sprite = fitting(levels, pose.size * canvas.height);
    darken(canvas, { ...pose, shadow: pose.shadow * opacity });
    if (pose.mirror > 0) laySprite(canvas, reflected({ ...pose, mirror: pose.mirror * opacity }), sprite, thing.tall);
    laySprite(canvas, { ...pose, opacity }, sprite, thing.tall);
  }
}

/** A soft ellipse on the ground that fades and widens as the thing leaves it. */
function darken({ width, height, planes }: Canvas, { x, y, size, ground, shadow }: Pose): void {
  const lift = clamp(ground - y - 0.5 * size, 0, 0.6);
  const strength = SHADOW * Math.max(0, 1 - 1.4 * lift) * shadow;
  if (strength === 0) return;
  const half = size * (0.38 + 0.3 * lift);
  const reach = 4 * SHADOW_HEIGHT;
  const across = Float32Array.from({ length: width }, (_, column) => {
    const away = ((column + 0.5) / height - x) / half;
    return Math.exp(-(away ** 2)) * strength;
  });
  const [first, last] = span(ground, reach, height);
  for (let row = first; row < last; row++) {
    const down = ((row + 0.5) / height - ground) / SHADOW_HEIGHT;
    const dark = Math.exp(-(down ** 2));
    for (let column = 0; column < width; column++) {
      const left = 1 - dark * (across[column] ?? 0);
      for (let at = row * width + column; at < planes.length; at += width * height)
        planes[at] = (planes[at] ?? 0) * left;
    }
  }
}

/** The same about the row that the thing stands on; weaker when the thing is high above it. */
function reflected(pose: Pose): Laid {
  const { y, size, ground, turn, stretch, mirror } = pose;
  const lift = clamp(ground - y - 0.5 * size, 0, 0.5);
  const opacity = MIRROR * mirror * (1 - 2 * lift);
  return { ...pose, y: 2 * ground - y - 0.04 * size, turn: -turn, stretch: -stretch, opacity };
}

function laySprite({ width, height, planes }: Canvas, laid: Laid, sprite: Sprite, tall: number): void {
  const { x, y, size, turn, stretch, mirrored, light, opacity } = laid;
  if (opacity <= 0) return;
  const half = 0.72 * size * clamp(Math.abs(stretch), 0.7, 1.4);
  const [top, bottom] = span(y, half, height);
  // Columns are counted in heights, too.
  const [left, right] = [Math.floor((x - half) * height), Math.floor((x + half) * height) + 2];
  const root = Math.sqrt(Math.abs(stretch));
  const wide = ((mirrored ? -1 : 1) * 2 * root) / size;
  const high = (2 / (size * root)) * Math.sign(stretch);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const area = width * height;
  const seen = new Float32Array(4);
  for (let row = top; row < bottom; row++) {
    const dy = (row + 0.5) / height - y;
    for (let column = Math.max(0, left); column < Math.min(width, right); column++) {
      const dx = (column + 0.5) / height - x;
      sampleSprite(sprite, wide * (cos * dx + sin * dy), high * (cos * dy - sin * dx) + 1 - tall, seen);
      const alpha = (seen[3] ?? 0) * opacity;
      if (alpha === 0) continue;
      for (let k = 0; k < 3; k++) {
        const at = k * area + row * width + column;
        planes[at] = (planes[at] ?? 0) * (1 - alpha) + (seen[k] ?? 0) * opacity * (light[k] ?? 1);
      }
    }
  }
}

/** First row and the one after the last that lie within `reach` of a place, all in the picture. */
function span(middle: number, reach: number, height: number): readonly [number, number] {
  const first = Math.max(0, Math.floor((middle - reach) * height));
  return [first, Math.min(height, Math.floor((middle + reach) * height) + 2)];
}
