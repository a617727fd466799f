import type { VideoSample } from 'mediabunny';
import type { Size } from '../../contract/capabilities.ts';
import type { DecodedFrame } from '../../contract/media.ts';
import { i420ToRgba } from '../yuv.ts';

/**
 * A frame that needs no scaling, by the inverse of what the encoder's side does: what this project saved comes back as
 * the very planes that were saved, and is saved again without another loss. A canvas would blur the colours. Null where
 * that is not so (another size, turned, other colours, pixels kept on the GPU); the canvas serves those.
 */
export async function exactPixels(sample: VideoSample, { width, height }: Size): Promise<DecodedFrame | null> {
  const { format, visibleRect, colorSpace, rotation, flip } = sample;
  if (format !== 'I420' && format !== 'NV12') return null;
  if (rotation !== 0 || flip || sample.displayWidth !== width || sample.displayHeight !== height) return null;
  if (visibleRect.width !== width || visibleRect.height !== height || width % 2 !== 0 || height % 2 !== 0) return null;
  if (colorSpace.matrix !== 'bt709' || colorSpace.primaries !== 'bt709' || colorSpace.fullRange !== false) return null;
  const planes = new Uint8Array(sample.allocationSize());
  const layout = await sample.copyTo(planes);
  return { width, height, rgba: i420ToRgba(tightI420(planes, layout, { width, height }), { width, height }) };
}

/** The planes without padding, the colours one after the other also where they were interleaved. */
function tightI420(planes: Uint8Array, layout: readonly PlaneLayout[], { width, height }: Size): Uint8Array {
  const luma = width * height;
  const out = new Uint8Array((luma * 3) / 2);
  const [y, ...colours] = layout;
  if (y === undefined) return out;
  for (let row = 0; row < height; row++) {
    const at = y.offset + row * y.stride;
    out.set(planes.subarray(at, at + width), row * width);
  }
  for (let colour = 0; colour < 2; colour++) {
    const step = colours.length === 1 ? 2 : 1;
    const plane = colours.length === 1 ? colours[0] : colours[colour];
    if (plane === undefined) return out;
    const start = plane.offset + (step === 2 ? colour : 0);
    const target = luma + (colour * luma) / 4;
    for (let row = 0; row < height / 2; row++) {
      for (let column = 0; column < width / 2; column++) {
        out[target + (row * width) / 2 + column] = planes[start + row * plane.stride + column * step] ?? 128;
      }
    }
  }
  return out;
}
