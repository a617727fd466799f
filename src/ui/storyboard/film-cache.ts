import type { BoardFile } from '../../app/board.ts';
import type { BoardSource } from '../../app/board-state.ts';

/** More pictures than fit on a card: a longer clip shows every so-many-th of its frames. */
const MOST_PICTURES = 32;
/** Films kept; the one that was not asked for the longest time goes. */
const MOST_FILMS = 24;

/** Small pictures of a file. They belong to the cache: draw them at once, keep none, close none. */
type Film = readonly ImageBitmap[];

interface FilmRequest {
  readonly file: BoardFile;
  /** Frames of the file; 1 for a picture. */
  readonly frames: number;
  /** Pixels. */
  readonly height: number;
  /** Pixels. */
  readonly width: number;
}

const caches = new WeakMap<BoardSource, Map<string, Promise<Film>>>();

/** The small pictures of a file, read once; none where it is gone or cannot be read. */
export function filmOf(source: BoardSource, request: FilmRequest): Promise<Film> {
  const { file, frames, height, width } = request;
  const films = caches.get(source) ?? new Map<string, Promise<Film>>();
  caches.set(source, films);
  const key = `${file.sha256} ${file.framing} ${width}x${height}`;
  const known = films.get(key) ?? read(source, request, Math.min(MOST_PICTURES, frames));
  films.delete(key);
  films.set(key, known);
  const [oldest] = films.keys();
  if (films.size > MOST_FILMS && oldest !== undefined) {
    void films.get(oldest)?.then((film) => film.map((picture) => picture.close()));
    films.delete(oldest);
  }
  // What could not be read now may be there at the next look.
  void known.then((film) => film.length === 0 && films.delete(key));
  return known;
}

async function read(source: BoardSource, { file, height, width }: FilmRequest, count: number): Promise<Film> {
  const bytes = await source.file(file.sha256);
  if (bytes === null) return [];
  const framing =
    file.framing === 'letterbox' ? { kind: 'letterbox' as const } : { kind: 'crop' as const, centre: MIDDLE };
  return source.thumbnails(bytes, { count, height, width, framing });
}

const MIDDLE = [0.5, 0.5] as const;
