/** What the page shows, as its address says it: everything behind `#`. */
export type Route =
  | { readonly view: 'studio' }
  | { readonly view: 'library' }
  | { readonly view: 'clip'; readonly id: string }
  /** A storyboard by its id, the last one without; `with` puts a clip, or what the composer holds, on it first. */
  | { readonly view: 'storyboard'; readonly id?: string; readonly with?: string }
  | { readonly view: 'models' }
  | { readonly view: 'privacy' };

/** The view of an address's hash; the studio for whatever is unknown. */
export function parseRoute(hash: string): Route {
  const [view = '', id = '', more = ''] = hash.replace(/^#?\/?/, '').split('/');
  if (view === 'storyboard') return storyboard(id, more);
  if (view === 'library' || view === 'models' || view === 'privacy') return { view };
  const clip = view === 'clip' ? decode(id) : '';
  return clip === '' ? { view: 'studio' } : { view: 'clip', id: clip };
}

/** The address of a view, for links: `#/clip/...`. */
export function hrefOf(route: Route): string {
  if (route.view === 'studio') return '#/';
  if (route.view === 'storyboard') {
    const path =
      route.with === undefined ? route.id && encodeURIComponent(route.id) : `with/${encodeURIComponent(route.with)}`;
    return path === undefined ? '#/storyboard' : `#/storyboard/${path}`;
  }
  return route.view === 'clip' ? `#/clip/${encodeURIComponent(route.id)}` : `#/${route.view}`;
}

/** What `with` says for the composer, in the place of a clip's id. */
export const WITH_COMPOSER = 'composer';

function storyboard(id: string, more: string): Route {
  if (id === 'with') return more === '' ? { view: 'storyboard' } : { view: 'storyboard', with: decode(more) };
  const decoded = decode(id);
  return decoded === '' ? { view: 'storyboard' } : { view: 'storyboard', id: decoded };
}

/** Whether two routes show the same. */
export function sameRoute(a: Route, b: Route): boolean {
  return hrefOf(a) === hrefOf(b);
}

/** Whether two routes are shown by the same elements: a clip is shown in the studio. */
export function samePlace(a: Route, b: Route): boolean {
  return placeOf(a) === placeOf(b);
}

function placeOf({ view }: Route): Route['view'] {
  return view === 'clip' ? 'studio' : view;
}

/** The part of `window` that is needed. */
export interface RouteWindow {
  readonly location: Pick<Location, 'hash'>;
  readonly history: Pick<History, 'pushState' | 'replaceState'>;
  addEventListener(type: 'hashchange' | 'popstate', listener: () => void): void;
  removeEventListener(type: 'hashchange' | 'popstate', listener: () => void): void;
}

export interface Router {
  readonly route: Route;
  /** Goes to a view, as a click on its link would; `replace` leaves no step to go back to. */
  go(route: Route, options?: { readonly replace?: boolean }): void;
  /** Lets go of the window. */
  dispose(): void;
}

/** Follows the address: links, back and forward, and `go`. `onRoute` is called after every change, not at the start. */
export function createRouter(window: RouteWindow, onRoute: (route: Route) => void): Router {
  let route = parseRoute(window.location.hash);
  const follow = (): void => {
    const next = parseRoute(window.location.hash);
    if (sameRoute(next, route)) return;
    route = next;
    onRoute(route);
  };
  // Both, because a link fires the first and `history.back` over a pushed step the second; the same view is told once.
  window.addEventListener('hashchange', follow);
  window.addEventListener('popstate', follow);
  return {
    get route() {
      return route;
    },
    go(next, { replace = false } = {}) {
      if (sameRoute(next, route)) return;
      if (replace) window.history.replaceState(null, '', hrefOf(next));
      else window.history.pushState(null, '', hrefOf(next));
      follow();
    },
    dispose() {
      window.removeEventListener('hashchange', follow);
      window.removeEventListener('popstate', follow);
    },
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
