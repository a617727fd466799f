import type { CastMember, LibraryClip, LibraryFolder, StylePreset } from '../contract/library.ts';
import {
  fieldsOf,
  type Project,
  parseCastMember,
  parseClip,
  parseFolder,
  parsePreset,
  parseProject,
  type ReadPlan,
} from './rows.ts';

/** The list in an exported zip. */
export const BACKUP_LIST = 'library.json';
const FORMAT = 'kinora-library';
/** Raised only where an older page could not make sense of the list. */
const FORMAT_VERSION = 1;

/** A clip in a backup, with the paths of its files in the zip. */
export interface BackupClip {
  readonly clip: LibraryClip;
  /** Its plan as it stands in the list, where `clip.plan` may be null because it cannot be read. */
  readonly listedPlan?: unknown;
  readonly file: string;
  readonly poster: string | null;
}

export interface BackupInput {
  readonly sha256: string;
  readonly mimeType: string;
  readonly file: string;
}

/** What `library.json` says. */
export interface Backup {
  readonly clips: readonly BackupClip[];
  readonly inputs: readonly BackupInput[];
  readonly folders: readonly LibraryFolder[];
  readonly cast: readonly CastMember[];
  readonly presets: readonly StylePreset[];
  readonly projects: readonly Project[];
}

/** As JSON text. */
export function writeBackup(backup: Backup, exportedAt: number): string {
  return JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, exportedAt, ...backup }, null, 1);
}

/** What was read, or one sentence that says why not. Entries that make no sense are left out and counted. */
export function parseBackup(
  text: string,
  readPlan: ReadPlan,
): { readonly backup: Backup; readonly senseless: number } | string {
  const list = fieldsOf(parseJson(text));
  if (list?.['format'] !== FORMAT) return 'The zip was not exported by Kinora.';
  const version = list['version'];
  if (typeof version !== 'number' || version > FORMAT_VERSION) {
    return 'The zip was exported by a newer version of Kinora; reload this page to get it.';
  }
  let senseless = 0;
  const all = <T>(name: string, parse: (value: unknown) => T | null): readonly T[] => {
    const values = list[name];
    const asked: readonly unknown[] = Array.isArray(values) ? values : [];
    const parsed = asked.flatMap((value) => parse(value) ?? []);
    senseless += asked.length - parsed.length;
    return parsed;
  };
  const backup = {
    clips: all('clips', (value) => parseBackupClip(value, readPlan)),
    inputs: all('inputs', parseInput),
    folders: all('folders', parseFolder),
    cast: all('cast', parseCastMember),
    presets: all('presets', parsePreset),
    projects: all('projects', parseProject),
  };
  return { backup, senseless };
}

function parseBackupClip(value: unknown, readPlan: ReadPlan): BackupClip | null {
  const { clip: inner, file, poster } = fieldsOf(value) ?? {};
  const clip = parseClip(inner, readPlan);
  if (clip === null || typeof file !== 'string') return null;
  return { clip, listedPlan: fieldsOf(inner)?.['plan'], file, poster: typeof poster === 'string' ? poster : null };
}

function parseInput(value: unknown): BackupInput | null {
  const { sha256, mimeType, file } = fieldsOf(value) ?? {};
  const named = typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
  return named && typeof mimeType === 'string' && typeof file === 'string' ? { sha256, mimeType, file } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
