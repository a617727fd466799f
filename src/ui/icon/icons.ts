import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

/** Our own icons: 24 units square, lines of 1.75 with round ends, drawn on one grid. Decoration: the button has the name. */
const PATHS = {
  make: svg`<path d="M12 19V5M5.5 11.5 12 5l6.5 6.5" />`,
  stop: svg`<rect x="6.5" y="6.5" width="11" height="11" rx="1.5" fill="currentColor" />`,
  play: svg`<path d="M8 5.5v13l10.5-6.5z" fill="currentColor" />`,
  pause: svg`<path d="M8.5 6v12M15.5 6v12" />`,
  save: svg`<path d="M12 4v10.5M7.5 10.5 12 15l4.5-4.5M5 19.5h14" />`,
  again: svg`<path d="M19 12a7 7 0 1 1-2.2-5.1M19.5 3.5v4h-4" />`,
  expand: svg`<path d="M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15" />`,
  details: svg`<circle cx="12" cy="12" r="8" /><path d="M12 11v5M12 8v.01" />`,
  close: svg`<path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />`,
  undo: svg`<path d="M8.5 5 4.5 9l4 4M5 9h9a5 5 0 0 1 0 10h-3" />`,
  dice: svg`<rect x="4.5" y="4.5" width="15" height="15" rx="3" /><path d="M9 9v.01M15 9v.01M12 12v.01M9 15v.01M15 15v.01" />`,
  lock: svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2" /><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />`,
  unlock: svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2" /><path d="M8.5 10.5V8a3.5 3.5 0 0 1 6.7-1.4" />`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2" /><path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2" />`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`,
  tune: svg`<path d="M4.5 8h7M16.5 8h3M4.5 16h3M12.5 16h7" /><circle cx="14" cy="8" r="2.2" /><circle cx="10" cy="16" r="2.2" />`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof PATHS;

/** An icon as large as the text around it says (1.25em), in its colour. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
