import { css } from 'lit';

/** A panel in the top layer, opened by a button: a card in the corner, a sheet on a phone. */
export const panelStyles = css`
  [popover] {
    position: fixed;
    inset-block: auto var(--gap);
    inset-inline: auto var(--gap);
    width: min(27rem, calc(100vw - 2 * var(--gap)));
    max-height: calc(100svh - 2 * var(--gap));
    margin: 0;
    padding: 1.1rem 1.35rem 1.35rem;
    overflow: auto;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--ink);
    box-shadow: var(--shadow);
    font-size: 0.92rem;
    white-space: normal;
  }
  [popover]::backdrop {
    background: rgb(10 6 2 / 28%);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    margin-bottom: 0.6rem;
  }
  h2 {
    margin: 0;
    font: 500 1.25rem/1.25 var(--serif);
  }
  h3 {
    margin: 1rem 0 0.3rem;
    font-size: 0.8rem;
    font-weight: 500;
    color: var(--ink-soft);
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.45rem 1.1rem;
    margin: 0;
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  summary {
    min-height: 24px;
    text-decoration: underline dotted;
    text-underline-offset: 0.25em;
  }
  ul {
    margin: 0.3rem 0 0;
    padding-inline-start: 1.1rem;
    color: var(--ink-soft);
  }
  @media (max-width: 30rem) {
    [popover] {
      inset: auto 0 0;
      width: 100%;
      max-height: 85svh;
      border-radius: var(--radius) var(--radius) 0 0;
      border-inline: 0;
      border-bottom: 0;
    }
  }
`;
