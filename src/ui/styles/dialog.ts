import { css } from 'lit';

/** A dialog in the middle of the page: a card with a title, and what lies behind it darkened. `--wide` is its width. */
export const dialogStyles = css`
  dialog {
    width: min(var(--wide, 24rem), calc(100vw - 2rem));
    max-height: calc(100svh - 2rem);
    padding: 1.1rem 1.35rem 1.35rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: rgb(10 6 2 / 45%);
  }
  dialog header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
  }
  dialog h2 {
    margin: 0;
    font: 500 1.35rem/1.25 var(--serif);
  }
  dialog label {
    display: grid;
    gap: 0.5rem;
    font: 500 1.15rem/1.3 var(--serif);
  }
  dialog .row {
    display: flex;
    justify-content: flex-end;
    gap: 0.5rem;
    margin-block-start: 1rem;
  }
`;
