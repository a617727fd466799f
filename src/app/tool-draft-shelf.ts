import type { HashFile } from '../contract/media.ts';
import type { Library } from '../library/library.ts';
import { fieldsOf, type Project } from '../library/rows.ts';
import type { Note } from './journal.ts';
import { maskOf, paintedIn, readToolDraft, type ToolDraft, toolDraftDocument } from './tool-draft.ts';

/** Where half filled-in panels outlive a visit. */
export interface ToolDraftShelf {
  /** The one that changed last at the end. Those whose clip is gone, or that cannot be read, are taken away. */
  list(): Promise<readonly ToolDraft[]>;
  keep(key: string, draft: ToolDraft): Promise<void>;
  drop(key: string): Promise<void>;
  /** What of a draft can be said at once, or that it is gone where it is null: what was painted just now is not in it. */
  note(key: string, draft: ToolDraft | null): Note;
}

/** Tells a half filled-in panel from the other documents among the projects. */
const KIND = 'panel';
const VERSION = 1;

/** Drafts of panels among the library's projects. `opened` resolves when the library has read what it holds. */
export function toolDraftShelf(
  library: Pick<Library, 'projects' | 'input' | 'get'>,
  opened: Promise<void>,
  { now, sha256 }: { readonly now: () => number; readonly sha256: HashFile },
): ToolDraftShelf {
  const idOf = (key: string) => `${KIND} ${key}`;
  const rowOf = (key: string, draft: ToolDraft, mask: string | null): Project => {
    const document = { kind: KIND, version: VERSION, subject: draft.subject, ...toolDraftDocument(draft, mask) };
    return { id: idOf(key), name: '', changedAt: now(), document, inputs: mask === null ? [] : [mask] };
  };
  const read = async ({ document }: Project): Promise<ToolDraft | null> => {
    const { version, subject } = fieldsOf(document) ?? {};
    if (version !== VERSION || typeof subject !== 'string') return null;
    const here = library.get(subject) !== null || (await library.input(subject)) !== null;
    const mask = maskOf(document);
    return here ? readToolDraft(document, subject, mask === null ? null : await library.input(mask)) : null;
  };
  return {
    async list() {
      await opened;
      const rows = library.projects.list().filter(({ document }) => fieldsOf(document)?.['kind'] === KIND);
      const drafts: ToolDraft[] = [];
      for (const row of rows.toSorted((a, b) => a.changedAt - b.changedAt)) {
        const draft = await read(row);
        if (draft === null) await library.projects.remove(row.id);
        else drafts.push(draft);
      }
      return drafts;
    },
    async keep(key, draft) {
      await opened;
      const painted = paintedIn(draft);
      const mask = painted === null ? null : await sha256(painted);
      await library.projects.put(rowOf(key, draft, mask), painted === null || mask === null ? {} : { [mask]: painted });
    },
    async drop(key) {
      await opened;
      await library.projects.remove(idOf(key));
    },
    note(key, draft) {
      if (draft === null) return { id: idOf(key), at: now(), row: null, over: null };
      // A picture takes time to be hashed and written. What was painted before is better than nothing.
      const before = maskOf(library.projects.get(idOf(key))?.document);
      const row = rowOf(key, draft, paintedIn(draft) === null ? null : before);
      return { id: row.id, at: row.changedAt, row, over: null };
    },
  };
}
