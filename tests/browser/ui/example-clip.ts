import { BufferTarget, CanvasSource, Mp4OutputFormat, Output } from 'mediabunny';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import type { EncodedClip } from '../../../src/contract/workers.ts';
import type { ClipResult } from '../../../src/engine/engine.ts';

const SIDE = 128;
const FPS = 8;
const FRAMES = 17;

/** A rocket that rises on the moon: `progress` of its way, and of its being drawn (1 is sharp). Drawn small, as the model does. */
export function drawExample(canvas: OffscreenCanvas, progress: number, sharpness: number): void {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no 2D canvas here.');
  const sky = context.createLinearGradient(0, 0, 0, SIDE);
  sky.addColorStop(0, '#0b1030');
  sky.addColorStop(1, '#33406b');
  context.filter = sharpness < 1 ? `blur(${(1 - sharpness) * 12}px)` : 'none';
  context.fillStyle = sky;
  context.fillRect(0, 0, SIDE, SIDE);
  context.fillStyle = '#fff';
  for (let star = 0; star < 30; star++) context.fillRect((star * 53) % SIDE, (star * 29) % 90, 1, 1);
  context.fillStyle = '#b9b7b4';
  context.fillRect(0, 96, SIDE, 32);
  context.font = '44px sans-serif';
  context.textAlign = 'center';
  context.fillStyle = '#e8503a';
  context.beginPath();
  context.ellipse(64, 84 - 60 * progress, 11, 24, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#ffb24d';
  context.beginPath();
  context.ellipse(64, 112 - 60 * progress, 6, 10, 0, 0, Math.PI * 2);
  context.fill();
}

/** A preview as the engine sends it. */
export function examplePreview(step: number, steps: number) {
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  drawExample(canvas, 0.4, step / steps);
  return { bitmap: canvas.transferToImageBitmap(), step, steps };
}

/** A result of the engine with a real MP4, or with real pictures. */
export async function exampleResult(plan: ClipPlan, kind: 'video' | 'pictures'): Promise<ClipResult> {
  return { plan, clip: kind === 'video' ? await video() : await pictures(), facts: EXAMPLE_FACTS };
}

const COMMON = { frameCount: FRAMES, fps: FPS, width: SIDE, height: SIDE, encodeSeconds: 0.06, peakFrames: 4 } as const;

async function video(): Promise<EncodedClip> {
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: new BufferTarget() });
  const source = new CanvasSource(canvas, { codec: 'avc', bitrate: 1_000_000 });
  output.addVideoTrack(source, { frameRate: FPS });
  await output.start();
  for (let index = 0; index < FRAMES; index++) {
    drawExample(canvas, index / FRAMES, 1);
    await source.add(index / FPS, 1 / FPS);
  }
  await output.finalize();
  const { buffer } = output.target;
  if (buffer === null) throw new Error('Nothing was written.');
  return {
    ...COMMON,
    kind: 'video',
    blob: new Blob([buffer], { type: 'video/mp4' }),
    mimeType: 'video/mp4',
    codec: 'h264',
    codecString: 'avc1.42001f',
    passedOver: [],
    poster: await picture(0),
  };
}

async function pictures(): Promise<EncodedClip> {
  const frames = await Promise.all(Array.from({ length: FRAMES }, (_, index) => picture(index / FRAMES)));
  return {
    ...COMMON,
    kind: 'pictures',
    frames,
    zip: new Blob(['PK'], { type: 'application/zip' }),
    mimeType: 'application/zip',
    passedOver: ['WebCodecs is not there.'],
    poster: frames[0] ?? null,
  };
}

function picture(progress: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  drawExample(canvas, progress, 1);
  return canvas.convertToBlob({ type: 'image/png' });
}

const EXAMPLE_FACTS: ClipResult['facts'] = {
  backend: {
    kind: 'wasm',
    build: 'jspi',
    threads: 2,
    adapter: null,
    tried: [
      { kind: 'webgpu-f16', outcome: 'unavailable', reason: 'There is no adapter.' },
      { kind: 'webgpu-f32', outcome: 'unavailable', reason: 'There is no adapter.' },
      { kind: 'wasm', outcome: 'chosen', reason: 'Its answer is the known one.', cosine: 0.999_999 },
    ],
  },
  timings: { start: 0.41, weights: 0.22, text: 0.09, denoise: 2.31, decode: 0.84, encode: 0.06 },
  weightBytesFetched: 34_100_000,
  storageProblem: null,
  frameCount: FRAMES,
  stepsRun: 4,
  peakFrames: 4,
  latentHashes: ['00'],
  totalSeconds: 3.94,
  firstPreviewSeconds: 1.2,
  restarts: 0,
};
