/**
 * Puts the shown frame of a video into the clipboard, as PNG. False where the browser does not let it. To be called in a person's act:
 * the clipboard is asked before anything is awaited.
 */
export async function copyFrame(video: HTMLVideoElement): Promise<boolean> {
  try {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    const picture = canvas.convertToBlob({ type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    return true;
  } catch {
    return false;
  }
}
