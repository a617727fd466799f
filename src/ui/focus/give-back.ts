/**
 * For `beforetoggle` of a popover: one that closes with the focus in it gives the focus back to its button. Chromium leaves
 * it nowhere where the popover stands in a shadow root.
 */
export function giveFocusBack({ currentTarget, newState }: ToggleEvent): void {
  if (newState !== 'closed' || !(currentTarget instanceof HTMLElement)) return;
  const panel = currentTarget;
  const root = panel.getRootNode();
  if (!(root instanceof ShadowRoot) || !panel.contains(root.activeElement)) return;
  const opener = root.querySelector<HTMLElement>(`[popovertarget=${panel.id}]:not([popovertargetaction=hide])`);
  panel.addEventListener(
    'toggle',
    () => {
      // What is hidden may still be called the active one until the next frame.
      if (root.activeElement === null || panel.contains(root.activeElement)) opener?.focus();
    },
    { once: true },
  );
}
