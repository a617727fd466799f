import { AppError } from '../contract/result.ts';
import { type TopBox, topBoxes } from './top-boxes.ts';

/**
 * The plan in the file: a top-level `uuid` box (ISO/IEC 14496-12, 4.2) behind everything else, which players skip:
 *
 *     size u32 | 'uuid' | 16 bytes PLAN_BOX_ID | version u8 = 1 | the plan as JSON, UTF-8
 *
 * Nothing before it moves, so the index stays first and its offsets stay right. WebM has no such place: no plan there.
 */
const PLAN_BOX_ID = [
  0x6b, 0x69, 0x6e, 0x6f, 0x72, 0x61, 0x4b, 0x1d, 0x9c, 0x52, 0x70, 0x6c, 0x61, 0x6e, 0x21, 0xe5,
] as const;
const BOX_VERSION = 1;
const FIELDS_BYTES = 8 + PLAN_BOX_ID.length + 1;

/** A plan of a minute's clip has some 20 kB; masks and pictures travel beside it. More is not a plan. */
const MOST_PLAN_BYTES = 4 * 1024 * 1024;

/** `mp4` with the plan behind it; does not look for a plan that is there already (see `carryPlan`). */
export function withPlanBox(mp4: Blob, planJson: string): Blob {
  const text = new TextEncoder().encode(planJson);
  const fields = new Uint8Array(FIELDS_BYTES);
  new DataView(fields.buffer).setUint32(0, FIELDS_BYTES + text.length);
  fields.set(new TextEncoder().encode('uuid'), 4);
  fields.set(PLAN_BOX_ID, 8);
  fields[FIELDS_BYTES - 1] = BOX_VERSION;
  return new Blob([mp4, fields, text], { type: mp4.type });
}

/**
 * The plan's JSON text, or null where there is none (also for files that are no MP4). Unchecked beyond UTF-8. Reads the
 * boxes' headers and the plan, nothing else. `input-unreadable` where a plan is there that cannot be read.
 */
export async function readPlanBox(file: Blob): Promise<string | null> {
  const box = (await planBoxes(file)).at(-1);
  if (box === undefined) return null;
  if (box.end > file.size) throw unreadable('The plan in this file is cut off.');
  const text = box.body + PLAN_BOX_ID.length + 1;
  const [version] = new Uint8Array(await file.slice(text - 1, text).arrayBuffer());
  if (version !== BOX_VERSION) throw unreadable('A newer Kinora has written the plan in this file.');
  if (box.end - text > MOST_PLAN_BYTES) throw unreadable('The plan in this file is too large to be one.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.slice(text, box.end).arrayBuffer());
  } catch (cause) {
    throw unreadable('The plan in this file is damaged.', cause);
  }
}

/** The MP4 with this plan and no other, or with none for null. `input-unreadable` for what is no MP4. */
export async function carryPlan(mp4: Blob, planJson: string | null): Promise<Blob> {
  const boxes = (await topBoxes(mp4)) ?? [];
  if (!boxes.some(({ type }) => type === 'moov') || boxes.at(-1)?.end !== mp4.size) {
    throw unreadable('Only a whole MP4 can carry a plan, and this is none.');
  }
  const bare = await withoutPlanBox(mp4);
  return planJson === null ? bare : withPlanBox(bare, planJson);
}

/** The file without any plan. Only those at its end can go; `input-unreadable` where one lies before other boxes. */
async function withoutPlanBox(mp4: Blob): Promise<Blob> {
  const plans = await planBoxes(mp4);
  let end = mp4.size;
  for (const box of plans.toReversed()) {
    if (box.end < end) throw unreadable('The plan in this file lies before its pictures and cannot be taken out.');
    end = box.begin;
  }
  return end === mp4.size ? mp4 : mp4.slice(0, end, mp4.type);
}

async function planBoxes(file: Blob): Promise<readonly TopBox[]> {
  const found: TopBox[] = [];
  for (const box of (await topBoxes(file)) ?? []) {
    if (box.type !== 'uuid') continue;
    const id = new Uint8Array(await file.slice(box.body, box.body + PLAN_BOX_ID.length).arrayBuffer());
    if (id.length === PLAN_BOX_ID.length && PLAN_BOX_ID.every((byte, i) => byte === id[i])) found.push(box);
  }
  return found;
}

function unreadable(detail: string, cause?: unknown): AppError {
  return new AppError('input-unreadable', 'save', detail, { cause });
}
