import type { Size } from '../../contract/capabilities.ts';
import type { DecodedFrame } from '../../contract/media.ts';
import { unreadable } from './unreadable.ts';

/** A canvas in this thread's memory, where frames are scaled and read back; the pixels are sRGB. */
export class FrameCanvas {
  readonly size: Size;
  readonly #context: OffscreenCanvasRenderingContext2D;

  constructor(size: Size) {
    this.size = size;
    const context = new OffscreenCanvas(size.width, size.height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw unreadable('This browser gives no canvas to read pictures with. Reload the page.');
    context.imageSmoothingQuality = 'high';
    this.#context = context;
  }

  /** Empties the canvas (black, or see-through) and draws. */
  draw(background: 'black' | 'clear', paint: (context: OffscreenCanvasRenderingContext2D) => void): void {
    const { width, height } = this.size;
    this.#context.clearRect(0, 0, width, height);
    if (background === 'black') {
      this.#context.fillStyle = '#000';
      this.#context.fillRect(0, 0, width, height);
    }
    paint(this.#context);
  }

  /** A copy of the pixels, not premultiplied. */
  read(): DecodedFrame {
    const { width, height } = this.size;
    const { data } = this.#context.getImageData(0, 0, width, height);
    return { width, height, rgba: new Uint8ClampedArray(data.buffer) };
  }

  /** Hands the picture over and leaves the canvas empty. */
  take(): ImageBitmap {
    return this.#context.canvas.transferToImageBitmap();
  }
}
