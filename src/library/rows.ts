import type { CastMember, LibraryClip, LibraryFolder, StylePreset } from '../contract/library.ts';
import { type ClipPlan, PLAN_VERSION } from '../contract/plan.ts';

/** The form of every row that this version writes. */
export const ROW_VERSION = 1;

/** A document that the page saves by itself: what is in the composer, a storyboard. */
export interface Project {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  /** JSON. Whoever writes it reads it, and must bear older and newer forms. */
  readonly document: unknown;
  /** SHA-256 of every picture and clip that it names. */
  readonly inputs: readonly string[];
}

/** A long plan under way, so that a reload can go on from its last finished part. */
export interface Unfinished {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** JSON: the plan and whatever else is needed to go on. */
  readonly document: unknown;
  /** SHA-256 of every picture and clip that it names. */
  readonly inputs: readonly string[];
}

/** A clip's row: deleted clips stay for a while, so that a deletion can be undone. */
export interface StoredClip {
  readonly clip: LibraryClip;
  /** Milliseconds since 1970; null for a clip that is there. */
  readonly deletedAt: number | null;
}

/** Makes a stored plan, of whatever version, one of today's; null where it cannot. */
export type ReadPlan = (stored: unknown) => ClipPlan | null;

type Fields = Readonly<Record<string, unknown>>;

/** Takes plans of today's version as they are, and no others. */
export function readPlanAsIs(stored: unknown): ClipPlan | null {
  const fields = fieldsOf(stored);
  if (fields?.['version'] !== PLAN_VERSION || !Array.isArray(fields['segments'])) return null;
  return stored as ClipPlan;
}

/** The `value` of a row of this version; null for anything else, which is left alone. */
export function rowValue(row: unknown): Fields | null {
  const fields = fieldsOf(row);
  return fields?.['version'] === ROW_VERSION ? fieldsOf(fields['value']) : null;
}

/** Null for a row that this version cannot read. */
export function parseClipRow(row: unknown, readPlan: ReadPlan): StoredClip | null {
  const clip = parseClip(rowValue(row), readPlan);
  const deletedAt = fieldsOf(row)?.['deletedAt'];
  return clip === null ? null : { clip, deletedAt: isFiniteNumber(deletedAt) ? deletedAt : null };
}

/** A clip from a row or a backup; null where something of it is missing or of the wrong kind. */
export function parseClip(value: unknown, readPlan: ReadPlan): LibraryClip | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  const { id, title, words, mimeType, kind } = fields;
  const sizes = ['createdAt', 'sizeBytes', 'width', 'height', 'frameCount', 'fps'].map((name) => fields[name]);
  if (!isId(id) || !isText(title) || !isText(words) || !isText(mimeType)) return null;
  if ((kind !== 'video' && kind !== 'pictures') || !sizes.every(isFiniteNumber)) return null;
  const [createdAt = 0, sizeBytes = 0, width = 0, height = 0, frameCount = 0, fps = 0] = sizes;
  const row: Omit<LibraryClip, 'plan'> = {
    id,
    createdAt,
    title,
    words,
    kind,
    mimeType,
    sizeBytes,
    width,
    height,
    frameCount,
    fps,
    favourite: fields['favourite'] === true,
    folder: textOrNull(fields['folder']),
    inputs: texts(fields['inputs']),
    group: textOrNull(fields['group']),
    parent: textOrNull(fields['parent']),
    ...(typeof fields['hasAudio'] === 'boolean' ? { hasAudio: fields['hasAudio'] } : {}),
  };
  return withPlan(row, () => readPlan(fields['plan']));
}

/** The plan is read when it is first asked for: a list of thousands asks for none. */
function withPlan(row: Omit<LibraryClip, 'plan'>, read: () => ClipPlan | null): LibraryClip {
  let plan: ClipPlan | null | undefined;
  return {
    ...row,
    get plan() {
      if (plan === undefined) plan = read();
      return plan;
    },
  };
}

export function parseFolder(value: unknown): LibraryFolder | null {
  const fields = fieldsOf(value);
  const { id, name, createdAt } = fields ?? {};
  return isId(id) && isText(name) && isFiniteNumber(createdAt) ? { id, name, createdAt } : null;
}

export function parseCastMember(value: unknown): CastMember | null {
  const { id, name, sha256, createdAt, consent } = fieldsOf(value) ?? {};
  if (!isId(id) || !isText(name) || !isText(sha256) || !isFiniteNumber(createdAt)) return null;
  return { id, name, sha256, createdAt, consent: consent === 'myself' || consent === 'has-consent' ? consent : null };
}

export function parsePreset(value: unknown): StylePreset | null {
  const { id, name, words, createdAt, settings } = fieldsOf(value) ?? {};
  if (!isId(id) || !isText(name) || !isText(words) || !isFiniteNumber(createdAt)) return null;
  const { guidance, steps } = fieldsOf(settings) ?? {};
  const kept = { ...(isFiniteNumber(guidance) ? { guidance } : {}), ...(isFiniteNumber(steps) ? { steps } : {}) };
  return { id, name, words, createdAt, ...(Object.keys(kept).length === 0 ? {} : { settings: kept }) };
}

export function parseProject(value: unknown): Project | null {
  const { id, name, changedAt, document, inputs } = fieldsOf(value) ?? {};
  if (!isId(id) || !isText(name) || !isFiniteNumber(changedAt)) return null;
  return { id, name, changedAt, document, inputs: texts(inputs) };
}

export function parseUnfinished(value: unknown): Unfinished | null {
  const { id, createdAt, document, inputs } = fieldsOf(value) ?? {};
  if (!isId(id) || !isFiniteNumber(createdAt)) return null;
  return { id, createdAt, document, inputs: texts(inputs) };
}

/** The blob of a row of `media`, `inputs` or `parts`. */
export function parseBlobRow(row: unknown): Blob | null {
  const fields = fieldsOf(row);
  const blob = fields?.['blob'];
  return fields?.['version'] === ROW_VERSION && blob instanceof Blob ? blob : null;
}

/** The fields of an object, for parsing; null for anything else. */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 200;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isText) : [];
}
