import { css } from 'lit';
import { CAPTION_REM } from './grid-layout.ts';

/** A light table: film cards in rows. */
export const cardStyles = css`
  .grid {
    position: relative;
    /* Room for the ring around a selected card, beneath the bar that stays. */
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
  }
  .card {
    position: absolute;
    display: flex;
    flex-direction: column;
  }
  .open {
    display: block;
    border-radius: 10px;
    color: inherit;
    text-decoration: none;
  }
  .open:focus-visible {
    outline-width: 3px;
    outline-offset: 3px;
  }
  kinora-clip-thumb {
    aspect-ratio: 1;
    border-radius: 10px;
    transition: box-shadow 140ms;
  }
  .card:hover kinora-clip-thumb {
    box-shadow: 0 0 0 1px var(--line-strong), var(--shadow);
  }
  .card[data-selected] kinora-clip-thumb {
    box-shadow: 0 0 0 3px var(--accent);
  }
  .caption {
    display: block;
    height: ${CAPTION_REM}rem;
    padding: 0.45rem 0.1rem 0;
    overflow: hidden;
  }
  .title {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    font: 400 0.98rem/1.25rem var(--serif);
  }
  .facts {
    display: block;
    overflow: hidden;
    color: var(--ink-soft);
    font-size: 0.78rem;
    line-height: 1.1rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .facts b {
    color: var(--danger);
    font-weight: 500;
  }
  .corner {
    position: absolute;
    inset-block-start: 0.4rem;
    display: grid;
    place-items: center;
    width: 2.1rem;
    min-width: 0;
    height: 2.1rem;
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: rgb(12 8 4 / 66%);
    color: #fff4e4;
    opacity: 0;
    transition: opacity 120ms;
  }
  .corner:hover {
    background: rgb(12 8 4 / 86%);
  }
  .pick {
    inset-inline-start: 0.4rem;
    cursor: pointer;
  }
  .pick input {
    width: 1.15rem;
    height: 1.15rem;
    min-height: 0;
    margin: 0;
    accent-color: #ffb24d;
    cursor: pointer;
  }
  .pick input:focus-visible {
    outline-color: #ffb24d;
  }
  .star {
    inset-inline-end: 0.4rem;
  }
  .star[aria-pressed='true'] {
    color: #ffc169;
  }
  .card:hover .corner,
  .card:focus-within .corner,
  .card[data-selected] .pick,
  .picking .pick,
  .star[aria-pressed='true'] {
    opacity: 1;
  }
  .ghost {
    border-radius: 10px;
    background: var(--sunk);
  }
  @media (pointer: coarse) {
    .corner {
      width: 2.5rem;
      height: 2.5rem;
      opacity: 1;
    }
  }
  @media (max-width: 36rem) {
    .corner {
      inset-block-start: 0.25rem;
    }
    .pick {
      inset-inline-start: 0.25rem;
    }
    .star {
      inset-inline-end: 0.25rem;
    }
  }
  @media (forced-colors: active) {
    .card[data-selected] kinora-clip-thumb {
      outline: 3px solid Highlight;
    }
    .corner {
      border: 1px solid ButtonBorder;
      background: Canvas;
      color: CanvasText;
    }
  }
`;
