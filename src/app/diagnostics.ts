import type { Segment } from '../contract/plan.ts';
import type { ClipResult } from '../engine/engine.ts';

/** What a bug report needs to know of a clip, as JSON text. Holds no word of the prompt and no pixel. */
export function diagnostics(result: ClipResult): string {
  const { plan, clip, facts } = result;
  const report = {
    plan: {
      version: plan.version,
      task: plan.task,
      family: plan.family,
      fps: plan.fps,
      guidance: plan.guidance,
      steps: plan.steps,
      references: plan.references.length,
      segments: plan.segments.map(segmentFacts),
    },
    facts,
    clip: {
      kind: clip.kind,
      mimeType: clip.mimeType,
      codec: clip.kind === 'video' ? clip.codecString : null,
      sizeBytes: clip.kind === 'video' ? clip.blob.size : clip.zip.size,
      frameCount: clip.frameCount,
      fps: clip.fps,
      passedOver: clip.passedOver,
      encodeSeconds: clip.encodeSeconds,
      peakFrames: clip.peakFrames,
    },
    browser: {
      userAgent: globalThis.navigator?.userAgent ?? null,
      cores: globalThis.navigator?.hardwareConcurrency ?? null,
      crossOriginIsolated: globalThis.crossOriginIsolated ?? null,
    },
  };
  return JSON.stringify(report, null, 2);
}

function segmentFacts(segment: Segment): Readonly<Record<string, unknown>> {
  const { kind, width, height } = segment;
  if (kind === 'kept') return { kind, width, height, from: segment.source.from, count: segment.source.count };
  const { frameCount, seed, start, conditions, trim } = segment;
  return { kind, width, height, frameCount, seed, startTime: start?.time ?? 1, conditions: conditions.length, trim };
}
