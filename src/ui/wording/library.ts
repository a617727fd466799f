import type { LibraryOutcome, LibraryProblem, LibraryState, StorageRoom } from '../../app/library-state.ts';
import type { AppErrorData } from '../../contract/result.ts';
import { ERROR_WORDS } from './errors.ts';
import { bytes } from './units.ts';

const plural = new Intl.PluralRules('en');
const number = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });

/** "1 clip", "2,000 clips" */
export function clips(count: number): string {
  return `${number.format(count)} ${plural.select(count) === 'one' ? 'clip' : 'clips'}`;
}

/** "2.1 s · 22 Nov 2026" */
export function clipFacts(clip: {
  readonly frameCount: number;
  readonly fps: number;
  readonly createdAt: number;
}): string {
  const length = clip.fps > 0 ? Math.round((10 * clip.frameCount) / clip.fps) / 10 : 0;
  return `${number.format(length)} s · ${day.format(clip.createdAt)}`;
}

/** How many clips are shown, and of how many. */
export function foundLine({ clips: found, clipCount, ready }: LibraryState): string {
  if (!ready || clipCount === 0) return '';
  return found.length === clipCount ? clips(clipCount) : `${number.format(found.length)} of ${clips(clipCount)}`;
}

/** "61 MB in clips, 3 MB in pictures you gave. 12 GB free for Kinora." */
export function useLine({ use, room }: LibraryState): string {
  if (use === null) return '';
  const parts = [`${clips(use.clipCount)}, ${bytes(use.clipBytes)}`];
  if (use.inputBytes > 0) parts.push(`${bytes(use.inputBytes)} of pictures and clips you gave`);
  const free = room === null ? '' : ` ${roomLine(room)}`;
  return `${parts.join(' and ')} on this device.${free}`;
}

/** What the browser says about room. */
export function roomLine(room: StorageRoom): string {
  return `Room for about ${bytes(Math.max(0, room.quotaBytes - room.usedBytes))} more.`;
}

/** Whether the browser promises to keep what is stored. */
export function persistenceLine(persisted: boolean | null): string {
  if (persisted === true) return 'The browser keeps it until you delete it.';
  return 'The browser may clear it when the device runs out of room. Export what you want to be sure of.';
}

/** Why things are not kept; the second part says what helps. */
export function problemLine({ reason }: LibraryProblem): readonly [string, string] {
  switch (reason) {
    case 'full':
      return [
        'This device is full.',
        'New clips stay in this tab alone: save them, or delete some others, and they are kept as soon as there is room.',
      ];
    case 'forbidden':
      return [
        'This browser keeps nothing here.',
        'A private window or a setting forbids it. Clips stay until you close this tab: save what you like.',
      ];
    case 'newer-version':
      return [
        'A newer Kinora is open in another tab.',
        'It has the library now. Save what you made here, then reload this tab.',
      ];
  }
}

/** How an export or import ended. */
export function outcomeLine(outcome: LibraryOutcome): string {
  switch (outcome.kind) {
    case 'exported':
      return `Exported: one zip of ${bytes(outcome.sizeBytes)}. Import it on any device.`;
    case 'failed':
      return `${outcome.job === 'export' ? 'Not exported' : 'Not imported'}: ${errorLine(outcome.error)}`;
    case 'imported': {
      const { added, known, senseless, kept, whole } = outcome.report;
      const parts = [`${clips(added)} added.`];
      if (!whole) parts.push('The zip was cut off: what is whole in it was taken.');
      if (known > 0) parts.push(`${clips(known)} ${known === 1 ? 'was' : 'were'} here already.`);
      if (senseless > 0) parts.push(`${number.format(senseless)} entries of the list make no sense to this version.`);
      if (!kept) parts.push('Not all of it could be kept on this device.');
      return parts.join(' ');
    }
  }
}

/** What could not be had of an import. */
export function damagedLines(outcome: LibraryOutcome): readonly string[] {
  if (outcome.kind !== 'imported') return [];
  return outcome.report.damaged.map(({ title, error }) => `“${title}”: ${errorLine(error)}`);
}

/** What was taken, but not with everything that belongs to it. */
export function incompleteLines(outcome: LibraryOutcome): readonly string[] {
  if (outcome.kind !== 'imported') return [];
  return outcome.report.incomplete.map(({ title, missing }) => {
    const what = missing === 1 ? 'a picture or clip' : `${number.format(missing)} pictures or clips`;
    return `“${title}”: ${what} that it was made from; it cannot be made again.`;
  });
}

/** "2 clips deleted." */
export function deletedLine(count: number): string {
  return `${clips(count)} deleted.`;
}

/** A sentence for a person; of an unreadable file the one that says what is wrong with it. */
function errorLine(error: AppErrorData): string {
  return error.code === 'input-unreadable' ? error.detail : ERROR_WORDS[error.code].help;
}
