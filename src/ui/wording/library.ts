import { str } from '@lit/localize';
import type { Deletion, LibraryOutcome, LibraryState, StorageRoom } from '../../app/library-state.ts';
import type { AppErrorData } from '../../contract/result.ts';
import { ERROR_WORDS } from './errors.ts';
import { both, day, number } from './formats.ts';
import { sentence } from './sentences.ts';
import { bytes, seconds } from './units.ts';
import { plural, wordsOf } from './words-of.ts';

export const CLIP_COUNT_WORDS = wordsOf('clips', {
  count: { one: (count: string) => str`${count} clip`, other: (count: string) => str`${count} clips` },
  of: (found: string, clips: string) => str`${found} of ${clips}`,
  facts: (length: string, day: string) => str`${length} · ${day}`,
  deleted: {
    one: (count: string) => str`${count} clip deleted.`,
    other: (count: string) => str`${count} clips deleted.`,
  },
  folderRemoved: (name: string) => str`“${name}” is removed, its clips are kept.`,
  earlier: {
    one: (count: string) => str`${count} earlier deletion.`,
    other: (count: string) => str`${count} earlier deletions.`,
  },
  use: (stored: string) => str`${stored} on this device.`,
  clipsUse: (clips: string, size: string) => str`${clips}, ${size}`,
  inputsUse: (size: string) => str`${size} of pictures and clips you gave`,
  room: (size: string) => str`Room for about ${size} more.`,
  persisted: 'The browser keeps it until you delete it.',
  evictable: 'The browser may clear it when the device runs out of room. Export what you want to be sure of.',
});

export const BACKUP_WORDS = wordsOf('backup', {
  exported: (size: string) => str`Exported: one zip of ${size}. Import it on any device.`,
  notExported: (why: string) => str`Not exported: ${why}`,
  notImported: (why: string) => str`Not imported: ${why}`,
  added: { one: (count: string) => str`${count} clip added.`, other: (count: string) => str`${count} clips added.` },
  cutOff: 'The zip was cut off: what is whole in it was taken.',
  known: {
    one: (count: string) => str`${count} clip was here already.`,
    other: (count: string) => str`${count} clips were here already.`,
  },
  senseless: {
    one: (count: string) => str`${count} entry of the list makes no sense to this version.`,
    other: (count: string) => str`${count} entries of the list make no sense to this version.`,
  },
  notAllKept: 'Not all of it could be kept on this device.',
  damaged: (title: string, why: string) => str`“${title}”: ${why}`,
  incomplete: {
    one: (_count: string, title: string) =>
      str`“${title}”: a picture or clip that it was made from; it cannot be made again.`,
    other: (count: string, title: string) =>
      str`“${title}”: ${count} pictures or clips that it was made from; it cannot be made again.`,
  },
});

/** "1 clip", "2,000 clips" */
export function clips(count: number): string {
  return plural(count, CLIP_COUNT_WORDS.count);
}

/** "2.1 s · Nov 22, 2026" */
export function clipFacts(clip: {
  readonly frameCount: number;
  readonly fps: number;
  readonly createdAt: number;
}): string {
  const length = clip.fps > 0 ? clip.frameCount / clip.fps : 0;
  return CLIP_COUNT_WORDS.facts(seconds(length), day(clip.createdAt));
}

/** How many clips are shown, and of how many. */
export function foundLine({ clips: found, clipCount, ready }: LibraryState): string {
  if (!ready || clipCount === 0) return '';
  return found.length === clipCount ? clips(clipCount) : CLIP_COUNT_WORDS.of(number(found.length), clips(clipCount));
}

/** "12 clips, 61 MB and 3 MB of pictures and clips you gave on this device. Room for about 12 GB more." */
export function useLine({ use, room }: LibraryState): string {
  if (use === null) return '';
  const parts = [CLIP_COUNT_WORDS.clipsUse(clips(use.clipCount), bytes(use.clipBytes))];
  if (use.inputBytes > 0) parts.push(CLIP_COUNT_WORDS.inputsUse(bytes(use.inputBytes)));
  const free = room === null ? '' : ` ${roomLine(room)}`;
  return `${CLIP_COUNT_WORDS.use(both(parts))}${free}`;
}

/** What the browser says about room. */
export function roomLine(room: StorageRoom): string {
  return CLIP_COUNT_WORDS.room(bytes(Math.max(0, room.quotaBytes - room.usedBytes)));
}

/** Whether the browser promises to keep what is stored. */
export function persistenceLine(persisted: boolean | null): string {
  return persisted === true ? CLIP_COUNT_WORDS.persisted : CLIP_COUNT_WORDS.evictable;
}

/** How an export or import ended. */
export function outcomeLine(outcome: LibraryOutcome): string {
  switch (outcome.kind) {
    case 'exported':
      return BACKUP_WORDS.exported(bytes(outcome.sizeBytes));
    case 'failed': {
      const why = errorLine(outcome.error);
      return outcome.job === 'export' ? BACKUP_WORDS.notExported(why) : BACKUP_WORDS.notImported(why);
    }
    case 'imported': {
      const { added, known, senseless, kept, whole } = outcome.report;
      const parts = [plural(added, BACKUP_WORDS.added)];
      if (!whole) parts.push(BACKUP_WORDS.cutOff);
      if (known > 0) parts.push(plural(known, BACKUP_WORDS.known));
      if (senseless > 0) parts.push(plural(senseless, BACKUP_WORDS.senseless));
      if (!kept) parts.push(BACKUP_WORDS.notAllKept);
      return parts.join(' ');
    }
  }
}

/** What could not be had of an import. */
export function damagedLines(outcome: LibraryOutcome): readonly string[] {
  if (outcome.kind !== 'imported') return [];
  return outcome.report.damaged.map(({ title, error }) => BACKUP_WORDS.damaged(title, errorLine(error)));
}

/** What was taken, but not with everything that belongs to it. */
export function incompleteLines(outcome: LibraryOutcome): readonly string[] {
  if (outcome.kind !== 'imported') return [];
  return outcome.report.incomplete.map(({ title, missing }) => plural(missing, BACKUP_WORDS.incomplete, title));
}

/** What was taken without the plan that it carries. */
export function planlessLines(outcome: LibraryOutcome): readonly string[] {
  if (outcome.kind !== 'imported') return [];
  return outcome.report.refusedPlans.map(({ title, message }) => BACKUP_WORDS.damaged(title, sentence(message)));
}

/** "2 clips deleted. 1 earlier deletion.": the latest deletion, and how many before it can be undone; nothing for none. */
export function deletedLine([latest, ...earlier]: readonly Deletion[]): string {
  if (latest === undefined) return '';
  const { deleted, folderRemoved } = CLIP_COUNT_WORDS;
  const line = latest.kind === 'clips' ? plural(latest.ids.length, deleted) : folderRemoved(latest.folder.name);
  return earlier.length === 0 ? line : `${line} ${plural(earlier.length, CLIP_COUNT_WORDS.earlier)}`;
}

/** A sentence for a person; of an unreadable file the one that says what is wrong with it. */
function errorLine(error: AppErrorData): string {
  return error.code === 'input-unreadable' ? sentence(error.detail) : ERROR_WORDS[error.code].help;
}
