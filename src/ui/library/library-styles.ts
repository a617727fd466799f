import { css } from 'lit';

/** What stands around the cards: search, filters, notices, the invitation, the undo. */
export const libraryStyles = css`
  :host {
    position: relative;
    min-width: 0;
    padding-block-end: 1.5rem;
  }
  h2 {
    margin: 0;
    font: 500 1.6rem/1.2 var(--serif);
  }
  .title-line {
    display: flex;
    align-items: baseline;
    gap: 0.9rem;
  }
  .title-line small {
    color: var(--ink-soft);
    font: 400 0.9rem/1.2 var(--sans);
    font-variant-numeric: tabular-nums;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.6rem 1rem;
    padding-block: 0.5rem 0.75rem;
  }
  .search {
    position: relative;
    flex: 1 1 16rem;
    max-width: 26rem;
  }
  .search .icon {
    position: absolute;
    inset-block-start: 50%;
    inset-inline-start: 0.8rem;
    translate: 0 -50%;
    color: var(--ink-soft);
    pointer-events: none;
  }
  input,
  select {
    min-height: var(--target);
    border: 1px solid var(--line-strong);
    border-radius: 999px;
    background: var(--raised);
    color: var(--ink);
    font: inherit;
  }
  input::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
  input[type='search'] {
    width: 100%;
    padding-inline: 2.5rem 0.9rem;
  }
  select {
    flex: 0 1 auto;
    min-width: 0;
    max-width: 12rem;
    padding-inline: 0.8rem;
    text-overflow: ellipsis;
  }
  .bar {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 0.4rem;
    min-height: calc(var(--target) + 1rem);
    padding-block: 0.5rem;
    background: var(--paper);
  }
  .bar .end {
    margin-inline-start: auto;
  }
  .bar b {
    padding-inline-end: 0.4rem;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .bar [aria-pressed='true'] {
    color: var(--accent);
  }
  #menu,
  #folders {
    position: fixed;
    inset: auto;
    position-area: block-end span-inline-start;
    min-width: 13rem;
    margin: 0.35rem 0;
    padding: 0.4rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  @supports not (position-area: block-end) {
    #menu,
    #folders {
      inset-block: auto var(--gap);
      inset-inline: auto var(--gap);
    }
  }
  #menu button,
  #folders button {
    justify-content: flex-start;
    width: 100%;
    border-radius: 8px;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 1rem;
    margin-block-end: 0.75rem;
    padding: 0.6rem 0.6rem 0.6rem 1rem;
    padding-inline: 1rem 0.6rem;
    border: 1px solid var(--line);
    border-inline-start: 3px solid var(--accent);
    border-radius: 8px;
    background: var(--raised);
  }
  .notice.problem {
    border-inline-start-color: var(--danger);
  }
  .notice > div {
    flex: 1 1 11rem;
    min-width: 0;
  }
  .notice ul {
    margin: 0.3rem 0 0;
    padding-inline-start: 1.1rem;
    color: var(--ink-soft);
    font-size: 0.9rem;
  }
  progress {
    display: block;
    width: 100%;
    height: 0.4rem;
    margin-block: 0.35rem;
    accent-color: var(--accent);
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: 0.9rem;
    max-width: 30rem;
    margin: clamp(2rem, 10vh, 7rem) auto;
    text-align: center;
  }
  .empty svg.reel {
    width: 7rem;
    height: 7rem;
    color: var(--leaf);
  }
  .empty .lamp {
    stroke: var(--lamp);
  }
  .empty .lamp-dot {
    fill: var(--lamp);
  }
  .empty p {
    margin: 0;
    color: var(--ink-soft);
  }
  .empty h3 {
    margin: 0;
    font: 500 1.5rem/1.25 var(--serif);
  }
  .empty div {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5rem;
  }
  .undo {
    position: sticky;
    inset-block-end: max(1rem, env(safe-area-inset-bottom));
    z-index: 3;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    width: fit-content;
    max-width: 100%;
    margin: 1rem auto 0;
    padding: 0.25rem 0.35rem;
    padding-inline-start: 1.2rem;
    border-radius: 999px;
    background: var(--ink);
    color: var(--paper);
    box-shadow: var(--shadow);
  }
  .undo span {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .undo button {
    flex: none;
    font-weight: 600;
  }
  .undo button:hover {
    background: rgb(128 128 128 / 30%);
  }
  .undo :focus-visible {
    outline-color: var(--paper);
  }
  .foot {
    margin: 1.75rem 0 0;
    padding-block-start: 0.8rem;
    border-block-start: 1px solid var(--line);
    color: var(--ink-soft);
    font-size: 0.85rem;
  }
  dialog input {
    width: 100%;
    padding-inline: 1rem;
    font: 400 1rem/1.2 var(--sans);
  }
  .drop {
    position: absolute;
    inset: 0;
    z-index: 4;
    display: grid;
    place-items: start center;
    padding-block-start: 25vh;
    border: 2px dashed var(--accent);
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--paper) 82%, transparent);
    font: 500 1.4rem/1.3 var(--serif);
    pointer-events: none;
  }
  @media (max-width: 36rem) {
    .search {
      flex-basis: 100%;
      max-width: none;
    }
    .bar {
      gap: 0.2rem;
    }
    select {
      max-width: 6.9rem;
      padding-inline: 0.55rem 0.2rem;
      font-size: 0.92rem;
    }
    .wide {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .undo {
      border: 1px solid ButtonBorder;
      background: Canvas;
      color: CanvasText;
    }
  }
`;
