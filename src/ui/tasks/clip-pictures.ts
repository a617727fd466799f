import type { LitElement, ReactiveController } from 'lit';
import type { Thumbnailer } from '../player/kinora-transport.ts';

/** An element that shows pictures of a clip. */
interface ClipHost extends LitElement {
  readonly clip: Blob | null;
  readonly frameCount: number;
  readonly thumbnailer: Thumbnailer | null;
}

interface PicturesOptions {
  /** Of each, in pixels. */
  readonly height: number;
  /** No more are asked for: a longer clip shows every so-many-th frame. */
  readonly most: number;
  /** Called when there are others than before. */
  readonly changed: () => void;
}

/** Small pictures of an element's clip, closed when another clip comes or the element goes. */
export class ClipPictures implements ReactiveController {
  readonly #host: ClipHost;
  readonly #options: PicturesOptions;
  #pictures: readonly ImageBitmap[] = [];
  /** What the pictures are of, or will be once they are here. */
  #of: Pick<ClipHost, 'clip' | 'frameCount' | 'thumbnailer'> | null = null;

  constructor(host: ClipHost, options: PicturesOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** The picture of a frame; null while there is none. It stays the controller's: draw it at once. */
  at(frame: number): ImageBitmap | null {
    const place = Math.floor((frame * this.#pictures.length) / Math.max(1, this.#host.frameCount));
    const picture = this.#pictures[Math.min(this.#pictures.length - 1, Math.max(0, place))];
    return picture === undefined || picture.width === 0 ? null : picture;
  }

  hostConnected(): void {
    if (this.#host.hasUpdated) this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const { clip, frameCount, thumbnailer } = this.#host;
    const of = this.#of;
    if (of?.clip !== clip || of.frameCount !== frameCount || of.thumbnailer !== thumbnailer) void this.#load();
  }

  hostDisconnected(): void {
    this.#of = null;
    this.#take([]);
  }

  async #load(): Promise<void> {
    const { clip, frameCount, thumbnailer } = this.#host;
    const of = { clip, frameCount, thumbnailer };
    this.#of = of;
    if (clip === null || thumbnailer === null || frameCount === 0) return;
    const { height, most } = this.#options;
    const pictures = await thumbnailer(clip, { count: Math.min(most, frameCount), height });
    if (this.#of === of) {
      this.#take(pictures);
      this.#options.changed();
    } else for (const picture of pictures) picture.close();
  }

  #take(pictures: readonly ImageBitmap[]): void {
    for (const picture of this.#pictures) picture.close();
    this.#pictures = pictures;
  }
}
