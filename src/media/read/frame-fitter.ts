import type { VideoSample } from 'mediabunny';
import type { Size } from '../../contract/capabilities.ts';
import type { DecodedFrame } from '../../contract/media.ts';
import type { Framing } from '../../contract/plan.ts';
import { scalePlane } from '../../numeric/scale-plane.ts';
import { i420ToRgba } from '../yuv.ts';
import { type Fitting, fitFrame, type Rectangle } from './fit-frame.ts';
import { FrameCanvas } from './frame-canvas.ts';
import { type FramePlanes, framePlanes, type Plane } from './frame-planes.ts';

/** Turns decoded frames into pixels of one size, upright, in square pixels. */
export class FrameFitter {
  readonly #size: Size;
  readonly #framing: Framing;
  #canvas: FrameCanvas | null = null;

  constructor(size: Size, framing: Framing) {
    this.#size = size;
    this.#framing = framing;
  }

  /**
   * The frame's pixels; does not close it. Ordinary video is scaled here: without a graphics card a canvas takes a
   * hundred times as long for it (1080p to 256x256 on two busy cores: 900 ms, here 10). All else, such as high dynamic
   * range, alpha and what the GPU keeps, is drawn, in the browser's own way of showing it.
   */
  async pixels(sample: VideoSample): Promise<DecodedFrame> {
    const planes = await framePlanes(sample);
    const source = { width: sample.displayWidth, height: sample.displayHeight };
    if (planes === null) return this.#draw(sample, fitFrame(source, this.#size, this.#framing));
    return exactFrame(planes, source, this.#size) ?? scaleFrame(planes, source, this.#size, this.#framing);
  }

  #draw(sample: VideoSample, { from, to }: Fitting): DecodedFrame {
    this.#canvas ??= new FrameCanvas(this.#size);
    this.#canvas.draw(sample.hasAlpha === true ? 'clear' : 'black', (context) =>
      sample.draw(context, from.left, from.top, from.width, from.height, to.left, to.top, to.width, to.height),
    );
    return this.#canvas.read();
  }
}

/**
 * A frame that needs no scaling, by the inverse of what the encoder's side does: what this project saved comes back as
 * the very planes that were saved, and is saved again without another loss. Null where the frame is of another make.
 */
function exactFrame({ luma, colours, matrix, fullRange }: FramePlanes, source: Size, size: Size): DecodedFrame | null {
  const { width, height } = size;
  const same = luma.width === width && luma.height === height && source.width === width && source.height === height;
  const halved = colours[0].width * 2 === width && colours[0].height * 2 === height;
  if (!same || !halved || matrix !== 'bt709' || fullRange) return null;
  const i420 = new Uint8Array((width * height * 3) / 2);
  i420.set(luma.samples);
  i420.set(colours[0].samples, width * height);
  i420.set(colours[1].samples, width * height * 1.25);
  return { width, height, rgba: i420ToRgba(i420, size) };
}

function scaleFrame(planes: FramePlanes, source: Size, frame: Size, framing: Framing): DecodedFrame {
  const { from, to } = fitFrame(source, frame, framing);
  const part = (plane: Plane): Float32Array => scalePlane(plane, inSamples(from, source, plane), to);
  const [luma, blue, red] = [part(planes.luma), part(planes.colours[0]), part(planes.colours[1])];
  const rgba = new Uint8ClampedArray(frame.width * frame.height * 4);
  for (let place = 3; place < rgba.length; place += 4) rgba[place] = 255;
  const { kr, kb, black, lightScale, colourScale } = conversion(planes);
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const at = y * to.width + x;
      const light = ((luma[at] as number) - black) * lightScale;
      const b = light + ((blue[at] as number) - 128) * colourScale * (1 - kb);
      const r = light + ((red[at] as number) - 128) * colourScale * (1 - kr);
      const place = 4 * ((to.top + y) * frame.width + to.left + x);
      rgba[place] = r;
      rgba[place + 1] = (light - kr * r - kb * b) / (1 - kr - kb);
      rgba[place + 2] = b;
    }
  }
  return { ...frame, rgba };
}

/** A part of the picture in the samples of a plane, which may be coarser and not square. */
function inSamples(from: Rectangle, source: Size, plane: Plane): Rectangle {
  const [across, down] = [plane.width / source.width, plane.height / source.height];
  return { left: from.left * across, top: from.top * down, width: from.width * across, height: from.height * down };
}

/** ITU-R BT.709 and BT.601, 8 bit. */
function conversion({ matrix, fullRange }: FramePlanes) {
  const [kr, kb] = matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  if (fullRange) return { kr, kb, black: 0, lightScale: 1, colourScale: 2 };
  return { kr, kb, black: 16, lightScale: 255 / 219, colourScale: (2 * 255) / 224 };
}
