import { css } from 'lit';

/** The board's page: head, film, and beneath it the chosen card beside the whole. */
export const storyboardStyles = css`
  :host {
    --card: #fffaf0;
    --card-ink: #2b1f12;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.9rem;
    padding-block: 0.25rem 2.5rem;
  }
  .head,
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 0.5rem;
  }
  .head h2 {
    display: flex;
    align-items: center;
    gap: 0.15rem;
    min-width: 0;
    margin: 0 auto 0 0;
    font: 500 1.6rem/1.2 var(--serif);
    overflow-wrap: anywhere;
  }
  .kept {
    color: var(--ink-soft);
    font-size: 0.82rem;
  }
  .lead {
    margin: 0;
    max-width: 44rem;
    color: var(--ink-soft);
  }
  kinora-timeline,
  .start {
    min-width: 0;
  }
  .start {
    display: grid;
    place-items: center;
    gap: 0.6rem;
    min-height: 16rem;
    align-content: center;
    padding: 2rem 1rem;
    border: 1px dashed var(--line-strong);
    border-radius: 10px;
    text-align: center;
  }
  .start h3 {
    margin: 0;
    font: 500 1.25rem/1.3 var(--serif);
  }
  .start p {
    margin: 0;
    max-width: 32rem;
    color: var(--ink-soft);
  }
  .start .bar {
    justify-content: center;
    margin-top: 0.5rem;
  }
  .head h2 .icon {
    font-size: 1rem;
  }
  .bar .quiet {
    border-color: var(--line-strong);
  }
  .below {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.9rem;
    align-items: start;
  }
  .panel {
    display: flex;
    flex-direction: column;
    gap: 0.8rem;
    min-width: 0;
    padding: 0.9rem 1.15rem 1.15rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .card-head {
    display: flex;
    align-items: center;
    gap: 0.1rem;
    margin: -0.2rem -0.6rem -0.3rem;
  }
  .card-head h3 {
    min-width: 0;
    margin: 0;
    overflow: hidden;
    color: inherit;
    font: 500 1.15rem/1.3 var(--serif);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .card-head .last {
    margin-inline-start: auto;
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr));
    gap: 0.7rem;
    align-items: end;
  }
  .whole .numbers {
    grid-template-columns: minmax(0, 1.6fr) minmax(0, 1fr);
  }
  .none {
    margin: 0;
    padding: 1.4rem 0.5rem;
    color: var(--ink-soft);
    text-align: center;
  }
  .told {
    min-height: 3em;
    font-size: 0.92rem;
  }
  .told p {
    margin: 0;
  }
  .told button {
    margin-top: 0.45rem;
    border-color: var(--line-strong);
  }
  .refused {
    padding-inline-start: 0.8rem;
    border-inline-start: 2px solid var(--danger);
  }
  .problem {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.35rem 0.5rem 0.35rem 1rem;
    border: 1px solid var(--danger);
    border-radius: var(--radius);
  }
  .undone {
    border-color: var(--line-strong);
  }
  .problem p {
    flex: 1;
    margin: 0;
  }
  .make {
    align-self: stretch;
    min-height: 3rem;
  }
  .wide {
    width: 100%;
  }
  ul.boards {
    margin: 0.7rem 0 0;
    padding: 0;
    list-style: none;
    color: inherit;
  }
  .boards li {
    display: flex;
    align-items: center;
  }
  .board {
    flex: 1;
    min-width: 0;
    min-height: 3rem;
    flex-direction: column;
    align-items: start;
    justify-content: center;
    gap: 0;
    border-radius: 9px;
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .board[aria-current] {
    background: var(--hover);
  }
  .board small {
    color: var(--ink-soft);
  }
  .dropping {
    outline: 3px dashed var(--accent);
    outline-offset: 6px;
    border-radius: 10px;
  }
  .start h3 {
    color: inherit;
  }
  @media (max-width: 30rem) {
    .head h2 {
      width: 100%;
    }
    .head .kept {
      flex: 1;
    }
    .bar {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      align-items: stretch;
      width: 100%;
    }
    .bar .quiet {
      flex-direction: column;
      gap: 0.35rem;
      padding: 0.7rem 0.1rem;
      border-radius: var(--radius);
      font-size: 0.85rem;
      line-height: 1.2;
      white-space: normal;
    }
    .bar .kept {
      grid-column: 1 / -1;
    }
    .head .word {
      display: none;
    }
    .head .quiet {
      width: var(--target);
      padding: 0;
    }
  }
  @media (max-width: 24rem) {
    .whole .numbers {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (min-width: 56rem) {
    .below {
      grid-template-columns: minmax(0, 1fr) minmax(18rem, 24rem);
    }
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --card: #efe3cf;
      --card-ink: #22180d;
    }
  }
`;
