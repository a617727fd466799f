import type { CastMember } from '../contract/library.ts';
import type { HashFile } from '../contract/media.ts';
import { AppError } from '../contract/result.ts';
import type { Library } from '../library/library.ts';
import type { LibraryProblem } from '../library/problem.ts';
import type { Project } from '../library/rows.ts';
import type { ClipShelf, Draft, DraftGiven } from './clip-shelf.ts';
import { readFraming } from './fit.ts';
import { clipEntry, openKept } from './library-entry.ts';
import type { ClipSettings, PictureRole } from './state.ts';

/** The project that holds what is in the composer. */
const DRAFT = 'composer';

const UNKEPT = 'What was made stays in memory for this visit.';

/** What the studio asks of the library, asked of the real one. `opened` resolves when the library has read what it holds. */
export function keptClips(
  library: Library,
  opened: Promise<void>,
  options: { readonly newId: () => string; readonly now: () => number; readonly sha256: HashFile },
): ClipShelf {
  const { newId, now, sha256: hash } = options;
  const after = async <T>(work: () => Promise<T> | T): Promise<T> => {
    await opened;
    return work();
  };
  return {
    get problem() {
      return library.problem === null ? null : new AppError(codeOf(library.problem), 'save', UNKEPT).data;
    },
    keep: ({ ticket, result, inputs }) =>
      after(async () => {
        const { id, prompt: title, group, parent } = ticket;
        const kept = await library.add(clipEntry(result, { id, title, group, parent, inputs, createdAt: now() }));
        if (!kept) throw new AppError(codeOf(library.problem), 'save', UNKEPT);
      }),
    open: (id) =>
      after(async () => {
        const kept = await openKept(library, id);
        if (kept === null) return null;
        const { title, plan, group, parent } = kept.clip;
        return { ticket: { id, prompt: title, plan, group, parent }, clip: kept.shown };
      }),
    input: (sha256) => after(() => library.input(sha256)),
    cast: () => after(() => library.cast.list()),
    addToCast: ({ name, picture, consent, replaces }) =>
      after(async () => {
        const sha256 = await hash(picture);
        const known = library.cast.list().find((member) => member.name === name);
        // Another tab may have taken the name since the person was asked.
        if (known !== undefined && known.id !== replaces) return;
        const member: CastMember = { id: known?.id ?? newId(), name, sha256, consent, createdAt: now() };
        await library.cast.put(member, { [sha256]: picture });
      }),
    removeFromCast: (id) => after(() => library.cast.remove(id)),
    putInCast: (member, picture) =>
      after(async () => {
        const taken = library.cast.list().some(({ id, name }) => name === member.name && id !== member.id);
        if (!taken) await library.cast.put(member, { [member.sha256]: picture });
      }),
    presets: () => after(() => library.presets.list()),
    putPreset: (preset) => after(() => library.presets.put(preset)),
    removePreset: (id) => after(() => library.presets.remove(id)),
    draft: () => after(() => readDraft(library)),
    keepDraft: (draft) =>
      after(() => {
        const blobs = Object.fromEntries(draft.given.map(({ sha256, file }) => [sha256, file]));
        return library.projects.put(draftRow(draft, now()), blobs);
      }),
    noteDraft: (draft) => {
      const row = draftRow(draft, now());
      return { id: row.id, at: row.changedAt, row, over: null };
    },
  };
}

function draftRow(draft: Draft, changedAt: number): Project {
  const given = draft.given.map(({ name, role, framing, sha256 }) => ({ name, role, framing, sha256 }));
  const document = { text: draft.text, changed: draft.settings, given };
  const inputs = [...new Set(given.map(({ sha256 }) => sha256))];
  return { id: DRAFT, name: DRAFT, changedAt, document, inputs };
}

/** What lies in the project is data of an earlier version of this page: only what still makes sense is taken. */
async function readDraft(library: Library): Promise<Draft | null> {
  const document: unknown = library.projects.get(DRAFT)?.document;
  if (!isObject(document)) return null;
  const given: DraftGiven[] = [];
  for (const entry of Array.isArray(document['given']) ? document['given'] : []) {
    if (!isObject(entry) || typeof entry['sha256'] !== 'string') continue;
    const file = await library.input(entry['sha256']);
    if (file === null) continue;
    const framing = readFraming(entry['framing']);
    const one = { file, sha256: entry['sha256'], name: String(entry['name'] ?? ''), role: roleOf(entry['role']) };
    given.push(framing === null ? one : { ...one, framing });
  }
  const text = typeof document['text'] === 'string' ? document['text'] : '';
  return { text, settings: settingsOf(document['changed'], document['settings']), given };
}

function roleOf(value: unknown): PictureRole | null {
  return value === 'first' || value === 'last' ? value : null;
}

/** An earlier page wrote all settings down, with the steps and the guidance of the weights that it had. */
function settingsOf(changed: unknown, earlier: unknown): Partial<ClipSettings> {
  const found = isObject(changed) ? changed : isObject(earlier) ? { ...earlier, steps: null, guidance: null } : {};
  const numbers = ['width', 'height', 'frameCount', 'steps', 'guidance', 'seed'] as const;
  const { variations, style } = found as Partial<ClipSettings>;
  return {
    ...Object.fromEntries(numbers.filter((name) => Number.isFinite(found[name])).map((name) => [name, found[name]])),
    ...(variations === 2 || variations === 4 ? { variations } : {}),
    ...(typeof style === 'string' ? { style } : {}),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function codeOf(problem: LibraryProblem | null): LibraryProblem['code'] {
  return problem?.code ?? 'storage-blocked';
}
