import { css } from 'lit';

/** A folded list of what a person has made: a row each with its name, its name written anew, what was taken out last. */
export const ownListStyles = css`
  summary {
    display: flex;
    align-items: center;
    min-height: var(--target);
    color: var(--ink-soft);
    font-size: 0.85rem;
  }
  ul {
    margin: 0 0 0.6rem;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    min-height: var(--target);
    border-block-end: 1px solid var(--line);
  }
  li form {
    display: flex;
    flex: 1;
    gap: 0.4rem;
  }
  .undo {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    margin: 0;
    font-size: 0.88rem;
  }
`;
