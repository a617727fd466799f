import type { Page } from 'playwright-core';

/** What may be moved sideways; all else must fit. */
const MOVES_SIDEWAYS = 'nav, kinora-tools ul, kinora-strip ol, kinora-timeline .film';

/** What the checks below share, installed once in a page. */
interface Screen {
  /** All elements that match, through all shadow roots. */
  all(selector: string): HTMLElement[];
  /** Buttons, links and fields that can be seen, of the open panel where there is one. */
  controls(): HTMLElement[];
  /** The element around another one, out of shadow roots and slots, too. */
  around(element: Element): Element | null;
  /** A name for a message. */
  nameOf(element: Element): string;
}

declare global {
  var kinoraScreen: Screen;
}

/** Makes a page ready for the checks of this file. */
export async function readyForRules(page: Page): Promise<void> {
  await page.evaluate(() => {
    const all = (selector: string, root: ParentNode = document): HTMLElement[] => [
      ...root.querySelectorAll<HTMLElement>(selector),
      ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? all(selector, shadowRoot) : [])),
    ];
    const around = (element: Element): Element | null => {
      if (element.assignedSlot !== null) return element.assignedSlot;
      const root = element.getRootNode();
      return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    };
    const seen = (element: HTMLElement): boolean => {
      // A choice is the label that it lies in.
      if (element instanceof HTMLInputElement && element.type === 'radio')
        return seen(element.labels?.[0] ?? document.body);
      const { width, height } = element.getBoundingClientRect();
      const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      return visible && width > 1 && height > 1 && getComputedStyle(element).clipPath === 'none';
    };
    const isIn = (element: Element | null, panel: Element): boolean =>
      element !== null && (element === panel || isIn(around(element), panel));
    globalThis.kinoraScreen = {
      all,
      around,
      controls() {
        const [panel] = all(':popover-open, dialog[open]');
        const found = all('button, a[href], select, textarea, summary, input').filter(seen);
        return panel === undefined ? found : found.filter((element) => isIn(element, panel));
      },
      nameOf(element) {
        const root = element.getRootNode();
        const host = root instanceof ShadowRoot ? `${root.host.localName} ` : '';
        const words = element.getAttribute('aria-label') ?? element.textContent?.trim().replace(/\s+/g, ' ') ?? '';
        return `${host}${element.localName} "${words.slice(0, 40)}"`;
      },
    };
  });
}

/** What is wider than the page, sticks out of the box it stands in, or lies over something else that is to be pressed. */
export function misplaced(page: Page): Promise<readonly string[]> {
  return page.evaluate((movesSideways) => {
    const { all, around, controls, nameOf } = globalThis.kinoraScreen;
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than its window');
    const movers = new Set<Element>(all(movesSideways));
    const tags = movesSideways.split(', ').map((selector) => selector.split(' '));
    for (const [host = '', inner] of tags) {
      if (inner === undefined) continue;
      for (const { shadowRoot } of all(host))
        for (const mover of shadowRoot?.querySelectorAll(inner) ?? []) movers.add(mover);
    }
    const moves = (element: Element | null): boolean =>
      element !== null && (movers.has(element) || moves(around(element)));
    for (const element of all('*')) {
      const { overflowX } = getComputedStyle(element);
      const scrolls = overflowX === 'auto' || overflowX === 'scroll';
      if (scrolls && !moves(element) && element.scrollWidth > element.clientWidth + 1) {
        found.push(`${nameOf(element)} hides something beside it`);
      }
    }
    const fixed = controls().filter((control) => !moves(control));
    for (const control of fixed) {
      const box = boxAround(control);
      const inner = control.getBoundingClientRect();
      const outer = box?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight);
      if (inner.left < outer.left - 1 || inner.right > outer.right + 1) {
        found.push(`${nameOf(control)} sticks out of ${box === null ? 'the window' : nameOf(box)}`);
      }
    }
    const flat = fixed.filter((control) => !floats(control));
    for (const [index, one] of flat.entries()) {
      for (const other of flat.slice(index + 1)) {
        if (!one.contains(other) && !other.contains(one) && overlap(one, other)) {
          found.push(`${nameOf(one)} lies over ${nameOf(other)}`);
        }
      }
    }
    return found;

    /** The nearest thing around it with an edge that is seen. */
    function boxAround(element: Element): Element | null {
      const outer = around(element);
      if (outer === null) return null;
      const { borderRightWidth, borderRightColor, display } = getComputedStyle(outer);
      const edged = borderRightWidth !== '0px' && !/, 0\)$/.test(borderRightColor) && display !== 'contents';
      return edged ? outer : boxAround(outer);
    }

    function floats(element: Element | null): boolean {
      if (element === null) return false;
      if (/absolute|fixed/.test(getComputedStyle(element).position)) return true;
      return floats(around(element));
    }

    function overlap(one: Element, other: Element): boolean {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      return wide > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    }
  }, MOVES_SIDEWAYS);
}

