/** A video of an iPhone, where no other element fills the screen. */
interface FillingVideo extends HTMLVideoElement {
  readonly webkitEnterFullscreen: () => void;
}

/** Whether this browser can show a clip on the whole screen: as a video, or as pictures on a canvas. */
export function canFillScreen(kind: 'video' | 'pictures'): boolean {
  if (typeof Element.prototype.requestFullscreen === 'function') return true;
  return kind === 'video' && 'webkitEnterFullscreen' in HTMLVideoElement.prototype;
}

/** Shows an element on the whole screen, or its video alone where elements cannot be; ends that where it is so. */
export async function toggleFullScreen(element: Element, video: HTMLVideoElement | null): Promise<void> {
  try {
    if (document.fullscreenElement instanceof Element) await document.exitFullscreen();
    else if (typeof element.requestFullscreen === 'function') await element.requestFullscreen();
    else if (video !== null && fills(video)) video.webkitEnterFullscreen();
  } catch {
    // A page around this one may forbid it, and a clip that is not loaded yet cannot: it stays where it is.
  }
}

function fills(video: HTMLVideoElement): video is FillingVideo {
  return 'webkitEnterFullscreen' in video && typeof video.webkitEnterFullscreen === 'function';
}
