import { css } from 'lit';

/**
 * A picture on the left and its placard on the right; on a narrow page the placard hangs below the picture. Every view is as wide as the
 * studio, so that the head keeps its place from one to the next.
 */
export const appStyles = css`
  :host {
    min-height: 100svh;
  }
  .elsewhere {
    width: 100%;
    max-width: 90rem;
    min-height: 100svh;
    margin: 0 auto;
    padding: 0 max(1rem, env(safe-area-inset-right)) env(safe-area-inset-bottom) max(1rem, env(safe-area-inset-left));
  }
  .studio {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
    width: 100%;
    max-width: 90rem;
    min-height: 100svh;
    margin: 0 auto;
    padding: 0 max(1rem, env(safe-area-inset-right)) env(safe-area-inset-bottom) max(1rem, env(safe-area-inset-left));
    grid-template-rows: auto auto auto auto minmax(min-content, 1fr);
  }
  .studio > :not(.top, .unseen) {
    width: min(100%, 38rem);
    margin-inline: auto;
  }
  header {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-height: 3.25rem;
  }
  header > svg {
    width: 1.75rem;
    height: 1.75rem;
  }
  .lamp {
    stroke: var(--accent);
  }
  .lamp-dot {
    fill: var(--accent);
  }
  h1 {
    margin: 0;
    font: 500 1.35rem/1 var(--serif);
    letter-spacing: 0.01em;
  }
  nav {
    display: flex;
    align-items: center;
    gap: 0.15rem;
    margin-inline-start: auto;
  }
  nav a {
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    padding: 0 0.65em;
    border-radius: 9px;
    color: var(--ink-soft);
    font-size: 0.95rem;
    text-decoration: none;
  }
  nav a:hover {
    color: var(--ink);
    background: var(--hover);
  }
  nav a[aria-current] {
    color: var(--ink);
    text-decoration: underline;
    text-decoration-color: var(--accent);
    text-decoration-thickness: 2px;
    text-underline-offset: 0.45em;
  }
  .screen {
    min-width: 0;
  }
  .drop {
    position: fixed;
    z-index: 10;
    inset: 0;
    display: grid;
    place-content: center;
    padding: 2rem;
    background: color-mix(in srgb, var(--paper) 86%, transparent);
    border: 4px dashed var(--accent);
    pointer-events: none;
  }
  .drop p {
    margin: 0;
    max-width: 24em;
    font: italic 400 1.5rem/1.4 var(--serif);
    text-align: center;
  }
  @media (max-width: 32.5rem) {
    header {
      gap: 0.4rem;
    }
    h1 {
      position: absolute;
      clip-path: inset(50%);
    }
    nav {
      gap: 0;
      overflow-x: auto;
      scrollbar-width: none;
      white-space: nowrap;
    }
    nav a {
      padding: 0 0.36em;
      font-size: 0.88rem;
    }
    nav button {
      display: none;
    }
  }
  /* The names of the views go before the mark; a bar that scrolls the page may take a rem of the width. */
  @media (max-width: 26.5rem) {
    header > svg {
      display: none;
    }
    nav {
      margin-inline: -0.3em auto;
    }
    nav a {
      padding: 0 0.32em;
      font-size: 0.8rem;
    }
  }
  .desk {
    display: flex;
    flex-direction: column;
    gap: 1rem;
    min-width: 0;
  }
  kinora-footer {
    align-self: end;
  }
  /* On a low page in one column the stage leaves room for the box. */
  @media (30rem < width < 56rem) {
    kinora-stage {
      width: min(100%, max(20rem, 100svh - 25rem));
      margin-inline: auto;
    }
  }
  @media (min-width: 56rem) {
    :host {
      --side: min(60rem, max(100svh - 22.25rem, min(34rem, 100svh - 15.5rem)), 100vw - 30rem - 3 * var(--gap));
    }
    .elsewhere,
    .studio {
      max-width: calc(var(--side) + 38rem + 3 * var(--gap));
      padding-inline: var(--gap);
    }
    .studio {
      grid-template-columns: var(--side) minmax(0, 1fr);
      grid-template-rows: auto auto auto;
      align-content: start;
      column-gap: clamp(2rem, 4vw, 5rem);
    }
    .studio > :not(.top, .unseen) {
      width: auto;
      margin-inline: 0;
    }
    /* On a high page the stage stands in the middle of it, while the head stays where it is in every view. */
    .studio > .top {
      grid-column: 1 / -1;
      margin-block-end: max(0px, (100svh - var(--side) - 20.75rem) / 2);
    }
    header {
      min-height: 4.25rem;
    }
    .screen {
      grid-area: 2 / 1;
    }
    .desk {
      grid-area: 2 / 2;
    }
    kinora-strip,
    kinora-examples {
      grid-area: 3 / 1;
    }
    kinora-footer {
      grid-area: 3 / 2;
    }
  }
`;
