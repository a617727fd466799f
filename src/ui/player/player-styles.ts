import { css } from 'lit';

/** The clip fills the stage; the bar lies over its foot and comes with the pointer, the keyboard or a pause. */
export const playerStyles = css`
  :host {
    position: relative;
    width: 100%;
    height: 100%;
    container-type: inline-size;
  }
  :host(:fullscreen) {
    background: #000;
  }
  video,
  canvas {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: contain;
  }
  .surface {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    padding: 0;
    border: 0;
    border-radius: inherit;
  }
  .surface:hover {
    background: none;
  }
  .surface:focus-visible {
    outline-offset: -5px;
    outline-width: 3px;
    outline-color: #fff;
    box-shadow: inset 0 0 0 8px rgb(0 0 0 / 55%);
  }
  .disc {
    display: grid;
    place-items: center;
    width: 4.5rem;
    height: 4.5rem;
    border-radius: 50%;
    background: rgb(12 8 4 / 62%);
    color: #fff4e4;
    font-size: 1.6rem;
    opacity: 0;
    transition: opacity 160ms;
  }
  .paused .disc {
    opacity: 1;
  }
  @container (max-width: 14rem) {
    .disc {
      width: 2.75rem;
      height: 2.75rem;
      font-size: 1rem;
    }
  }
  kinora-transport {
    position: absolute;
    inset: auto 0 0;
    border-radius: 0 0 var(--radius) var(--radius);
    opacity: 0;
    transition: opacity 160ms;
  }
  :host(:hover) kinora-transport,
  :host(:focus-within) kinora-transport,
  .paused ~ kinora-transport {
    opacity: 1;
  }
  .reason {
    position: absolute;
    inset: auto 0 0;
    margin: 0;
    padding: 0.6rem 0.9rem;
    background: rgb(12 8 4 / 78%);
    color: #fff4e4;
    font-size: 0.85rem;
  }
  /* Above the bar; no ground while it says nothing. */
  .told:not(:empty, .unseen) {
    position: absolute;
    inset: auto 0 3rem;
    width: fit-content;
    max-width: calc(100% - 2rem);
    margin: 0 auto;
    padding: 0.4rem 0.9rem;
    border-radius: 8px;
    background: rgb(12 8 4 / 85%);
    color: #fff4e4;
    font-size: 0.85rem;
    pointer-events: none;
  }
  @media (hover: none) {
    kinora-transport {
      opacity: 1;
    }
  }
`;
