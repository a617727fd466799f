/**
 * For `pagehide`, before anything is noted of what was changed: a number that is being typed counts. A field tells of it when
 * it loses the focus, which a page that goes away does not take from it.
 */
export function finishField(): void {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
  if (active instanceof HTMLInputElement) active.blur();
}
