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
  write: svg`<path d="M5 19l1-4.2L15.8 5a1.6 1.6 0 0 1 2.3 0l.9.9a1.6 1.6 0 0 1 0 2.3L9.2 18z" /><path d="m14 7 3 3" />`,
  undo: svg`<path d="M8.5 5 4.5 9l4 4M5 9h9a5 5 0 0 1 0 10h-3" />`,
  dice: svg`<rect x="4.5" y="4.5" width="15" height="15" rx="3" /><path d="M9 9v.01M15 9v.01M12 12v.01M9 15v.01M15 15v.01" />`,
  lock: svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2" /><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />`,
  unlock: svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2" /><path d="M8.5 10.5V8a3.5 3.5 0 0 1 6.7-1.4" />`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2" /><path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2" />`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`,
  tune: svg`<path d="M4.5 8h7M16.5 8h3M4.5 16h3M12.5 16h7" /><circle cx="14" cy="8" r="2.2" /><circle cx="10" cy="16" r="2.2" />`,
  picture: svg`<rect x="4" y="5.5" width="16" height="13" rx="2.5" /><circle cx="9" cy="10" r="1.4" /><path d="m6 17 4.5-4 3 2.5L16.5 12l3 3" />`,
  camera: svg`<path d="M4 9a2 2 0 0 1 2-2h2l1.3-2h5.4L16 7h2a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z" /><circle cx="12" cy="12.8" r="3.2" />`,
  sound: svg`<path d="M4.5 10v4h3l4 3.5v-11l-4 3.5z" /><path d="M15 9.5a3.5 3.5 0 0 1 0 5M17.5 7a7 7 0 0 1 0 10" />`,
  muted: svg`<path d="M4.5 10v4h3l4 3.5v-11l-4 3.5z" /><path d="m15.5 9.5 5 5M20.5 9.5l-5 5" />`,
  back: svg`<path d="M15 6.5 9 12l6 5.5z" /><path d="M6.5 7v10" />`,
  on: svg`<path d="m9 6.5 6 5.5-6 5.5z" /><path d="M17.5 7v10" />`,
  extend: svg`<rect x="3.5" y="7.5" width="9" height="9" rx="1.5" /><path d="M15 12h5.5M18 9.5l2.5 2.5-2.5 2.5" />`,
  remix: svg`<path d="M4.5 8h3.2c4 0 4.6 8 8.6 8h3.2M4.5 16h3.2c1.4 0 2.4-1 3.2-2.2M13 10.2C13.8 9 14.8 8 16.3 8h3.2" /><path d="m17.5 5.5 2.5 2.5-2.5 2.5M17.5 13.5 20 16l-2.5 2.5" />`,
  loop: svg`<path d="M8 8.5a3.5 3.5 0 1 0 0 7c3.2 0 4.8-7 8-7a3.5 3.5 0 1 1 0 7c-3.2 0-4.8-7-8-7Z" />`,
  endless: svg`<path d="M3.5 12h9.5M9 8l4 4-4 4" /><path d="M17 12v.01M20.5 12v.01" />`,
  blend: svg`<circle cx="9.5" cy="12" r="5.5" /><circle cx="14.5" cy="12" r="5.5" />`,
  fill: svg`<path d="M4.5 7.5v9M8.5 7.5v9M15.5 7.5v9M19.5 7.5v9" /><path d="M12 8v.01M12 12v.01M12 16v.01" />`,
  region: svg`<path d="M5 19c3 .5 4.5-.5 5-2.5 .3-1.5-1-2.7-2.4-2.5C5.5 14.3 6.5 17.5 5 19Z" /><path d="M10 14.5 18.5 5.5a1.2 1.2 0 0 1 1.7 1.7l-9 8.5" />`,
  cut: svg`<circle cx="7" cy="7.5" r="2.3" /><circle cx="7" cy="16.5" r="2.3" /><path d="m9 9 10.5 8M9 15l10.5-8" />`,
  larger: svg`<rect x="4.5" y="12.5" width="7" height="7" rx="1.5" /><path d="M9 4.5h9a1.5 1.5 0 0 1 1.5 1.5v9M12.5 11.5l3.5-3.5M12.5 8H16v3.5" />`,
  cast: svg`<circle cx="12" cy="8.5" r="3.5" /><path d="M5.5 19c.8-3.5 3.4-5 6.5-5s5.7 1.5 6.5 5" />`,
  share: svg`<path d="M12 14.5V4M8 7.5 12 4l4 3.5M6.5 11.5H5.5a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h13a1 1 0 0 0 1-1v-6a1 1 0 0 0-1-1h-1" />`,
  more: svg`<path d="m7 10 5 5 5-5" />`,
  compare: svg`<rect x="4" y="6" width="16" height="12" rx="2" /><path d="M12 4v16" /><path d="M6.5 12h2.5M15 12h2.5" />`,
  bell: svg`<path d="M6.5 16.5c1-1 1.2-2.5 1.2-5a4.3 4.3 0 0 1 8.6 0c0 2.5.2 4 1.2 5ZM10.3 19a1.8 1.8 0 0 0 3.4 0" />`,
  pen: svg`<path d="m14.5 6.5 3 3M5 19l.8-3.8L15.6 5.4a1.5 1.5 0 0 1 2.1 0l.9.9a1.5 1.5 0 0 1 0 2.1L8.8 18.2z" />`,
  words: svg`<path d="M5 7h14M5 12h14M5 17h8" />`,
  storyboard: svg`<rect x="3.5" y="7" width="5" height="10" rx="1.5" /><rect x="11" y="7" width="9.5" height="10" rx="1.5" /><path d="M3.5 20.5h17M3.5 3.5h17" stroke-dasharray="1.5 2.5" />`,
  keyboard: svg`<rect x="3.5" y="6.5" width="17" height="11" rx="2" /><path d="M7 10v.01M10.3 10v.01M13.7 10v.01M17 10v.01M8.5 14h7" />`,
  library: svg`<rect x="4.5" y="4.5" width="6" height="6" rx="1.5" /><rect x="13.5" y="4.5" width="6" height="6" rx="1.5" /><rect x="4.5" y="13.5" width="6" height="6" rx="1.5" /><rect x="13.5" y="13.5" width="6" height="6" rx="1.5" />`,
  menu: svg`<path d="M5 7.5h14M5 12h14M5 16.5h14" />`,
  earlier: svg`<path d="M14.5 6.5 9 12l5.5 5.5" />`,
  later: svg`<path d="m9.5 6.5 5.5 5.5-5.5 5.5" />`,
  star: svg`<path d="m12 4.5 2.3 4.8 5.2.7-3.8 3.6.9 5.2-4.6-2.5-4.6 2.5.9-5.2L4.5 10l5.2-.7z" />`,
  starred: svg`<path d="m12 4.5 2.3 4.8 5.2.7-3.8 3.6.9 5.2-4.6-2.5-4.6 2.5.9-5.2L4.5 10l5.2-.7z" fill="currentColor" />`,
  search: svg`<circle cx="10.8" cy="10.8" r="5.8" /><path d="m15.2 15.2 4.3 4.3" />`,
  folder: svg`<path d="M4.5 17.5v-10a1.5 1.5 0 0 1 1.5-1.5h3.6l2 2.2H18a1.5 1.5 0 0 1 1.5 1.5v7.8A1.5 1.5 0 0 1 18 19H6a1.5 1.5 0 0 1-1.5-1.5z" />`,
  trash: svg`<path d="M5 7.5h14M9.5 7.5V5h5v2.5M7 7.5l.8 11.5h8.4L17 7.5M10.5 11v5M13.5 11v5" />`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof PATHS;

/** Those that point along the line of writing. */
const TURNING: ReadonlySet<IconName> = new Set(['earlier', 'later']);

/** An icon as large as the text around it says (1.25em), in its colour. */
export function icon(name: IconName): TemplateResult {
  const turns = TURNING.has(name) ? 'icon turns' : 'icon';
  return html`<svg class=${turns} viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
