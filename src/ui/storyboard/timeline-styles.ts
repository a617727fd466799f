import { css } from 'lit';

/** A strip of film with cards pinned on it; the holes between them are the bare film. */
export const timelineStyles = css`
  .film {
    position: relative;
    padding: 0.4rem 0.9rem 1.35rem;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scrollbar-width: thin;
    scrollbar-color: #6b573f transparent;
    border-radius: 10px;
    direction: ltr;
    background:
      repeating-linear-gradient(90deg, transparent 0 0.35rem, var(--film-hole) 0.35rem 0.95rem, transparent 0.95rem 1.3rem) 0
        calc(100% - 0.45rem) / auto 0.45rem repeat-x local,
      var(--film);
    color: var(--film-ink);
  }
  .ruler {
    position: relative;
    height: 1.5rem;
    font-size: 0.72rem;
    font-variant-numeric: tabular-nums;
    color: #c9b69e;
  }
  .ruler span {
    position: absolute;
    inset-block: 0.15rem 0;
    padding-inline-start: 0.25rem;
    border-inline-start: 1px solid #6b573f;
    white-space: nowrap;
  }
  .track {
    position: relative;
    height: clamp(6.5rem, 5rem + 4vw, 9rem);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    position: absolute;
    inset-block: 0;
    padding-inline-end: 2px;
  }
  .hole {
    display: grid;
    place-content: center;
    overflow: hidden;
    font-size: 0.75rem;
    text-align: center;
    color: #c9b69e;
  }
  .hole::before {
    content: '';
    position: absolute;
    inset: 0.35rem 3px;
    border: 1px dashed #8a7355;
    border-radius: 6px;
    background: repeating-linear-gradient(-45deg, rgb(255 220 170 / 9%) 0 6px, transparent 6px 13px);
  }
  .hole span {
    position: relative;
    padding: 0.1rem 0.4rem;
    border-radius: 5px;
    background: var(--film);
    white-space: nowrap;
  }
  .face {
    position: relative;
    display: block;
    width: 100%;
    min-width: 0;
    height: 100%;
    min-height: 0;
    padding: 0;
    overflow: hidden;
    border: 0;
    border-radius: 6px;
    background: #3a2e22;
    color: inherit;
    text-align: start;
    white-space: normal;
    cursor: grab;
    touch-action: pan-x pan-y;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
  }
  .face:active {
    cursor: grabbing;
  }
  .face:hover {
    background: #4a3b2b;
  }
  .picture .face {
    background:
      repeating-linear-gradient(-45deg, rgb(255 220 170 / 9%) 0 6px, transparent 6px 13px),
      #3a2e22;
  }
  .text .face,
  .text .face:hover {
    background: var(--card);
    color: var(--card-ink);
  }
  .selected {
    z-index: 1;
  }
  .selected .face {
    touch-action: none;
    box-shadow: 0 0 0 3px #ffb24d;
  }
  .face:focus-visible {
    outline: 3px solid #fff4e4;
    outline-offset: 2px;
  }
  .meant .face {
    box-shadow: 0 0 0 3px #ff8466;
  }
  .words {
    position: absolute;
    inset: 0.5rem 0.6rem 1.5rem;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    overflow: hidden;
    font: italic 0.92rem/1.25 var(--serif);
    overflow-wrap: anywhere;
  }
  .said {
    position: absolute;
    inset-inline: 0;
    bottom: 0;
    padding: 1.4rem 0.5rem 0.3rem;
    overflow: hidden;
    background: linear-gradient(transparent, rgb(12 8 4 / 88%) 60%);
    color: #fff4e4;
    font: italic 0.8rem/1.2 var(--serif);
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .time {
    position: absolute;
    inset: auto auto 0.35rem 0.6rem;
    font-size: 0.72rem;
    font-variant-numeric: tabular-nums;
    opacity: 0.8;
    white-space: nowrap;
  }
  .picture .time,
  .clip .time {
    inset: 0.3rem auto auto 0.3rem;
    padding: 0 0.35em;
    border-radius: 4px;
    background: rgb(12 8 4 / 80%);
    color: #fff4e4;
    opacity: 1;
  }
  .picture.selected .time,
  .clip.selected .time {
    inset-inline-start: 0.9rem;
  }
  .lap {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    border-inline-end: 1px dashed #ffb24d;
    background: linear-gradient(90deg, rgb(255 178 77 / 55%), transparent);
  }
  .edge {
    position: absolute;
    z-index: 2;
    inset-block: 0;
    width: 24px;
    cursor: ew-resize;
    touch-action: none;
  }
  .edge::after {
    content: '';
    position: absolute;
    inset: 22% 8px;
    border-radius: 4px;
    border: 1px solid #1d1205;
    background: #ffb24d;
  }
  .edge:focus-visible {
    outline: 3px solid #fff4e4;
    outline-offset: -3px;
    border-radius: 6px;
  }
  .edge.start {
    inset-inline-start: -13px;
  }
  .edge.end {
    inset-inline-end: -11px;
  }
  .guide {
    position: absolute;
    z-index: 3;
    inset-block: -1.4rem -0.5rem;
    width: 2px;
    margin-inline-start: -1px;
    background: #ffd9a0;
    pointer-events: none;
  }
  @media (pointer: coarse) {
    .edge {
      width: 32px;
    }
    .edge::after {
      inset-inline: 12px;
    }
    .edge.start {
      inset-inline-start: -17px;
    }
    .edge.end {
      inset-inline-end: -15px;
    }
  }
  @media (forced-colors: active) {
    .face,
    .hole::before {
      border: 1px solid ButtonBorder;
    }
    .face[aria-pressed='true'] {
      forced-color-adjust: none;
      border: 4px solid Highlight;
      background: Canvas;
      color: CanvasText;
    }
    .edge::after {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
