import type { ShownClip } from '../../app/state.ts';

/** Shows a clip's pictures on a canvas, in a loop at its own rate, or the first alone. The answer ends it and closes them. */
export function playPictures(
  canvas: HTMLCanvasElement,
  clip: Extract<ShownClip, { readonly kind: 'pictures' }>,
  options: { readonly moving: boolean },
): () => void {
  const context = canvas.getContext('2d');
  let ended = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  let pictures: readonly ImageBitmap[] = [];

  const begin = async () => {
    pictures = await Promise.all(clip.frames.map((frame) => createImageBitmap(frame)));
    if (ended) return close();
    let index = 0;
    const draw = () => {
      const picture = pictures[index];
      if (picture !== undefined) context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      index = (index + 1) % pictures.length;
    };
    draw();
    if (options.moving && pictures.length > 1) timer = setInterval(draw, 1000 / clip.fps);
  };
  const close = () => {
    for (const picture of pictures) picture.close();
  };

  void begin().catch(() => undefined);
  return () => {
    ended = true;
    clearInterval(timer);
    close();
  };
}
