import type { DecodedFrame, FrameRequest } from '../../contract/media.ts';
import type { PictureSource } from '../../contract/plan.ts';
import type { FrameReader } from './clip-reader.ts';
import { fitFrame } from './fit-frame.ts';
import { FrameCanvas } from './frame-canvas.ts';
import type { OpenPicture } from './open-picture.ts';

/** Gives a picture as a clip of one frame. Takes the picture over. */
export class PictureReader implements FrameReader {
  readonly #picture: OpenPicture;
  readonly #source: PictureSource;
  readonly #canvas: FrameCanvas;
  #open = true;

  constructor(picture: OpenPicture, source: PictureSource, request: FrameRequest) {
    this.#picture = picture;
    this.#source = source;
    this.#canvas = new FrameCanvas(request);
  }

  async next(): Promise<DecodedFrame | null> {
    if (!this.#open) return null;
    const { bitmap, facts } = this.#picture;
    const { from, to } = fitFrame(facts, this.#canvas.size, this.#source.framing);
    this.#canvas.draw(facts.hasAlpha ? 'clear' : 'black', (context) =>
      context.drawImage(bitmap, from.left, from.top, from.width, from.height, to.left, to.top, to.width, to.height),
    );
    this.close();
    return this.#canvas.read();
  }

  close(): void {
    this.#open = false;
    this.#picture.bitmap.close();
  }
}
