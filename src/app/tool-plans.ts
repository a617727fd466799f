import type { Capabilities } from '../contract/capabilities.ts';
import type { MediaFacts } from '../contract/media.ts';
import { planBlend } from '../tasks/blend.ts';
import { planExtend } from '../tasks/extend.ts';
import { planBridge, planFill } from '../tasks/fill.ts';
import type { Given, GivenClip, GivenPicture } from '../tasks/framing.ts';
import { planLarger, planSmoother } from '../tasks/larger.ts';
import { planLoop } from '../tasks/loop.ts';
import { planRecut } from '../tasks/recut.ts';
import { type Planned, refuse } from '../tasks/refusal.ts';
import { planRegionEdit } from '../tasks/region-edit.ts';
import { planRemix } from '../tasks/remix.ts';
import { joinsOf } from './recut-joins.ts';
import { sizeLike } from './sizes.ts';
import type { ClipSettings } from './state.ts';
import type { ToolAsked } from './tool-asked.ts';
import type { ToolRequest } from './tool-request.ts';

export interface ToolContext {
  readonly capabilities: Capabilities;
  readonly settings: ClipSettings;
  readonly asked: ToolAsked;
  /** The clip or picture that the panel works on. */
  readonly subject: Given;
  /** The second clip of a blend or a bridge. */
  readonly other: Given | null;
  /** SHA-256 of the painted mask. */
  readonly mask: string | null;
}

/** Hands a filled-in form to the planner of its task. The clip that comes has the shape of the one it is made from. */
export function planTool(request: ToolRequest, context: ToolContext): Planned {
  const { capabilities, subject } = context;
  const { reading, references, style, steps, guidance, seed } = context.asked;
  const settings = { ...sizeLike(subject.facts, capabilities), steps, guidance, seed };
  const task = { reading, references, style, settings };
  if (request.tool === 'region-edit') return planRegion(task, context);
  if (!isClip(subject)) return refuseChoice('This needs a clip, not a picture.');
  switch (request.tool) {
    case 'larger':
      return request.twice === 'rate'
        ? planSmoother({ ...task, clip: subject }, capabilities)
        : planLarger({ ...task, clip: subject }, capabilities);
    case 'extend':
      return planExtend(
        { ...task, clip: subject, direction: request.direction, seconds: request.seconds },
        capabilities,
      );
    case 'remix':
      return planRemix({ ...task, clip: subject, strength: request.strength }, capabilities);
    case 'loop':
      return planLoop({ ...task, clip: subject, seconds: request.seconds }, capabilities);
    case 'fill':
      return planFill({ ...task, clip: subject, frames: request.frames }, capabilities);
    case 'bridge': {
      const { other } = context;
      if (other === null || !isClip(other)) return refuseChoice('Choose the clip that this one leads over to.');
      return planBridge({ ...task, first: subject, second: other, seconds: request.seconds }, capabilities);
    }
    case 'recut': {
      const parts = request.parts.map(([from, to]) => ({ clip: subject, from, count: to - from + 1 }));
      return planRecut({ ...task, parts, joins: joinsOf(request) }, capabilities);
    }
    case 'blend': {
      const { other } = context;
      if (other === null || !isClip(other)) return refuseChoice('Choose the clip that this one becomes.');
      const { offsetSeconds, curve } = request;
      return planBlend({ ...task, first: subject, second: other, offsetSeconds, curve }, capabilities);
    }
  }
}

type RegionTask = Omit<Parameters<typeof planRegionEdit>[0], 'subject' | 'mask' | 'seconds'>;

function planRegion(task: RegionTask, { capabilities, settings, subject, mask }: ToolContext): Planned {
  if (mask === null) return refuseChoice('Nothing is painted yet.');
  const { width, height } = subject.facts;
  const facts = { kind: 'picture', mimeType: 'image/png', width, height, hasAlpha: false } as const;
  const seconds = settings.frameCount / capabilities.fps;
  const given = isClip(subject) || isPicture(subject) ? subject : null;
  if (given === null) return refuseChoice('This needs a clip or a picture.');
  return planRegionEdit({ ...task, subject: given, mask: { sha256: mask, facts }, seconds }, capabilities);
}

function refuseChoice(message: string): Planned {
  return refuse({ what: 'choice', message, index: 0 });
}

function isClip(given: Given<MediaFacts>): given is GivenClip {
  return given.facts.kind === 'clip';
}

function isPicture(given: Given<MediaFacts>): given is GivenPicture {
  return given.facts.kind === 'picture';
}
