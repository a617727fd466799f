import type { LitElement, ReactiveController } from 'lit';

interface DropOptions {
  /** Whether files are of use here. */
  readonly takes: () => boolean;
  readonly hovering: (hovering: boolean) => void;
  readonly give: (files: readonly File[]) => void;
}

/** Takes files that are dropped or pasted anywhere on the page. */
export class FileDrop implements ReactiveController {
  readonly #options: DropOptions;
  /** Elements under the pointer tell of entering and leaving by turns: only the outermost counts. */
  #depth = 0;

  constructor(host: LitElement, options: DropOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('dragenter', this.#enter);
    window.addEventListener('dragleave', this.#leave);
    window.addEventListener('dragover', this.#over);
    window.addEventListener('drop', this.#drop);
    window.addEventListener('paste', this.#paste);
  }

  hostDisconnected(): void {
    window.removeEventListener('dragenter', this.#enter);
    window.removeEventListener('dragleave', this.#leave);
    window.removeEventListener('dragover', this.#over);
    window.removeEventListener('drop', this.#drop);
    window.removeEventListener('paste', this.#paste);
  }

  #enter = (event: DragEvent): void => {
    if (!this.#holdsFiles(event)) return;
    this.#depth += 1;
    this.#options.hovering(true);
  };

  #leave = (event: DragEvent): void => {
    if (!this.#holdsFiles(event)) return;
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth === 0) this.#options.hovering(false);
  };

  #over = (event: DragEvent): void => {
    if (!event.defaultPrevented && this.#holdsFiles(event)) event.preventDefault();
  };

  #drop = (event: DragEvent): void => {
    this.#depth = 0;
    this.#options.hovering(false);
    if (event.defaultPrevented || !this.#holdsFiles(event)) return;
    event.preventDefault();
    this.#options.give([...(event.dataTransfer?.files ?? [])]);
  };

  #paste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (event.defaultPrevented || files.length === 0 || !this.#options.takes()) return;
    event.preventDefault();
    this.#options.give(files);
  };

  #holdsFiles(event: DragEvent): boolean {
    return (event.dataTransfer?.types.includes('Files') ?? false) && this.#options.takes();
  }
}
