import { css } from 'lit';

/** The stage and its reel: leaves of paper around a drum, as in the machine of 1896 that the page is named after. */
export const stageStyles = css`
  :host {
    position: relative;
    width: 100%;
    aspect-ratio: 1;
    container-type: inline-size;
  }
  .screen {
    position: absolute;
    inset: 0;
    overflow: hidden;
    border-radius: var(--radius);
    background: radial-gradient(120% 95% at 50% 0%, var(--glow) 0%, var(--glow-edge) 42%, var(--screen) 82%);
    box-shadow: var(--shadow);
    color: var(--screen-ink);
    isolation: isolate;
  }
  .reel {
    position: absolute;
    inset: 0;
    transition: opacity 600ms;
  }
  /* Both move in twelve steps a second: with every frame of the screen they cost half a processor core where there is no GPU. */
  .reel i {
    position: absolute;
    inset: 4% -46% -88%;
    border-radius: 50%;
    background: repeating-conic-gradient(var(--leaf) 0 0.35deg, transparent 0.6deg 2.1deg, var(--leaf) 2.4deg 2.5deg, transparent 2.7deg 4deg);
    mask: radial-gradient(closest-side, transparent 37%, #000 38% 62%, rgb(0 0 0 / 55%) 84%, transparent 99%);
    animation: turn 240s steps(2880) infinite;
  }
  .reel b {
    position: absolute;
    inset: 0;
    background: radial-gradient(46% 40% at 50% 24%, var(--glow), transparent 72%);
    opacity: 0.75;
    animation: breathe 9s steps(108) infinite alternate;
  }
  .reel u {
    position: absolute;
    inset: 12% auto auto 50%;
    width: max(3px, 0.7%);
    height: 49.2%;
    margin-left: calc(max(3px, 0.7%) / -2);
    border-radius: 3px;
    background: linear-gradient(transparent, var(--lamp) 34%);
    box-shadow: 0 0 2.5rem 0.3rem var(--lamp-glow);
  }
  .motto {
    position: absolute;
    inset: auto 0 9%;
    margin: 0;
    color: var(--screen-ink);
    font: italic 400 clamp(1.25rem, 4.6cqi, 2.6rem) / 1.25 var(--serif);
    text-align: center;
  }
  .lit .reel i,
  .lit .reel b {
    animation-play-state: paused;
  }
  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.35;
    }
  }
  canvas,
  kinora-stream,
  kinora-player {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  canvas {
    object-fit: contain;
    background: #0b0805;
  }
  .given {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: contain;
    background: #0b0805;
  }
  kinora-stream,
  kinora-player {
    background: #0b0805;
    border-radius: var(--radius);
  }
  .line {
    position: absolute;
    inset: auto 0 -0.55rem;
    height: 3px;
    border-radius: 2px;
    overflow: hidden;
    background: var(--line);
  }
  .line i {
    display: block;
    height: 100%;
    background: var(--accent);
    transform-origin: 0 50%;
    transition: transform 240ms ease-out;
  }
  .line i:dir(rtl) {
    transform-origin: 100% 50%;
  }
  .failure {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    justify-content: safe center;
    gap: 0.75rem;
    padding: clamp(1.25rem, 8%, 4rem);
    overflow: auto;
    background: color-mix(in srgb, var(--paper) 82%, transparent);
    color: var(--ink);
  }
  .failure h2 {
    margin: 0;
    font: 500 clamp(1.35rem, 1rem + 1.6vw, 2rem) / 1.2 var(--serif);
  }
  .failure p {
    margin: 0;
    max-width: 34em;
  }
  .failure summary {
    min-height: var(--target);
    align-content: center;
    color: var(--ink-soft);
    font-size: 0.85rem;
  }
  .failure .exact {
    font: 0.8rem/1.5 var(--mono);
    color: var(--ink-soft);
  }
  @media (forced-colors: active) {
    .screen {
      border: 1px solid CanvasText;
    }
    .line {
      border: 1px solid CanvasText;
    }
    .line i {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
