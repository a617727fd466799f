/** Arrays in plain TypeScript and float64: the reference that every operator is compared with. Slow and obvious. */
export interface Plain {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Numbers between -range and range from a fixed seed (Numerical Recipes' generator), rounded to float32. */
export function plainRandom(shape: readonly number[], seed: number, range = 2): Plain {
  let state = seed >>> 0;
  return build(shape, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.fround((state / 2 ** 31 - 1) * range);
  });
}

export function build(shape: readonly number[], value: (index: readonly number[]) => number): Plain {
  const count = shape.reduce((product, side) => product * side, 1);
  return { shape, data: Array.from({ length: count }, (_, flat) => value(unflatten(shape, flat))) };
}

/** The element at an index; indices along sides of 1 are taken as 0, missing leading ones are dropped (broadcasting). */
export function at(x: Plain, index: readonly number[]): number {
  const own = index.slice(index.length - x.shape.length);
  const flat = x.shape.reduce((sum, side, axis) => sum * side + (side === 1 ? 0 : (own[axis] ?? 0)), 0);
  return x.data[flat] ?? Number.NaN;
}

export function map(x: Plain, change: (value: number) => number): Plain {
  return { shape: x.shape, data: x.data.map(change) };
}

export function combine(a: Plain, b: Plain, merge: (left: number, right: number) => number): Plain {
  const rank = Math.max(a.shape.length, b.shape.length);
  const shape = Array.from({ length: rank }, (_, axis) =>
    Math.max(a.shape[a.shape.length - rank + axis] ?? 1, b.shape[b.shape.length - rank + axis] ?? 1),
  );
  return build(shape, (index) => merge(at(a, index), at(b, index)));
}

export function plainMatMul(a: Plain, b: Plain): Plain {
  const inner = a.shape.at(-1) ?? 0;
  const fronts = combine(ones(a.shape.slice(0, -2)), ones(b.shape.slice(0, -2)), () => 0).shape;
  return build([...fronts, a.shape.at(-2) ?? 0, b.shape.at(-1) ?? 0], (index) => {
    const front = index.slice(0, -2);
    const [row = 0, column = 0] = index.slice(-2);
    return sum(inner, (k) => at(a, [...front, row, k]) * at(b, [...front, k, column]));
  });
}

export function plainConv(x: Plain, weight: Plain, bias: Plain): Plain {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  const [out = 0, , kernel = 0] = weight.shape;
  const pad = (kernel - 1) / 2;
  return build([batch, out, height, width], ([n = 0, o = 0, y = 0, column = 0]) => {
    let total = at(bias, [o]);
    for (let c = 0; c < channels; c++) {
      for (let dy = 0; dy < kernel; dy++) {
        for (let dx = 0; dx < kernel; dx++) {
          const row = y + dy - pad;
          const at2 = column + dx - pad;
          const inside = row >= 0 && row < height && at2 >= 0 && at2 < width;
          if (inside) total += at(x, [n, c, row, at2]) * at(weight, [o, c, dy, dx]);
        }
      }
    }
    return total;
  });
}

/** Pixel unshuffle by `block`, then a product of each cell's numbers with those of each kernel. */
export function plainBlockConv(x: Plain, weight: Plain, bias: Plain, block: number): Plain {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  const [out = 0] = weight.shape;
  const inputs = channels * block * block;
  return build([batch, out, height / block, width / block], ([n = 0, o = 0, y = 0, column = 0]) => {
    const inner = sum(inputs, (k) => {
      const [c, dy, dx] = [Math.floor(k / block / block), Math.floor(k / block) % block, k % block];
      return at(x, [n, c, y * block + dy, column * block + dx]) * (weight.data[o * inputs + k] ?? Number.NaN);
    });
    return at(bias, [o]) + inner;
  });
}

/** Changes every line along an axis. */
export function alongAxis(x: Plain, axis: number, change: (line: readonly number[]) => readonly number[]): Plain {
  const side = x.shape[axis] ?? 0;
  return build(x.shape, (index) => {
    const line = Array.from({ length: side }, (_, position) => at(x, index.with(axis, position)));
    return change(line)[index[axis] ?? 0] ?? Number.NaN;
  });
}

export function mean(line: readonly number[]): number {
  return line.reduce((total, value) => total + value, 0) / line.length;
}

function sum(count: number, term: (index: number) => number): number {
  let total = 0;
  for (let index = 0; index < count; index++) total += term(index);
  return total;
}

function ones(shape: readonly number[]): Plain {
  return build(shape, () => 1);
}

function unflatten(shape: readonly number[], flat: number): readonly number[] {
  const index: number[] = [];
  let rest = flat;
  for (const side of shape.toReversed()) {
    index.unshift(rest % side);
    rest = Math.floor(rest / side);
  }
  return index;
}
