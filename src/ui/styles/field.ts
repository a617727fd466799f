import { css } from 'lit';

/** Fields of forms: labels above, native controls in the page's colours, a row of choices as joined buttons. */
export const fieldStyles = css`
  .field {
    display: block;
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  .label,
  legend {
    display: block;
    padding: 0;
    margin-bottom: 0.3rem;
    font-size: 0.8rem;
    color: var(--ink-soft);
  }
  .note {
    margin: 0.3rem 0 0;
    font-size: 0.85rem;
    color: var(--ink-soft);
  }
  select,
  textarea,
  input:not([type='range'], [type='radio'], [type='checkbox']) {
    width: 100%;
    min-height: var(--target);
    padding: 0 0.7rem;
    font: inherit;
    font-size: 0.95rem;
    color: var(--ink);
    background: var(--raised);
    border: 1px solid var(--line-strong);
    border-radius: 9px;
    accent-color: var(--accent);
  }
  textarea {
    display: block;
    padding: 0.6rem 0.8rem;
    font: 400 1.1rem/1.35 var(--serif);
    resize: none;
    field-sizing: content;
    min-height: 4.2em;
    max-height: 9em;
  }
  textarea::placeholder {
    color: var(--ink-soft);
    font-style: italic;
    opacity: 1;
  }
  input[type='range'] {
    width: 100%;
    height: max(24px, 2rem);
    margin: 0;
    accent-color: var(--accent);
  }
  .value {
    float: inline-end;
    color: var(--ink);
    font-variant-numeric: tabular-nums;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-height: var(--target);
  }
  .check input {
    width: 1.15rem;
    height: 1.15rem;
    min-height: 0;
    accent-color: var(--accent);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem;
  }
  .choices label {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-height: max(24px, 2.25rem);
    padding: 0 0.9em;
    border: 1px solid var(--line-strong);
    border-radius: 999px;
    font-size: 0.92rem;
    cursor: pointer;
  }
  .choices input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .choices label:has(:checked) {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }
  .choices label:has(:focus-visible) {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  @media (pointer: coarse) {
    .choices label {
      min-height: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .choices label:has(:checked) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
