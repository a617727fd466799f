/** A picture's pixels as a network: each tied to the source, to the sink, and to the neighbour at its right and below it. */
export interface GridNetwork {
  readonly width: number;
  readonly height: number;
  /** Room from the source less room to the sink, one a pixel: only their difference matters to a cut. */
  readonly terminal: Float32Array;
  /** Room both ways between a pixel and the one at its right; the last of a row is not read. */
  readonly right: Float32Array;
  /** Room both ways between a pixel and the one below it; the last row is not read. */
  readonly below: Float32Array;
}

/** Less room than this is none: sums of floats leave crumbs. */
const CRUMB = 1e-5;

/** Directions of the four neighbours; the opposite one of `d` is `d ^ 1`. */
const DIRECTIONS = [0, 1, 2, 3] as const;

/**
 * The side of the source of a smallest cut: 1 for each pixel on it, 0 for the others. By Dinic's algorithm (Soviet Math. Doklady 11, 1970):
 * layers by breadth, then paths by depth with a mark for the edges that are used up; quick on grids of some ten thousand pixels.
 */
export function sourceSide(network: GridNetwork): Uint8Array {
  const flow = new GridFlow(network);
  while (flow.layer()) flow.fill();
  return flow.reached();
}

class GridFlow {
  readonly #step: readonly [number, number, number, number];
  readonly #count: number;
  /** Four a pixel, in the order of `DIRECTIONS`: right, left, below, above. */
  readonly #room: Float32Array;
  /** What the source may still give to a pixel, or, negative, what the pixel may still give to the sink. */
  readonly #terminal: Float32Array;
  readonly #level: Int32Array;
  readonly #next: Uint8Array;
  readonly #queue: Int32Array;

  constructor({ width, height, terminal, right, below }: GridNetwork) {
    const count = width * height;
    this.#step = [1, -1, width, -width];
    this.#count = count;
    this.#terminal = terminal.slice();
    this.#room = new Float32Array(4 * count);
    this.#level = new Int32Array(count);
    this.#next = new Uint8Array(count);
    this.#queue = new Int32Array(count);
    for (let at = 0; at < count; at += 1) {
      if (at % width < width - 1) this.#join(at, 0, right[at] ?? 0);
      if (at < count - width) this.#join(at, 2, below[at] ?? 0);
    }
  }

  #join(at: number, direction: 0 | 2, room: number): void {
    this.#room[4 * at + direction] = room;
    this.#room[4 * (at + this.#step[direction]) + direction + 1] = room;
  }

  /** Numbers pixels by their distance from the source; false where the sink is out of reach. */
  layer(): boolean {
    const [level, queue, terminal, room] = [this.#level, this.#queue, this.#terminal, this.#room];
    level.fill(-1);
    this.#next.fill(0);
    let end = 0;
    for (let at = 0; at < this.#count; at += 1) {
      if ((terminal[at] ?? 0) <= CRUMB) continue;
      level[at] = 0;
      queue[end++] = at;
    }
    let found = false;
    for (let begin = 0; begin < end; begin += 1) {
      const at = queue[begin] ?? 0;
      if ((terminal[at] ?? 0) < -CRUMB) found = true;
      for (const direction of DIRECTIONS) {
        if ((room[4 * at + direction] ?? 0) <= CRUMB) continue;
        const to = at + this.#step[direction];
        if ((level[to] ?? 0) >= 0) continue;
        level[to] = (level[at] ?? 0) + 1;
        queue[end++] = to;
      }
    }
    return found;
  }

  /** Sends all that the layers let through. */
  fill(): void {
    const path = new Int32Array(this.#count);
    for (let from = 0; from < this.#count; from += 1) {
      if (this.#level[from] !== 0) continue;
      while ((this.#terminal[from] ?? 0) > CRUMB && this.#pathFrom(from, path)) {
        // The path was sent on its way.
      }
    }
  }

  /** Finds one way to the sink and sends what fits; false where there is none any more. `path` holds its edges. */
  #pathFrom(from: number, path: Int32Array): boolean {
    let [at, length] = [from, 0];
    for (;;) {
      if ((this.#terminal[at] ?? 0) < -CRUMB) {
        this.#send(from, at, path.subarray(0, length));
        return true;
      }
      const direction = this.#open(at);
      if (direction !== null) {
        path[length++] = 4 * at + direction;
        at += this.#step[direction];
        continue;
      }
      // A dead end: nobody needs to come here again in these layers.
      this.#level[at] = -1;
      if (length === 0) return false;
      length -= 1;
      at = (path[length] ?? 0) >> 2;
      this.#next[at] = (this.#next[at] ?? 0) + 1;
    }
  }

  #open(at: number): 0 | 1 | 2 | 3 | null {
    for (const direction of DIRECTIONS) {
      if (direction < (this.#next[at] ?? 0)) continue;
      this.#next[at] = direction;
      if ((this.#room[4 * at + direction] ?? 0) <= CRUMB) continue;
      if (this.#level[at + this.#step[direction]] === (this.#level[at] ?? 0) + 1) return direction;
    }
    this.#next[at] = DIRECTIONS.length;
    return null;
  }

  #send(from: number, to: number, path: Int32Array): void {
    let most = Math.min(this.#terminal[from] ?? 0, -(this.#terminal[to] ?? 0));
    for (const edge of path) most = Math.min(most, this.#room[edge] ?? 0);
    this.#terminal[from] = (this.#terminal[from] ?? 0) - most;
    this.#terminal[to] = (this.#terminal[to] ?? 0) + most;
    for (const edge of path) {
      const direction = (edge & 3) as 0 | 1 | 2 | 3;
      const back = 4 * ((edge >> 2) + this.#step[direction]) + (direction ^ 1);
      this.#room[edge] = (this.#room[edge] ?? 0) - most;
      this.#room[back] = (this.#room[back] ?? 0) + most;
    }
  }

  /** Pixels that the source still reaches, after the last layering. */
  reached(): Uint8Array {
    return Uint8Array.from(this.#level, (level) => (level >= 0 ? 1 : 0));
  }
}
