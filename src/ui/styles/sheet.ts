import { css } from 'lit';

/** A page of plain facts: a column of sections with a heading, lists of terms, tables that scroll by themselves. */
export const sheetStyles = css`
  :host {
    width: 100%;
    max-width: 46rem;
    padding-block: 0.5rem 3rem;
  }
  h2 {
    margin: 0 0 0.4rem;
    font: 500 1.6rem/1.2 var(--serif);
  }
  .lead {
    margin: 0 0 1.5rem;
    color: var(--ink-soft);
    font-size: 1.05rem;
  }
  section {
    margin-block-end: 1.1rem;
    padding: 1.1rem 1.35rem 1.25rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }
  h3 {
    margin: 0 0 0.6rem;
    font: 500 1.2rem/1.3 var(--serif);
  }
  p {
    margin: 0.4rem 0 0;
  }
  .soft {
    color: var(--ink-soft);
  }
  dl {
    display: grid;
    grid-template-columns: minmax(8rem, auto) 1fr;
    gap: 0.45rem 1.25rem;
    margin: 0;
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-block-start: 0.9rem;
  }
  .yes {
    color: var(--accent);
  }
  .bad {
    color: var(--danger);
  }
  a {
    color: inherit;
    text-underline-offset: 0.2em;
  }
  summary {
    min-height: 2rem;
    align-content: center;
    text-decoration: underline dotted;
    text-underline-offset: 0.25em;
  }
  .scroll {
    max-height: 22rem;
    overflow: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.85rem;
  }
  th,
  td {
    padding: 0.35rem 0.5rem;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  th {
    color: var(--ink-soft);
    font-weight: 500;
  }
  td {
    overflow-wrap: anywhere;
  }
  .number {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 30rem) {
    section {
      padding-inline: 1rem;
    }
    th.number {
      white-space: normal;
    }
    dl {
      grid-template-columns: 1fr;
      gap: 0.1rem;
    }
    dd {
      margin-block-end: 0.5rem;
    }
  }
`;
