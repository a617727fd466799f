/** Has the browser save a file under its name. */
export function downloadFile(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The download has its own hold on the bytes as soon as it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

let shares: boolean | null = null;

/** Whether this browser hands video files to other apps. Looked up once: making a file waits for another process. */
export function sharesFiles(): boolean {
  shares ??= canShareFiles();
  return shares;
}

function canShareFiles(): boolean {
  if (navigator.canShare === undefined) return false;
  const file = new File([new Uint8Array(1)], 'clip.mp4', { type: 'video/mp4' });
  return navigator.canShare({ files: [file] });
}

/** Opens the share sheet; a person who changes their mind is no error. */
export async function shareFile(file: File): Promise<void> {
  try {
    await navigator.share({ files: [file] });
  } catch (thrown) {
    if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) throw thrown;
  }
}
