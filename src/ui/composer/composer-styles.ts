import { css } from 'lit';

/** The box, what hangs in it, and the list of names under it. */
export const composerStyles = css`
  :host {
    position: relative;
    container-type: inline-size;
  }
  .box {
    display: flex;
    flex-direction: column;
    background: var(--raised);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    transition: border-color 160ms;
  }
  .box:focus-within {
    border-color: var(--accent);
    outline: 1px solid var(--accent);
  }
  textarea {
    display: block;
    width: 100%;
    min-height: 5.2em;
    max-height: 12em;
    padding: 0.85em 0.95em 0.2em;
    border: 0;
    outline: 0 !important;
    resize: none;
    background: none;
    color: inherit;
    font: 400 clamp(1.2rem, 1rem + 0.9vw, 1.55rem) / 1.35 var(--serif);
    field-sizing: content;
  }
  textarea::placeholder {
    color: var(--ink-soft);
    font-style: italic;
    opacity: 1;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    padding: 0.5rem 0.6rem 0.6rem;
  }
  .row button,
  .row .button {
    flex: none;
  }
  .acts {
    display: flex;
    gap: 0.5rem;
    margin-inline-start: auto;
  }
  .add {
    color: var(--ink-soft);
    font-size: 0.92rem;
  }
  .hint {
    color: var(--ink-soft);
    font-size: 0.8rem;
  }
  kbd {
    font: inherit;
    padding: 0.05em 0.4em;
    border: 1px solid var(--line);
    border-radius: 4px;
  }
  .names {
    position: absolute;
    z-index: 3;
    inset: calc(100% - 3.6rem) 1rem auto;
    max-width: 20rem;
    margin: 0;
    padding: 0.3rem;
    list-style: none;
    background: var(--raised);
    border: 1px solid var(--line-strong);
    border-radius: 10px;
    box-shadow: var(--shadow);
  }
  .names li {
    display: flex;
    align-items: center;
    min-height: 2.25rem;
    padding: 0 0.7rem;
    border-radius: 7px;
    cursor: pointer;
  }
  .names [aria-selected='true'] {
    background: var(--hover);
    outline: 1px solid var(--line-strong);
  }
  input[type='file'] {
    display: none;
  }
  @media (pointer: coarse) {
    .hint {
      display: none;
    }
  }
  @container (max-width: 52rem) {
    .hint {
      display: none;
    }
  }
  @container (max-width: 38rem) {
    .board,
    .camera {
      width: var(--target);
      padding: 0;
    }
    .board .word,
    .camera .word {
      display: none;
    }
  }
  @container (max-width: 27rem) {
    .file {
      width: var(--target);
      padding: 0;
    }
    .file .word {
      display: none;
    }
    /* Two rows from the start: what stands in the first comes when the model has said what it takes. */
    .row {
      min-height: calc(2 * var(--target) + 1.6rem);
      align-content: flex-end;
    }
    .acts {
      flex: 1 1 100%;
      flex-wrap: wrap;
    }
    .row .acts button {
      flex: 1 0 auto;
      padding-inline: 0.4rem;
    }
  }
`;
