import type { ClipFileFacts, PictureFacts } from '../contract/media.ts';
import { type Board, type BoardCard, type BoardFile, fileFrames, filesOf } from './board.ts';

/** A board as the library keeps it: a project's fields. */
export interface BoardProject {
  readonly id: string;
  readonly name: string;
  readonly document: unknown;
  readonly inputs: readonly string[];
}

/** Tells a storyboard from the other documents among the projects. */
const KIND = 'storyboard';
const VERSION = 1;

type Fields = Readonly<Record<string, unknown>>;

/** The project of a board. */
export function boardProject(board: Board): BoardProject {
  const { id, name, ...rest } = board;
  return { id, name, document: { kind: KIND, version: VERSION, ...rest }, inputs: filesOf(board) };
}

/** Whether a project is a storyboard, of whatever version. */
export function isBoardProject({ document }: Pick<BoardProject, 'document'>): boolean {
  return fieldsOf(document)?.['kind'] === KIND;
}

/**
 * The board of a project; null for another kind of project, or one of a newer version. Cards that make no sense are left out,
 * what else is missing is as on a new board. Frames are brought to the model's rate where that has changed meanwhile.
 */
export function readBoard(project: Pick<BoardProject, 'id' | 'name' | 'document'>, fps: number): Board | null {
  const document = fieldsOf(project.document);
  if (document?.['kind'] !== KIND || document['version'] !== VERSION) return null;
  const { width, height } = document;
  if (!isCount(width) || !isCount(height) || !Array.isArray(document['cards'])) return null;
  const rate = typeof document['fps'] === 'number' && document['fps'] > 0 ? fps / document['fps'] : 1;
  const cards: BoardCard[] = [];
  for (const value of document['cards']) {
    const card = readCard(value, rate, fps);
    if (card !== null && !cards.some(({ id, at }) => id === card.id || at === card.at)) cards.push(card);
  }
  cards.sort((a, b) => a.at - b.at);
  const asked = isCount(document['frameCount']) ? Math.round(document['frameCount'] * rate) : 0;
  const frameCount = cards.length === 0 ? 0 : Math.max(asked, (cards.at(-1)?.at ?? 0) + 1);
  const close = document['close'] === 'blend' ? 'blend' : 'cut';
  return { id: project.id, name: project.name, fps, frameCount, width, height, close, cards };
}

function readCard(value: unknown, rate: number, fps: number): BoardCard | null {
  const fields = fieldsOf(value);
  const { id, at, kind, prompt } = fields ?? {};
  if (fields === null || typeof id !== 'string' || id === '' || !isWhole(at)) return null;
  const place = { id, at: Math.round(at * rate), prompt: typeof prompt === 'string' ? prompt : '' };
  if (kind === 'text') return { ...place, kind };
  if (kind === 'picture') {
    const file = readFile(fields['file'], pictureFacts);
    return file === null ? null : { ...place, kind, file };
  }
  const file = kind === 'clip' ? readFile(fields['file'], clipFacts) : null;
  const { from, count } = fields;
  if (file === null || !isWhole(from) || !isCount(count)) return null;
  const card = {
    ...place,
    kind: 'clip',
    file,
    from: Math.round(from * rate),
    count: Math.round(count * rate),
  } as const;
  const frames = fileFrames(card, { fps });
  const first = Math.min(card.from, frames - 1);
  return { ...card, from: first, count: Math.max(1, Math.min(card.count, frames - first)) };
}

function readFile<Facts extends PictureFacts | ClipFileFacts>(
  value: unknown,
  readFacts: (facts: Fields) => Facts | null,
): BoardFile<Facts> | null {
  const fields = fieldsOf(value);
  const given = fieldsOf(fields?.['facts']);
  const facts = given === null ? null : readFacts(given);
  const { sha256, name, framing } = fields ?? {};
  if (facts === null || typeof sha256 !== 'string' || sha256 === '') return null;
  const kept = framing === 'letterbox' ? 'letterbox' : 'crop';
  return { sha256, name: typeof name === 'string' ? name : '', facts, framing: kept };
}

function pictureFacts({ mimeType, width, height, hasAlpha }: Fields): PictureFacts | null {
  if (!isCount(width) || !isCount(height)) return null;
  return { kind: 'picture', mimeType: String(mimeType), width, height, hasAlpha: hasAlpha === true };
}

function clipFacts(facts: Fields): ClipFileFacts | null {
  const { mimeType, width, height, durationSeconds, fps, videoCodec, hasAudio } = facts;
  if (!isCount(width) || !isCount(height) || !isCount(durationSeconds) || !isCount(fps)) return null;
  const sounds = hasAudio === true;
  const shape = { width, height, durationSeconds, fps };
  // The plan that a clip carries is of no use on a card, and can be long.
  return {
    kind: 'clip',
    mimeType: String(mimeType),
    ...shape,
    videoCodec: String(videoCodec),
    hasAudio: sounds,
    plan: null,
  };
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
