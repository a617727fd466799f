import { css } from 'lit';

/** A quiet bar beneath the head with a line of text and what can be done about it. */
export const barStyles = css`
  div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.6rem;
    margin-block-end: 0.4rem;
    padding: 0.3rem 0.4rem;
    padding-inline-start: 1.1rem;
    border: 1px solid var(--line);
    border-radius: 1.6rem;
    background: var(--raised);
    font-size: 0.92rem;
  }
  span {
    flex: 1 1 10rem;
    min-width: 0;
    overflow-wrap: anywhere;
  }
`;
