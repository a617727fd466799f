import { describe, expect, it } from 'vitest';
import { createRouter, hrefOf, parseRoute, type Route, type RouteWindow } from '../../../src/app/routes.ts';

const ROUTES: readonly (readonly [string, Route])[] = [
  ['#/', { view: 'studio' }],
  ['#/library', { view: 'library' }],
  ['#/clip/0b7c', { view: 'clip', id: '0b7c' }],
  ['#/clip/a%2Fb%20%C3%BC', { view: 'clip', id: 'a/b ü' }],
  ['#/models', { view: 'models' }],
  ['#/privacy', { view: 'privacy' }],
];

describe('addresses', () => {
  it.each(ROUTES)('%s are read and written', (href, route) => {
    expect(parseRoute(href)).toEqual(route);
    expect(hrefOf(route)).toBe(href);
  });

  it.each(['', '#', '#nothing', '#/clip', '#/clip/', '#/clip/%E0%A4%A', '#/library-of-mine'])(
    '“%s” show the studio',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ view: 'studio' });
    },
  );
});

/** A window with a history of its own. */
function openWindow(hash: string) {
  const steps = [hash];
  let at = 0;
  const listeners = new Map<string, Set<() => void>>();
  const fire = (type: string): void => {
    for (const listener of listeners.get(type) ?? []) listener();
  };
  const move = (by: number): void => {
    at += by;
    fire('popstate');
    fire('hashchange');
  };
  const window: RouteWindow = {
    location: {
      get hash() {
        return steps[at] ?? '';
      },
    },
    history: {
      pushState: (_data, _title, url) => {
        steps.splice(at + 1, Number.POSITIVE_INFINITY, String(url));
        at += 1;
      },
      replaceState: (_data, _title, url) => {
        steps[at] = String(url);
      },
    },
    addEventListener: (type, listener) => {
      listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
    },
    removeEventListener: (type, listener) => {
      listeners.get(type)?.delete(listener);
    },
  };
  return { window, steps, back: () => move(-1), forward: () => move(1), listeners };
}

describe('the router', () => {
  it('goes there, back and forward, and tells each change once', () => {
    const { window, back, forward } = openWindow('#/');
    const told: string[] = [];
    const router = createRouter(window, (route) => told.push(hrefOf(route)));
    router.go({ view: 'library' });
    router.go({ view: 'clip', id: 'a' });
    router.go({ view: 'clip', id: 'a' });
    back();
    back();
    forward();
    expect(told).toEqual(['#/library', '#/clip/a', '#/library', '#/', '#/library']);
    expect(router.route).toEqual({ view: 'library' });
  });

  it('leaves no step behind where it replaces', () => {
    const { window, steps } = openWindow('#/library');
    createRouter(window, () => undefined).go({ view: 'models' }, { replace: true });
    expect(steps).toEqual(['#/models']);
  });

  it('lets go of the window', () => {
    const { window, listeners } = openWindow('#/');
    createRouter(window, () => undefined).dispose();
    expect([...listeners.values()].every((set) => set.size === 0)).toBe(true);
  });
});
