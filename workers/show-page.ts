/** An open window of the site, as a service worker sees it. */
interface PageWindow {
  readonly url: string;
  focus(): Promise<unknown>;
}

/** The part of a service worker's `clients` that is needed here. */
interface PageWindows {
  matchAll(options: { readonly type: 'window'; readonly includeUncontrolled: true }): Promise<readonly PageWindow[]>;
  openWindow(url: string): Promise<unknown>;
}

/** Brings the page to the front; opens it where its tabs were closed meanwhile. `scope` is the page's folder. */
export async function showPage(windows: PageWindows, scope: string): Promise<void> {
  // The browser names the one first that was looked at last: of several tabs, most likely the one that made the clip.
  const open = await windows.matchAll({ type: 'window', includeUncontrolled: true });
  const page = open.find(({ url }) => url.startsWith(scope));
  await (page === undefined ? windows.openWindow(scope) : page.focus());
}
