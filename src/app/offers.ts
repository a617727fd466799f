import type { Capabilities, ConditionKind } from '../contract/capabilities.ts';
import type { PictureRole, ShownClip } from './state.ts';
import type { ToolName } from './tool-request.ts';

/** What a family must be able to take for a panel to make sense. */
const NEEDS: Readonly<Record<Exclude<ToolName, 'cast'>, readonly ConditionKind[]>> = {
  extend: ['frames'],
  remix: ['start-time'],
  loop: ['frames'],
  blend: ['frames', 'start-time'],
  fill: ['frames'],
  'region-edit': ['region'],
  recut: ['frames'],
  larger: [],
};

/** In the order they stand in the row. */
const CLIP_TOOLS = ['extend', 'remix', 'loop', 'blend', 'fill', 'region-edit', 'recut', 'larger'] as const;

/** Panels that can be opened over a clip. Nothing is offered that the family cannot do, or that cannot be read back. */
export function clipTools(capabilities: Capabilities | null, clip: ShownClip): readonly ToolName[] {
  return capabilities === null || clip.kind === 'pictures' ? [] : videoTools(capabilities);
}

/** Every panel that this family can open, over a clip or a picture. */
export function familyTools(capabilities: Capabilities | null): readonly ToolName[] {
  if (capabilities === null) return [];
  return [...videoTools(capabilities), ...(capabilities.maxReferences > 0 ? (['cast'] as const) : [])];
}

function videoTools({ conditions }: Capabilities): readonly ToolName[] {
  return CLIP_TOOLS.filter((name) => NEEDS[name].every((kind) => conditions.includes(kind)));
}

/** Panels that can be opened over a picture. */
export function pictureTools(capabilities: Capabilities | null, keepsCast: boolean): readonly ToolName[] {
  if (capabilities === null) return [];
  const region = capabilities.conditions.includes('region') ? (['region-edit'] as const) : [];
  return [...region, ...(keepsCast && capabilities.maxReferences > 0 ? (['cast'] as const) : [])];
}

/** What a picture in the composer can be to the next clip. */
export function pictureRoles(capabilities: Capabilities | null): readonly PictureRole[] {
  const kinds = capabilities?.conditions ?? [];
  const first = kinds.includes('first-frame') ? (['first'] as const) : [];
  return [...first, ...(kinds.includes('last-frame') ? (['last'] as const) : [])];
}

/** Whether a clip can go on and on: each part begins with the last frames of the one before. */
export function canStream(capabilities: Capabilities | null): boolean {
  const kinds = capabilities?.conditions ?? [];
  return kinds.includes('frames') || kinds.includes('first-frame');
}

/** Whether cards of a storyboard can follow on one another. */
export function canStoryboard(capabilities: Capabilities | null): boolean {
  return capabilities?.conditions.includes('frames') ?? false;
}

/** Whether files can be of any use to this family. */
export function takesFiles(capabilities: Capabilities | null): boolean {
  return capabilities !== null && (capabilities.conditions.length > 0 || capabilities.maxReferences > 0);
}
