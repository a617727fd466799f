import { type Remote, wrap } from 'comlink';
import type { DecodeApi, DecodedFrame, FrameRequest, MediaFacts } from '../../../src/contract/media.ts';
import { type AppErrorData, unwrap } from '../../../src/contract/result.ts';

const CENTRED = { kind: 'crop', centre: [0.5, 0.5] } as const;

/** One running decode worker. */
export interface DecodeWorker {
  readonly worker: Worker;
  readonly api: Remote<DecodeApi>;
}

/** Starts `workers/decode.ts`; the caller ends it. */
export function startDecode(): DecodeWorker {
  const worker = new Worker(new URL('../../../workers/decode.ts', import.meta.url), { type: 'module' });
  return { worker, api: wrap<DecodeApi>(worker) };
}

/** A file of `tests/media-files.ts`. */
export async function mediaFile(name: string): Promise<Blob> {
  const response = await fetch(`/media-files/${name}`);
  if (!response.ok) throw new Error(await response.text());
  return await response.blob();
}

/** What ffprobe says of a file that ffmpeg decodes without an error. */
export async function probe(file: Blob): Promise<{
  readonly streams: readonly Readonly<Record<string, string | number>>[];
  readonly format: Readonly<Record<string, string>>;
}> {
  const response = await fetch('/probe', { method: 'POST', body: file });
  if (!response.ok) throw new Error(await response.text());
  return await response.json();
}

/** Part of a clip, cropped in the middle where `framing` does not say otherwise. */
export function clipRequest(
  part: { readonly from: number; readonly count: number },
  shape: { readonly width: number; readonly height: number; readonly fps: number },
  framing: FrameRequest['source']['framing'] = CENTRED,
): FrameRequest {
  return { source: { kind: 'clip', sha256: '', framing, ...part }, ...shape };
}

/** A picture at this size. */
export function pictureRequest(
  shape: { readonly width: number; readonly height: number },
  framing: FrameRequest['source']['framing'] = CENTRED,
): FrameRequest {
  return { source: { kind: 'picture', sha256: '', framing }, ...shape, fps: 8 };
}

/** Opens, reads to the end and closes. */
export async function readAll(api: Remote<DecodeApi>, file: Blob, request: FrameRequest): Promise<DecodedFrame[]> {
  const reader = unwrap(await api.open(file, request));
  const frames: DecodedFrame[] = [];
  for (let frame = unwrap(await api.next(reader)); frame !== null; frame = unwrap(await api.next(reader))) {
    frames.push(frame);
  }
  await api.close(reader);
  return frames;
}

/** The facts of a clip; fails for anything else. */
export async function clipFacts(api: Remote<DecodeApi>, file: Blob): Promise<Extract<MediaFacts, { kind: 'clip' }>> {
  const facts = unwrap(await api.inspect(file));
  if (facts.kind !== 'clip') throw new Error('a picture');
  return facts;
}

/** Which frame of the counted clips this is: its grey is 16 + 3 N of 219 steps. */
export function countOf({ rgba, width, height }: DecodedFrame): number {
  const middle = rgba[4 * (Math.floor(height / 2) * width + Math.floor(width / 2))] ?? 0;
  return Math.round((middle * 219) / 255 / 3);
}

/** Red, green, blue and alpha at a place given in parts of the width and height. */
export function colourAt({ rgba, width, height }: DecodedFrame, x: number, y: number): readonly number[] {
  const at = 4 * (Math.floor(y * height) * width + Math.floor(x * width));
  return [...rgba.subarray(at, at + 4)];
}

/** The name of a strong colour. */
export function nameOf([red = 0, green = 0, blue = 0]: readonly number[]): string {
  if (Math.max(red, green, blue) < 60) return 'black';
  if (Math.min(red, green, blue) > 200) return 'white';
  if (red > 180 && green < 90 && blue < 90) return 'red';
  if (green > 180 && red < 90 && blue < 90) return 'green';
  return blue > 180 && red < 90 && green < 90 ? 'blue' : `rgb(${red}, ${green}, ${blue})`;
}

/** The refusal of a file and the seconds until it came. */
export async function refusal(
  api: Remote<DecodeApi>,
  file: Blob,
): Promise<{ readonly error: AppErrorData; readonly seconds: number }> {
  const begin = performance.now();
  const result = await api.inspect(file);
  const seconds = (performance.now() - begin) / 1000;
  if (result.ok) throw new Error(`it was read: ${JSON.stringify(result.value)}`);
  return { error: result.error, seconds };
}
