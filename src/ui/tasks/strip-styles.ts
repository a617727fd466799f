import { css } from 'lit';

/** Strips of frames in a panel: the film, ends to be dragged, and stretches that nobody has seen yet. */
export const stripStyles = css`
  /* Time runs to the right, whatever the writing. */
  .film {
    direction: ltr;
    padding: 5px;
    border-radius: 9px;
    background: var(--film);
  }
  .strip {
    position: relative;
    min-height: 56px;
    touch-action: pan-y;
  }
  /* Ends lie beside what they end: the sides have room for one. */
  .ends {
    padding-inline: 26px;
  }
  .end {
    position: absolute;
    inset-block: -3px;
    width: 24px;
    background: #ffb24d;
    color: #1d1205;
    cursor: ew-resize;
    pointer-events: auto;
    touch-action: none;
  }
  .end::after {
    content: '';
    position: absolute;
    inset: 25% 11px;
    border-radius: 1px;
    background: currentColor;
  }
  .from {
    right: 100%;
    border-radius: 6px 0 0 6px;
  }
  .to {
    left: 100%;
    border-radius: 0 6px 6px 0;
  }
  [role='slider']:focus-visible {
    outline: 3px solid #fff;
    outline-offset: -1px;
    z-index: 1;
  }
  .made {
    border-block: 3px solid #ffb24d;
    background: repeating-linear-gradient(45deg, rgb(255 178 77 / 30%) 0 5px, transparent 5px 10px);
  }
  .tag {
    position: absolute;
    inset: 1px auto auto 1px;
    max-width: calc(100% - 2px);
    padding: 0 0.35em;
    border-radius: 3px;
    background: rgb(12 8 4 / 80%);
    color: #fff4e4;
    font: 0.75rem/1.3 var(--sans);
    white-space: nowrap;
    overflow: hidden;
  }
  @media (forced-colors: active) {
    .end,
    .made {
      forced-color-adjust: none;
    }
  }
`;
