/** The part of the File System Access API that is needed; not in TypeScript's library yet. */
interface SavePicker {
  showSaveFilePicker?(options: { readonly suggestedName: string }): Promise<FileSystemFileHandle>;
}

/** Longer than any browser takes to begin a download. */
const URL_MS = 60_000;

/**
 * Gives a file to the person: streamed to a place that they choose where the browser has a dialog for it, as a download
 * elsewhere. Rejects with an `AbortError` where they change their mind.
 */
export async function saveFile(file: Blob, name: string): Promise<void> {
  const handle = await pick(name);
  if (handle !== null) {
    await file.stream().pipeTo(await handle.createWritable());
    return;
  }
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), URL_MS);
}

/** Null where a download must do: no dialog in this browser, or packing took so long that the click no longer counts. */
async function pick(name: string): Promise<FileSystemFileHandle | null> {
  const { showSaveFilePicker } = globalThis as SavePicker;
  if (showSaveFilePicker === undefined) return null;
  try {
    return await showSaveFilePicker({ suggestedName: name });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    return null;
  }
}
