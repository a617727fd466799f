/** Whether a key was pressed in a field, whose own business it is then. */
export function isWriting(event: KeyboardEvent): boolean {
  const [at] = event.composedPath();
  if (at instanceof HTMLInputElement) return !['checkbox', 'radio', 'range', 'button'].includes(at.type);
  return at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement;
}
