import { css } from 'lit';

/** What every element begins with: box model, focus ring, buttons, icons. Colours come from `theme.css`. */
export const baseStyles = css`
  :host {
    display: block;
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .icon {
    width: 1.25em;
    height: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon.turns:dir(rtl) {
    transform: scaleX(-1);
  }
  button,
  .button,
  summary {
    font: inherit;
    color: inherit;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-width: var(--target);
    min-height: var(--target);
    padding: 0 0.9em;
    border: 1px solid transparent;
    border-radius: 999px;
    background: none;
    text-decoration: none;
    white-space: nowrap;
    transition: background-color 120ms, border-color 120ms, color 120ms;
  }
  button:hover,
  .button:hover {
    background: var(--hover);
  }
  button:disabled,
  [aria-disabled='true'] {
    cursor: default;
    opacity: 0.55;
  }
  .primary {
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
  }
  .primary:hover {
    background: var(--accent-hover);
  }
  .quiet {
    border-color: var(--edge);
  }
  .round {
    width: var(--target);
    padding: 0;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    button,
    .button {
      border-color: ButtonBorder;
    }
    .primary {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    button[aria-pressed='true'],
    button[aria-expanded='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
