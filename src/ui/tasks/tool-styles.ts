import { css } from 'lit';

/** The panel of a task: its head, its fields, and the foot with what would come out. */
export const toolStyles = css`
  .panel {
    display: flex;
    flex-direction: column;
    gap: 0.9rem;
    padding: 1rem 1.15rem 1.15rem;
    background: var(--raised);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
  }
  header {
    display: flex;
    align-items: center;
    gap: 0.2rem;
    margin: -0.3rem -0.5rem -0.4rem 0;
  }
  h2 {
    min-width: 0;
    margin: 0 auto 0 0;
    overflow-wrap: anywhere;
    font: 500 1.25rem/1.25 var(--serif);
  }
  .about {
    margin: 0;
    color: var(--ink-soft);
    font-size: 0.92rem;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.6rem 1rem;
    min-height: var(--target);
  }
  .told {
    flex: 1 1 11rem;
    min-height: 1.4em;
    font-size: 0.88rem;
  }
  .told p {
    margin: 0;
  }
  .told button {
    min-height: 1.9rem;
    margin-top: 0.3rem;
    border-color: var(--line-strong);
  }
  .refused {
    padding-inline-start: 0.8rem;
    border-inline-start: 2px solid var(--danger);
  }
  .part {
    display: grid;
    grid-template-columns: 1fr 1fr auto;
    align-items: end;
    gap: 0.5rem;
    margin-bottom: 0.5rem;
  }
`;
