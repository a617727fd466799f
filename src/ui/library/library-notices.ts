import { html, nothing, type TemplateResult } from 'lit';
import type { LibraryAct, LibraryState } from '../../app/library-state.ts';
import { icon } from '../icon/icons.ts';
import { damagedLines, incompleteLines, outcomeLine, problemLine } from '../wording/library.ts';
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
  const damaged = damagedLines(outcome);
  const incomplete = incompleteLines(outcome);
  return html`
    <section class="notice ${outcome.kind === 'failed' || damaged.length + incomplete.length > 0 ? 'problem' : ''}" role="status">
      <div>
        ${outcomeLine(outcome)}
        ${damaged.length === 0 ? nothing : html` ${NOTICE_WORDS.notTaken}<ul>${damaged.map((line) => html`<li>${line}</li>`)}</ul>`}
        ${incomplete.length === 0 ? nothing : html` ${NOTICE_WORDS.missing}<ul>${incomplete.map((line) => html`<li>${line}</li>`)}</ul>`}
      </div>
      <button class="round" type="button" aria-label=${NOTICE_WORDS.dismiss} @click=${() => act({ kind: 'dismiss' })}>${icon('close')}</button>
    </section>
  `;
}
