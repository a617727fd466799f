/**
 * What the page's live region holds. A clip's stages go to and fro (the engine starts while the model is fetched); whoever hears
 * them is told each once.
 */
export class Announcer {
  #job: string | null = null;
  #told = new Set<string>();
  #holds = '';

  /** The text to hold. `job` is what is being made; null where nothing is. */
  hold(job: string | null, text: string): string {
    if (job === null || job !== this.#job) this.#told.clear();
    this.#job = job;
    if (job !== null && this.#told.has(text)) return this.#holds;
    this.#told.add(text);
    this.#holds = text;
    return text;
  }
}
