import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, VideoSampleSink } from 'mediabunny';

/** A finished MP4 as an independent demuxer and the browser's decoder see it. */
export interface ReadClip {
  readonly codec: string | null;
  readonly codecString: string | undefined;
  readonly width: number;
  readonly height: number;
  /** Seconds. */
  readonly duration: number;
  /** Seconds, of each packet. */
  readonly timestamps: readonly number[];
  readonly durations: readonly number[];
  readonly keyFrames: readonly number[];
  /** As the container says it. */
  readonly colorSpace: VideoColorSpaceInit | null | undefined;
  /** As RGBA, by the browser's own conversion. */
  readonly frames: readonly Uint8ClampedArray[];
  /** As I420: what the encoder was given, but for its losses. */
  readonly planes: readonly Uint8Array[];
}

/** Opens the file again, reads every packet, decodes every frame to RGBA. */
export async function readClip(blob: Blob): Promise<ReadClip> {
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(blob) });
  const track = await input.getPrimaryVideoTrack();
  if (track === null) throw new Error('the file has no video track');
  const [timestamps, durations, keyFrames]: [number[], number[], number[]] = [[], [], []];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    if (packet.type === 'key') keyFrames.push(timestamps.length);
    timestamps.push(packet.timestamp);
    durations.push(packet.duration);
  }
  const [frames, planes]: [Uint8ClampedArray[], Uint8Array[]] = [[], []];
  for await (const sample of new VideoSampleSink(track).samples()) {
    const frame = sample.toVideoFrame();
    const rgba = new Uint8ClampedArray(sample.codedWidth * sample.codedHeight * 4);
    await frame.copyTo(rgba, { format: 'RGBA', colorSpace: 'srgb' });
    frames.push(rgba);
    if (frame.format !== 'I420') throw new Error(`the decoder gives ${frame.format}`);
    const i420 = new Uint8Array(frame.allocationSize());
    await frame.copyTo(i420);
    planes.push(i420);
    frame.close();
    sample.close();
  }
  const config = await track.getDecoderConfig();
  return {
    codec: track.codec,
    codecString: config?.codec,
    width: track.codedWidth,
    height: track.codedHeight,
    duration: await track.computeDuration(),
    timestamps,
    durations,
    keyFrames,
    colorSpace: config?.colorSpace,
    frames,
    planes,
  };
}

/** Names of the boxes at the top level of an MP4, in order. */
export async function topBoxes(blob: Blob): Promise<readonly string[]> {
  const view = new DataView(await blob.arrayBuffer());
  const names: string[] = [];
  for (let at = 0; at < view.byteLength; at += view.getUint32(at)) {
    if (view.getUint32(at) < 8) throw new Error(`a box of ${view.getUint32(at)} bytes at ${at}`);
    names.push(String.fromCharCode(...new Uint8Array(view.buffer, at + 4, 4)));
  }
  return names;
}

/** The pixels of a PNG, decoded by the browser. Exact: the pictures have no alpha and no colour profile. */
export async function readPng(blob: Blob): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no 2d context');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}
