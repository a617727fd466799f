import { describe, expect, it } from 'vitest';
import type { ToolDraft } from '../../../src/app/tool-draft.ts';
import { toolDraftShelf } from '../../../src/app/tool-draft-shelf.ts';
import type { Shelf } from '../../../src/library/row-shelf.ts';
import type { Project } from '../../../src/library/rows.ts';

function painted(prompt: string, mask: Blob | null): ToolDraft {
  return { tool: 'region-edit', subject: 'a', frameCount: 1, request: { tool: 'region-edit', prompt, mask } };
}

/** A shelf over projects that lie in memory; the hash of a picture is what stands in it. */
function shelf() {
  const rows = new Map<string, Project>();
  const projects: Shelf<Project> = {
    list: () => [...rows.values()],
    get: (id) => rows.get(id) ?? null,
    put: async (row) => void rows.set(row.id, row),
    putOver: async () => true,
    remove: async (id) => void rows.delete(id),
  };
  const library = { projects, input: async () => null, get: () => null };
  return toolDraftShelf(library, Promise.resolve(), { now: () => 5, sha256: (file) => file.text() });
}

describe('what is noted of a panel when the page goes', () => {
  it('is what is filled in, and what was painted as far as it is kept', async () => {
    const kept = shelf();
    const noted = (draft: ToolDraft) => {
      const { row } = kept.note('region-edit a', draft);
      return { document: row?.document, inputs: row?.inputs };
    };
    const [first, second] = [new Blob(['first']), new Blob(['second'])];
    const request = { tool: 'region-edit', prompt: 'a fog' };
    expect(noted(painted('a fog', first))).toMatchObject({
      document: { request: { ...request, mask: null } },
      inputs: [],
    });
    await kept.keep('region-edit a', painted('a fog', first));
    const before = { document: { request: { ...request, mask: 'first' } }, inputs: ['first'] };
    expect(noted(painted('a fog', second))).toMatchObject(before);
    expect(noted(painted('a fog', null))).toMatchObject({ document: { request: { mask: null } }, inputs: [] });
  });

  it('is that it is gone where its clip is made', () => {
    expect(shelf().note('loop a', null)).toEqual({ id: 'panel loop a', at: 5, row: null, over: null });
  });
});