/** Text that is smaller than can be read on a screen of this width: 11 pixels, and 15 on one that is looked at from afar. */
export function smallText(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { all, nameOf } = globalThis.kinoraScreen;
    const least = innerWidth >= 2560 ? 15 : 11;
    return all('*').flatMap((element) => {
      const says = [...element.childNodes].some(
        ({ nodeType, nodeValue }) => nodeType === Node.TEXT_NODE && nodeValue?.trim(),
      );
      if (!says || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      return size < least ? [`${nameOf(element)} is written in ${size} px`] : [];
    });
  });
}

/** What would move by itself, or slide where it changes, for longer than 0.01 s. */
export function moving(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { all, nameOf } = globalThis.kinoraScreen;
    const most = 0.01;
    const longest = (times: string): number => Math.max(...times.split(',').map((time) => Number.parseFloat(time)));
    const found = all('*').flatMap((element) =>
      [null, '::before', '::after'].flatMap((part) => {
        const style = getComputedStyle(element, part);
        const animates = style.animationName !== 'none' && longest(style.animationDuration) > most;
        const slides = style.transitionProperty !== 'none' && longest(style.transitionDuration) > most;
        return animates || slides ? [`${nameOf(element)}${part ?? ''} ${animates ? 'is animated' : 'slides'}`] : [];
      }),
    );
    const roots = [document, ...all('*').flatMap(({ shadowRoot }) => (shadowRoot === null ? [] : [shadowRoot]))];
    const running = roots.flatMap((root) => root.getAnimations()).map(({ id }) => `an animation runs: ${id}`);
    const playing = all('video').filter((video) => video instanceof HTMLVideoElement && !video.paused);
    return [...found, ...running, ...playing.map((video) => `${nameOf(video)} plays`)];
  });
}

/** What gives no sign, in forced colours, of having the focus or of being pressed, open or chosen. */
export async function unmarked(page: Page): Promise<readonly string[]> {
  // The browser shows the focus to who used the keyboard last.
  await page.keyboard.press('Shift');
  return page.evaluate(() => {
    const { around, controls, nameOf } = globalThis.kinoraScreen;
    const found: string[] = [];
    for (const control of controls()) {
      if (!bounded(control)) found.push(`${nameOf(control)} has no edge`);
      if (control.matches(':disabled')) continue;
      // What opens gives the focus to something in it.
      control.blur();
      const before = outlines(control);
      control.focus({ preventScroll: true });
      const after = outlines(control);
      if (before === after) found.push(`${nameOf(control)} does not show the focus`);
      control.blur();
      if (control instanceof HTMLInputElement && control.type === 'radio' && !tellsChosen(control)) {
        found.push(`${nameOf(control)} does not show what is chosen`);
      }
      for (const attribute of ['aria-pressed', 'aria-expanded', 'aria-current']) {
        if (control.hasAttribute(attribute) && !control.hasAttribute('aria-haspopup') && !shows(control, attribute)) {
          found.push(`${nameOf(control)} shows no ${attribute}`);
        }
      }
    }
    return found;

    /** Its own outline, and those of what it stands in, where they are the sign. */
    function outlines(element: Element): string {
      const lines: string[] = [];
      for (let at: Element | null = element; at !== null && lines.length < 4; at = around(at)) {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
        lines.push(outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth} ${outlineColor}`);
      }
      return lines.join(';');
    }

    /** Whether it looks another way with the attribute than without. */
    function shows(element: Element, attribute: string): boolean {
      const value = element.getAttribute(attribute) ?? '';
      if (attribute === 'aria-current') element.removeAttribute(attribute);
      else element.setAttribute(attribute, 'false');
      const off = looks(element);
      element.setAttribute(attribute, attribute === 'aria-current' ? 'page' : 'true');
      const on = looks(element);
      element.setAttribute(attribute, 'true');
      const alsoOn = looks(element);
      element.setAttribute(attribute, value);
      return on !== off || alsoOn !== off;
    }

    /** Whether its label looks another way when it is chosen. */
    function tellsChosen(radio: HTMLInputElement): boolean {
      const label = radio.labels?.[0];
      if (label === undefined) return true;
      const chosen = siblings(radio).find(({ checked }) => checked);
      radio.checked = true;
      const on = looks(label);
      radio.checked = false;
      const off = looks(label);
      if (chosen !== undefined) chosen.checked = true;
      return on !== off;
    }

    function siblings(radio: HTMLInputElement): HTMLInputElement[] {
      const root = radio.getRootNode() as ShadowRoot;
      return [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
        ({ name }) => name === radio.name,
      );
    }

    function looks(element: Element): string {
      const style = getComputedStyle(element);
      const { backgroundColor, color, borderTopStyle, borderTopWidth, outlineStyle, textDecorationLine } = style;
      return [backgroundColor, color, borderTopStyle, borderTopWidth, outlineStyle, textDecorationLine].join(' ');
    }

    /** Links are underlined or told by where they stand; a button without an edge shows a picture. */
    function bounded(element: Element): boolean {
      if (!element.matches('button, .button')) return true;
      const { borderTopWidth, borderTopStyle, position } = getComputedStyle(element);
      const edged = borderTopWidth !== '0px' && borderTopStyle !== 'none';
      return edged || position === 'absolute' || element.querySelector('img, video, canvas') !== null;
    }
  });
}
