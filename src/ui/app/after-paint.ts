/** Settles once the next frame is painted; at once where nothing is, because the page is hidden. */
export async function afterPaint(): Promise<void> {
  if (document.hidden) return;
  await new Promise(requestAnimationFrame);
  // A task that is asked for in a frame comes after its painting.
  await new Promise((painted) => setTimeout(painted));
}
