/**
 * Counts the frames that a run holds in plain memory. Whoever takes a frame over adds it and drops it when done, on every
 * path: after a run, stopped or not, none is alive.
 */
export class FrameTally {
  private count = 0;
  private most = 0;

  add(frames = 1): void {
    this.count += frames;
    this.most = Math.max(this.most, this.count);
  }

  drop(frames = 1): void {
    this.count -= frames;
  }

  /** Frames alive now. */
  get alive(): number {
    return this.count;
  }

  /** Most frames alive at once so far. */
  get peak(): number {
    return this.most;
  }
}
