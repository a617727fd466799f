/**
 * What a pressed key asks of the history of a view: Ctrl or Cmd with Z takes back, with Shift or as Y it does again. Null for
 * other keys, and where words are written that are no part of what the view edits: those are the field's own to undo.
 */
export function undoKey(event: KeyboardEvent, view: ParentNode): 'undo' | 'redo' | null {
  if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return null;
  const path = event.composedPath();
  const [at] = path;
  const ownUndo = at instanceof HTMLInputElement && (at.type === 'search' || at.type === 'text');
  const inDialog = path.some((node) => node instanceof HTMLDialogElement);
  if (ownUndo || inDialog || view.querySelector('dialog[open]') !== null) return null;
  return key === 'y' || event.shiftKey ? 'redo' : 'undo';
}
