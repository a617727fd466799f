import { createLibrary, type Library, type NewClip } from '../../../src/library/library.ts';
import { exampleRow } from '../../unit/library/example-row.ts';

/** A clip with a few bytes of its own. */
export function exampleEntry(title: string, changes: Partial<NewClip['clip']> = {}, inputs = {}): NewClip {
  const file = new Blob([`the film ${title}`], { type: 'video/mp4' });
  const poster = new Blob([`the poster ${title}`], { type: 'image/png' });
  return { clip: exampleRow(title, { sizeBytes: file.size, ...changes }), media: { file, poster }, inputs };
}

/** Libraries over databases that no other test knows, gone at the end of the test. */
export class Libraries {
  readonly database: string = `kinora-library-test-${crypto.randomUUID()}`;
  readonly #open: Library[] = [];

  /** Another tab, as it were. */
  async open(options: Parameters<typeof createLibrary>[0] = {}): Promise<Library> {
    const library = createLibrary({ database: this.database, ...options });
    this.#open.push(library);
    await library.open();
    return library;
  }

  async end(): Promise<void> {
    for (const library of this.#open) library.close();
    await new Promise<void>((done) => {
      const request = indexedDB.deleteDatabase(this.database);
      request.onsuccess = () => done();
      request.onerror = () => done();
    });
  }
}

/** Resolves at the next change after which the condition holds. */
export function until(library: Library, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      leave();
      resolve();
    };
    const leave = library.subscribe(look);
    look();
  });
}

/** Titles of all clips, the newest first. */
export function titles(library: Library, text = ''): readonly string[] {
  return library.list({ text, favourites: false, folder: null, order: 'title' }).map(({ title }) => title);
}
