import { sourceSide } from './max-flow.ts';

/** Pixels as a canvas gives them: RGBA, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Colours are told apart in so many steps a channel: 12^3 kinds, enough for cut-outs and filled by a small picture. */
const STEPS = 12;
const KINDS = STEPS ** 3;
/** Times that colours and cut are fitted to each other. */
const ROUNDS = 4;
/** How much an edge between like pixels costs, in the units of the colours' logarithms (GrabCut's gamma, for 4 neighbours). */
const SMOOTHNESS = 12;
/** Of an edge between pixels of any contrast: an outline is short where colours do not tell. */
const LEAST = 0.4;
/** Pixels that the person painted are inside, whatever their colour. */
const FIRM = 1e4;
/** A colour's odds are never beyond this: one pixel of a rare colour is noise. */
const MOST_ODDS = 6;

/**
 * Grows a stroke inside a figure to the figure's edge: 1 for each pixel of the figure, 0 for the others. Pixels of `painted` (1) stay inside,
 * those of the picture's border outside unless painted. What is not joined to the stroke is left out, and holes are filled.
 *
 * As Rother, Kolmogorov and Blake, "GrabCut" (SIGGRAPH 2004), after Boykov and Jolly (ICCV 2001): colours of the inside and the outside
 * against the contrast along the edge, by a smallest cut, some rounds over; with smoothed histograms for mixtures of Gaussians.
 * At most 160 pixels a side: then it takes a fraction of a second.
 */
export function growCut(pixels: Pixels, painted: Uint8Array): Uint8Array {
  const { width, height } = pixels;
  const kinds = kindsOf(pixels);
  const edges = contrastOf(pixels);
  const firm = firmOf(painted, width, height);
  // Unknown until the first cut: all but the stroke counts as outside, which it mostly is.
  let inside: Uint8Array = painted;
  for (let round = 0; round < ROUNDS; round += 1) {
    const odds = oddsOf(kinds, inside, painted);
    const terminal = Float32Array.from(kinds, (kind, at) => (firm[at] ?? 0) * FIRM || (odds[kind] ?? 0));
    const cut = sourceSide({ width, height, terminal, ...edges });
    const same = cut.every((side, at) => side === inside[at]);
    inside = cut;
    if (same) break;
  }
  return withoutHoles(joinedTo(inside, painted, width), width);
}

/** The colour of each pixel, coarsely: its place in a histogram. */
function kindsOf({ data, width, height }: Pixels): Uint16Array {
  const step = (value: number) => Math.min(STEPS - 1, Math.floor((value * STEPS) / 256));
  return Uint16Array.from({ length: width * height }, (_, at) => {
    const [red, green, blue] = [data[4 * at] ?? 0, data[4 * at + 1] ?? 0, data[4 * at + 2] ?? 0];
    return (step(red) * STEPS + step(green)) * STEPS + step(blue);
  });
}

/** 1 where a pixel is inside, -1 where it is outside, 0 where the cut decides. */
function firmOf(painted: Uint8Array, width: number, height: number): Int8Array {
  return Int8Array.from(painted, (on, at) => {
    if (on === 1) return 1;
    const [x, y] = [at % width, Math.floor(at / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1 ? -1 : 0;
  });
}

/** Logarithm of how much likelier each colour is inside than outside. */
function oddsOf(kinds: Uint16Array, inside: Uint8Array, painted: Uint8Array): Float32Array {
  const [figure, ground] = [new Float32Array(KINDS), new Float32Array(KINDS)];
  for (const [at, kind] of kinds.entries()) {
    const side = inside[at] === 1 ? figure : ground;
    // The stroke is certain, the rest a guess.
    side[kind] = (side[kind] ?? 0) + (painted[at] === 1 ? 2 : 1);
  }
  const [smoothFigure, smoothGround] = [shares(figure), shares(ground)];
  return smoothFigure.map((share, kind) => {
    const odds = Math.log(share / (smoothGround[kind] ?? 1));
    return Math.min(MOST_ODDS, Math.max(-MOST_ODDS, odds));
  });
}

/** A histogram as shares, spread to like colours: noise puts one colour into several kinds. */
function shares(counts: Float32Array): Float32Array {
  let spread = counts;
  for (const stride of [1, STEPS, STEPS * STEPS]) spread = spreadAlong(spread, stride);
  const sum = spread.reduce((total, count) => total + count, 0);
  const floor = 1e-5;
  return spread.map((count) => count / Math.max(1, sum) + floor);
}

function spreadAlong(counts: Float32Array, stride: number): Float32Array {
  return counts.map((count, kind) => {
    const place = Math.floor(kind / stride) % STEPS;
    const before = place > 0 ? (counts[kind - stride] ?? 0) : count;
    const after = place < STEPS - 1 ? (counts[kind + stride] ?? 0) : count;
    return (before + 2 * count + after) / 4;
  });
}

interface Edges {
  readonly right: Float32Array;
  readonly below: Float32Array;
}

/** What it costs to cut between neighbours: little where their colours differ, by the picture's own mean difference. */
function contrastOf({ data, width, height }: Pixels): Edges {
  const count = width * height;
  const between = (one: number, other: number) => {
    let sum = 0;
    for (let channel = 0; channel < 3; channel += 1) {
      sum += ((data[4 * one + channel] ?? 0) - (data[4 * other + channel] ?? 0)) ** 2;
    }
    return sum;
  };
  const right = Float32Array.from({ length: count }, (_, at) => (at % width < width - 1 ? between(at, at + 1) : 0));
  const below = Float32Array.from({ length: count }, (_, at) => (at < count - width ? between(at, at + width) : 0));
  const total = (differences: Float32Array) => differences.reduce((sum, difference) => sum + difference, 0);
  const sum = total(right) + total(below);
  // One over twice the mean.
  const beta = sum === 0 ? 0 : count / sum;
  const cost = (difference: number) => LEAST + SMOOTHNESS * Math.exp(-beta * difference);
  return { right: right.map(cost), below: below.map(cost) };
}

/** The pixels of `inside` that are joined to a painted one. */
function joinedTo(inside: Uint8Array, painted: Uint8Array, width: number): Uint8Array {
  const seeds = [...painted.keys()].filter((at) => painted[at] === 1);
  return flood(seeds, width, inside.length, (at) => inside[at] === 1);
}

/** The same, and all that is not joined to the picture's border from outside. */
function withoutHoles(inside: Uint8Array, width: number): Uint8Array {
  const border = [...inside.keys()].filter((at) => {
    const x = at % width;
    return inside[at] === 0 && (x === 0 || x === width - 1 || at < width || at >= inside.length - width);
  });
  const outside = flood(border, width, inside.length, (at) => inside[at] === 0);
  return outside.map((out) => 1 - out);
}

function flood(seeds: readonly number[], width: number, count: number, open: (at: number) => boolean): Uint8Array {
  const reached = new Uint8Array(count);
  const waiting = [...seeds];
  for (const at of seeds) reached[at] = 1;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const x = at % width;
    for (const to of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
      if (to < 0 || to >= count || reached[to] === 1 || !open(to)) continue;
      reached[to] = 1;
      waiting.push(to);
    }
  }
  return reached;
}
