/**
 * One thing at a time, in the order asked. ONNX Runtime Web wants this for every create, run and release:
 * overlapping creates poison the worker for good.
 */
export class ExclusiveQueue {
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** Work that has been asked for and is not finished, the running one included. */
  get length(): number {
    return this.waiting;
  }

  /** Runs `work` when all earlier work has ended, however it ended. */
  run<T>(work: () => Promise<T>): Promise<T> {
    this.waiting++;
    const result = this.tail.then(work);
    this.tail = result
      .catch(() => undefined)
      .finally(() => {
        this.waiting--;
      });
    return result;
  }
}
