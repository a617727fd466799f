import { type SVGTemplateResult, svg } from 'lit';

const LEAVES = Array.from({ length: 24 }, (_, index) => (index * 360) / 24);

/** The mark: a reel of paper leaves, one of them lit. The same drawing as `public/icon.svg`. */
export function wordmark(): SVGTemplateResult {
  return svg`<svg viewBox="-32 -32 64 64" width="36" height="36" aria-hidden="true" focusable="false">
    <g stroke="currentColor" stroke-width="2.2" stroke-linecap="round">
      ${LEAVES.slice(1).map((angle) => svg`<path d="M0 -13V-27" transform="rotate(${angle})" />`)}
    </g>
    <path class="lamp" d="M0 -11V-29" stroke-width="4.4" stroke-linecap="round" />
    <circle r="4.5" class="lamp-dot" />
  </svg>`;
}
