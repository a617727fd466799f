import { DelayedWrites } from './delayed-writes.ts';
import type { History } from './history.ts';
import type { Journal } from './journal.ts';
import type { Store } from './store.ts';
import { paintedIn, type ToolDraft } from './tool-draft.ts';
import type { ToolDraftShelf } from './tool-draft-shelf.ts';
import type { ToolName, ToolRequest } from './tool-request.ts';

interface ToolDraftsParts {
  readonly store: Store;
  /** Null where drafts live for the visit alone. */
  readonly shelf: ToolDraftShelf | null;
  readonly journal: Journal | null;
  /** Has a kept clip at hand; false where there is none of this id. */
  readonly bring: (id: string) => Promise<boolean>;
}

/** Panels that are left half filled in: the one that was touched the longest time ago goes. */
const MOST_DRAFTS = 20;
/** Long enough not to write at every pixel of a drag. */
const WRITE_DELAY_MS = 150;

/** What is to be written of a panel, or that it is to be taken away where it is null. */
interface Change {
  readonly key: string;
  readonly draft: ToolDraft | null;
}

/** What is filled in in panels, until its clip is made. Nothing here rejects. */
export class ToolDrafts {
  readonly #parts: ToolDraftsParts;
  /** By panel and subject, the one that changed last at the end. */
  readonly #drafts = new Map<string, ToolDraft>();
  readonly #writes: DelayedWrites<Change>;

  constructor(parts: ToolDraftsParts) {
    this.#parts = parts;
    const { shelf, journal } = parts;
    this.#writes = new DelayedWrites({
      delayMs: WRITE_DELAY_MS,
      idOf: ({ key }) => key,
      write: (change) => this.#write(change).catch(() => undefined),
      note: ({ key, draft }) => shelf?.note(key, draft) ?? null,
      journal,
    });
  }

  /** How many panels are half filled in. */
  get count(): number {
    return this.#drafts.size;
  }

  /** Takes up what earlier visits left. What was filled in meanwhile stays. */
  async recall(): Promise<void> {
    const left = (await this.#parts.shelf?.list().catch(() => [])) ?? [];
    for (const draft of left) {
      const key = keyOf(draft.tool, draft.subject);
      if (!this.#drafts.has(key) && !this.#writes.has(key)) this.#drafts.set(key, draft);
    }
  }

  /** Of the open panel; null where that is as it was at first. */
  get open(): ToolDraft | null {
    const { tool } = this.#parts.store.state;
    return tool === null ? null : this.#find(tool.name, tool.subject);
  }

  /**
   * Calls back when the draft of a panel can be shown: at once, unless its second clip is to be fetched first. Where that is
   * gone, none is chosen.
   */
  prepare(tool: ToolName, id: string, ready: () => void): void {
    const draft = this.#find(tool, id);
    const other = draft !== null && 'other' in draft.request ? draft.request.other : '';
    if (draft === null || other === '') {
      ready();
      return;
    }
    void this.#parts.bring(other).then((here) => {
      const request = { ...draft.request, other: '' } as ToolRequest;
      const { steps: _, ...rest } = draft;
      if (!here) this.#set(keyOf(tool, draft.subject), { ...rest, request });
      ready();
    });
  }

  /** Keeps what is filled in in the open panel; null where it is as it was at first. */
  put(steps: History<ToolRequest> | null, frameCount: number): void {
    const { tool } = this.#parts.store.state;
    if (tool === null) return;
    const subject = this.#subjectOf(tool.subject);
    const draft = steps && { tool: tool.name, subject, frameCount, request: steps.present, steps };
    this.#set(keyOf(tool.name, subject), draft);
  }

  /** What was filled in there is made. */
  end(tool: ToolName, id: string): void {
    this.#set(keyOf(tool, this.#subjectOf(id)), null);
  }

  /** Forgets all of it. */
  async forget(): Promise<void> {
    for (const key of [...this.#drafts.keys()]) this.#set(key, null);
    await this.flush();
  }

  /** Writes at once what is still to be written. */
  flush(): Promise<void> {
    return this.#writes.flush();
  }

  #find(tool: ToolName, id: string): ToolDraft | null {
    return this.#drafts.get(keyOf(tool, this.#subjectOf(id))) ?? null;
  }

  #set(key: string, draft: ToolDraft | null): void {
    const before = this.#drafts.get(key) ?? null;
    this.#drafts.delete(key);
    if (draft === null && before === null) return;
    if (draft !== null) this.#drafts.set(key, draft);
    this.#writes.put({ key, draft });
    const [oldest] = this.#drafts.keys();
    if (this.#drafts.size > MOST_DRAFTS && oldest !== undefined) this.#set(oldest, null);
    // A picture cannot be noted when the page goes.
    if (paintedIn(draft) !== paintedIn(before)) void this.flush();
  }

  async #write({ key, draft }: Change): Promise<void> {
    const { shelf } = this.#parts;
    await (draft === null ? shelf?.drop(key) : shelf?.keep(key, draft));
  }

  /** Clips have the same id in every visit, pictures the same bytes. */
  #subjectOf(id: string): string {
    const given = this.#parts.store.state.composer.given.find((one) => one.id === id);
    return given?.found.kind === 'ready' ? given.found.sha256 : id;
  }
}

function keyOf(tool: ToolName, subject: string): string {
  return `${tool} ${subject}`;
}
