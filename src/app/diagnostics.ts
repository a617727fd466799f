import type { ClipResult } from '../engine/engine.ts';

/** What a bug report needs to know of a clip, as JSON text. Holds no word of the prompt and no pixel. */
export function diagnostics(result: ClipResult): string {
  const { plan, clip, facts } = result;
  const report = {
    plan: {
      version: plan.version,
      family: plan.family,
      fps: plan.fps,
      guidance: plan.guidance,
      steps: plan.steps,
      references: plan.references.length,
      segments: plan.segments.map(({ width, height, frameCount, seed, startTime, conditions }) => ({
        width,
        height,
        frameCount,
        seed,
        startTime,
        conditions: conditions.length,
      })),
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
