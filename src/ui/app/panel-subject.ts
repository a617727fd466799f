import { CROP_MIDDLE } from '../../app/fit.ts';
import { reachOf } from '../../app/reach.ts';
import { sizeLike } from '../../app/sizes.ts';
import { type AppState, type ShownClip, takeOf } from '../../app/state.ts';
import type { Size } from '../../contract/capabilities.ts';
import { clipFrameCount } from '../../contract/media.ts';
import type { OtherClip } from '../tasks/kinora-other.ts';
import type { PanelSubject } from '../tasks/panel-subject.ts';

/** Longest side that a mask is painted at: finer than any size the model makes. Pixels. */
const MASK_SIDE = 512;

/** What the open panel works on; null where none is open or its clip is gone. */
export function panelSubject(state: AppState): PanelSubject | null {
  const { tool, capabilities } = state;
  if (tool === null || capabilities === null) return null;
  const given = state.composer.given.find(({ id }) => id === tool.subject);
  if (given?.found.kind === 'ready') {
    const { facts } = given.found;
    const hasAlpha = facts.kind === 'picture' && facts.hasAlpha;
    return {
      id: given.id,
      title: given.name,
      file: given.file,
      moving: false,
      frameCount: 1,
      seconds: 0,
      reach: { forwards: 0, backwards: 0 },
      hasAlpha,
      frame: sizeLike(facts, capabilities),
      framing: given.framing ?? CROP_MIDDLE,
      ...sizeOf(facts),
    };
  }
  const take = takeOf(state, tool.subject);
  if (take?.outcome.kind !== 'clip' || take.outcome.result.clip.kind === 'pictures') return null;
  const { clip } = take.outcome.result;
  const frameCount = framesAt(clip, capabilities.fps);
  return {
    id: take.job.id,
    title: take.job.prompt,
    file: clip.blob,
    moving: true,
    frameCount,
    seconds: durationOf(clip),
    reach: reachOf(frameCount, capabilities),
    hasAlpha: false,
    frame: sizeLike(clip, capabilities),
    framing: CROP_MIDDLE,
    ...sizeOf(clip),
  };
}

/** Clips that the panel's own can become. */
export function otherClips(state: AppState): readonly OtherClip[] {
  const { fps } = state.capabilities ?? { fps: 1 };
  return state.takes.flatMap(({ job, outcome }) => {
    if (outcome.kind !== 'clip' || outcome.result.clip.kind === 'pictures' || job.id === state.tool?.subject) return [];
    const { clip } = outcome.result;
    const { poster, blob: file, width, height } = clip;
    const length = { frameCount: framesAt(clip, fps), seconds: durationOf(clip) };
    return [{ id: job.id, title: job.prompt, poster, file, ...length, own: { width, height } }];
  });
}

/** As the planners and the reader count them. */
function framesAt(clip: ShownClip, planFps: number): number {
  return clipFrameCount({ durationSeconds: durationOf(clip) }, planFps);
}

function durationOf({ durationSeconds, frameCount, fps }: ShownClip): number {
  return durationSeconds ?? frameCount / fps;
}

function sizeOf({ width, height }: Size) {
  const scale = Math.min(1, MASK_SIDE / Math.max(width, height));
  return { own: { width, height }, width: Math.round(width * scale), height: Math.round(height * scale) };
}
