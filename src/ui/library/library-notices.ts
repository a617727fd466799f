import { html, nothing, type TemplateResult } from 'lit';
import type { LibraryAct, LibraryState } from '../../app/library-state.ts';
import { icon } from '../icon/icons.ts';
import { problemLine } from '../wording/keeping.ts';
import { damagedLines, incompleteLines, outcomeLine, planlessLines } from '../wording/library.ts';
import { NOTICE_WORDS } from '../wording/library-view.ts';

type Act = (act: LibraryAct) => void;

/** What a person must know: storage that fails, an export or import under way, how the last one ended. */
export function libraryNotices(state: LibraryState, act: Act): TemplateResult {
  return html`${problem(state, act)} ${job(state, act)} ${outcome(state, act)}`;
}

function problem({ problem }: LibraryState, act: Act): TemplateResult | typeof nothing {
  if (problem === null) return nothing;
  const [what, help] = problemLine(problem);
  return html`
    <section class="notice problem" role="status">
      <div><b>${what}</b> ${help}</div>
      ${
        problem.reason === 'newer-version'
          ? html`<button class="quiet" type="button" @click=${() => act({ kind: 'reload' })}>${NOTICE_WORDS.reload}</button>`
          : nothing
      }
    </section>
  `;
}

function job({ job }: LibraryState, act: Act): TemplateResult | typeof nothing {
  if (job === null) return nothing;
  const name = job.kind === 'export' ? NOTICE_WORDS.packing : NOTICE_WORDS.importing;
  return html`
    <section class="notice">
      <div>${name}<progress max="1" .value=${job.share} aria-label=${name}></progress></div>
      <button class="quiet" type="button" @click=${() => act({ kind: 'stop' })}>${NOTICE_WORDS.stop}</button>
    </section>
  `;
}

function outcome({ outcome }: LibraryState, act: Act): TemplateResult | typeof nothing {
  if (outcome === null) return nothing;
  const lists = [
    [NOTICE_WORDS.notTaken, damagedLines(outcome)],
    [NOTICE_WORDS.missing, incompleteLines(outcome)],
    [NOTICE_WORDS.planless, planlessLines(outcome)],
  ] as const;
  const told = lists.filter(([, lines]) => lines.length > 0);
  return html`
    <section class="notice ${outcome.kind === 'failed' || told.length > 0 ? 'problem' : ''}" role="status">
      <div>
        ${outcomeLine(outcome)}
        ${told.map(([title, lines]) => html` ${title}<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`)}
      </div>
      <button class="round" type="button" aria-label=${NOTICE_WORDS.dismiss} @click=${() => act({ kind: 'dismiss' })}>${icon('close')}</button>
    </section>
  `;
}
