import type { Preview } from '../contract/progress.ts';

/** Holds the preview that the page shows: the one before it is closed when the next is shown, the last one at the end. */
export class LastPreview {
  #shown: Preview | null = null;

  /** Takes the preview over; `show` hands it to the page. */
  replace(preview: Preview, show: (preview: Preview) => void): void {
    const last = this.#shown;
    this.#shown = preview;
    show(preview);
    last?.bitmap.close();
  }

  close(): void {
    this.#shown?.bitmap.close();
    this.#shown = null;
  }
}
