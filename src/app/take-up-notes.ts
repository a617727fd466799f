import type { Shelf } from '../library/row-shelf.ts';
import type { Project } from '../library/rows.ts';
import { copyName } from './board.ts';
import { isBoardProject } from './board-document.ts';
import type { Journal, Note } from './journal.ts';

/**
 * Writes what the pages before had no time for into the library's projects, which must have been read. A storyboard that
 * another tab has changed meanwhile stays, and what was noted is a copy beside it. Does not reject.
 */
export async function takeUpNotes(journal: Journal, projects: Shelf<Project>, newId: () => string): Promise<void> {
  for (const note of journal.list()) {
    if (note.row === null) await takeAway(note, projects);
    else await put(note.row, note, projects, newId);
    journal.drop(note);
  }
}

async function takeAway({ id, at }: Note, projects: Shelf<Project>): Promise<void> {
  const stored = projects.get(id);
  if (stored !== null && stored.changedAt <= at) await projects.remove(id);
}

async function put(row: Project, { over }: Note, projects: Shelf<Project>, newId: () => string): Promise<void> {
  const known = ({ changedAt }: Project) => over?.includes(changedAt) ?? changedAt < row.changedAt;
  if (await projects.putOver(row, {}, known)) return;
  // The page may have come to write it after all.
  if (projects.get(row.id)?.changedAt === row.changedAt || !isBoardProject(row)) return;
  const taken = projects.list().filter(isBoardProject);
  const name = copyName(
    row.name,
    taken.map((board) => board.name),
  );
  await projects.put({ ...row, id: newId(), name });
}
