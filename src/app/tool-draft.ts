import { fieldsOf } from '../library/rows.ts';
import { readFraming } from './fit.ts';
import type { History } from './history.ts';
import type { CurvePoint, JoinChoice, ToolName, ToolRequest } from './tool-request.ts';

/** A panel as it was filled in and left. */
export interface ToolDraft {
  readonly tool: ToolName;
  /** Id of the clip that the panel is over, or SHA-256 of the picture. */
  readonly subject: string;
  /** Frames of the clip: what was marked in another one means nothing here. */
  readonly frameCount: number;
  readonly request: ToolRequest;
  /** The steps to it that can be taken back; only of a panel that was filled in in this visit. */
  readonly steps?: History<ToolRequest>;
}

type Fields = Readonly<Record<string, unknown>>;
type Form<Tool extends ToolRequest['tool']> = Extract<ToolRequest, { readonly tool: Tool }>;
type Reader<Tool extends ToolRequest['tool']> = (
  fields: Fields,
  clip: { readonly frameCount: number; readonly mask: Blob | null },
) => Omit<Form<Tool>, 'tool' | 'prompt' | 'framing' | 'otherFraming'> | null;

/** Panels by the form that stands in them. */
const PANELS = {
  larger: 'larger',
  extend: 'extend',
  remix: 'remix',
  loop: 'loop',
  blend: 'blend',
  fill: 'fill',
  bridge: 'fill',
  'region-edit': 'region-edit',
  recut: 'recut',
} as const satisfies Readonly<Record<ToolRequest['tool'], ToolName>>;

const READERS: { readonly [Tool in ToolRequest['tool']]: Reader<Tool> } = {
  larger: ({ twice }) => (twice === 'size' || twice === 'rate' ? { twice } : null),
  extend: ({ direction, seconds }) =>
    (direction === 'forwards' || direction === 'backwards') && isCount(seconds) ? { direction, seconds } : null,
  remix: ({ strength }) =>
    strength === 'subtle' || strength === 'mild' || strength === 'strong' || isShare(strength) ? { strength } : null,
  loop: ({ seconds }) => (isCount(seconds) ? { seconds } : null),
  blend: ({ other, offsetSeconds, curve }) =>
    typeof other === 'string' && isNumber(offsetSeconds) && offsetSeconds >= 0 && isCurve(curve)
      ? { other, offsetSeconds, curve }
      : null,
  fill: ({ frames }, { frameCount }) =>
    isListOf(frames, (frame): frame is number => isFrame(frame, frameCount)) ? { frames } : null,
  bridge: ({ other, seconds }) => (typeof other === 'string' && isCount(seconds) ? { other, seconds } : null),
  'region-edit': (_, { mask }) => ({ mask }),
  recut: ({ parts, join, joins }, { frameCount }) => {
    const isPart = (part: unknown): part is readonly [number, number] =>
      isListOf(part, (frame): frame is number => isFrame(frame, frameCount)) &&
      part.length === 2 &&
      Number(part[0]) <= Number(part[1]);
    if (!isListOf(parts, isPart) || parts.length === 0 || !isJoin(join)) return null;
    return joins === null || isListOf(joins, isJoin) ? { parts, join, joins } : null;
  },
};

/** A draft as data without files: what is painted is named by its SHA-256. */
export function toolDraftDocument({ frameCount, request }: ToolDraft, mask: string | null): Fields {
  return { frameCount, request: { ...request, ...(request.tool === 'region-edit' ? { mask } : {}) } };
}

/** What is painted in a draft; null for nothing. */
export function paintedIn(draft: ToolDraft | null): Blob | null {
  return draft?.request.tool === 'region-edit' ? draft.request.mask : null;
}

/** The SHA-256 of what is painted in a stored draft; null for nothing. */
export function maskOf(document: unknown): string | null {
  const mask = fieldsOf(fieldsOf(document)?.['request'])?.['mask'];
  return typeof mask === 'string' ? mask : null;
}

/** The draft of stored data, with the file of what is painted; null where that makes no sense (any more). */
export function readToolDraft(document: unknown, subject: string, mask: Blob | null): ToolDraft | null {
  const { frameCount, request } = fieldsOf(document) ?? {};
  const fields = fieldsOf(request);
  if (fields === null || !isCount(frameCount) || typeof fields['prompt'] !== 'string') return null;
  const tool = toolOf(fields['tool']);
  const form = tool === null ? null : READERS[tool](fields, { frameCount, mask });
  if (tool === null || form === null) return null;
  const framing = readFraming(fields['framing']);
  const otherFraming = readFraming(fields['otherFraming']);
  const framings = { ...(framing === null ? {} : { framing }), ...(otherFraming === null ? {} : { otherFraming }) };
  const read = { tool, prompt: fields['prompt'], ...form, ...framings } as ToolRequest;
  return { tool: PANELS[tool], subject, frameCount, request: read };
}

function toolOf(value: unknown): ToolRequest['tool'] | null {
  return typeof value === 'string' && Object.hasOwn(READERS, value) ? (value as ToolRequest['tool']) : null;
}

function isListOf<Item>(value: unknown, is: (item: unknown) => item is Item): value is readonly Item[] {
  return Array.isArray(value) && value.every(is);
}

function isCurve(value: unknown): value is readonly CurvePoint[] {
  const isPoint = (point: unknown): point is CurvePoint => {
    const { at, influence } = fieldsOf(point) ?? {};
    return isShare(at) && isShare(influence);
  };
  return isListOf(value, isPoint) && value.length >= 2;
}

function isJoin(value: unknown): value is JoinChoice {
  const { kind, seconds } = fieldsOf(value) ?? {};
  return (kind === 'cut' || kind === 'extend' || kind === 'fill') && isCount(seconds);
}

function isFrame(value: unknown, frameCount: number): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < frameCount;
}

function isShare(value: unknown): value is number {
  return isNumber(value) && value >= 0 && value <= 1;
}

function isCount(value: unknown): value is number {
  return isNumber(value) && value > 0;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
