import type { Size } from '../../contract/capabilities.ts';
import type { Framing } from '../../contract/plan.ts';

/** Pixels; fractions where the shapes ask for them. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Which part of the source is drawn where in the frame. */
export interface Fitting {
  readonly from: Rectangle;
  readonly to: Rectangle;
}

/** How a source of one shape fills a frame of another. The same for everything that is shown, read or made. */
export function fitFrame(source: Size, frame: Size, framing: Framing): Fitting {
  const whole = { left: 0, top: 0, ...source };
  if (framing.kind === 'letterbox') {
    const scale = Math.min(frame.width / source.width, frame.height / source.height);
    // Whole pixels, so that no row of the frame is half bar and half picture.
    const width = Math.max(1, Math.round(source.width * scale));
    const height = Math.max(1, Math.round(source.height * scale));
    const left = Math.floor((frame.width - width) / 2);
    const top = Math.floor((frame.height - height) / 2);
    return { from: whole, to: { left, top, width, height } };
  }
  const scale = Math.max(frame.width / source.width, frame.height / source.height);
  const [width, height] = [frame.width / scale, frame.height / scale];
  const [x, y] = framing.centre;
  const from = {
    left: clamp(x * source.width - width / 2, source.width - width),
    top: clamp(y * source.height - height / 2, source.height - height),
    width,
    height,
  };
  return { from, to: { left: 0, top: 0, ...frame } };
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
