import { html, nothing, type TemplateResult } from 'lit';
import { INITIAL_PRIVACY, type PrivacyAct, type PrivacyReport, type PrivacyState } from '../../app/library-privacy.ts';
import type { BackendReport } from '../../contract/backend.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { sheetStyles } from '../styles/sheet.ts';
import { number } from '../wording/formats.ts';
import { problemLine } from '../wording/keeping.ts';
import { persistenceLine } from '../wording/library.ts';
import {
  offlineFacts,
  offlineLine,
  PRIVACY_WORDS,
  persistAnswerLine,
  requestsLine,
  storedFacts,
} from '../wording/privacy.ts';
import { sentence } from '../wording/sentences.ts';
import { bytes } from '../wording/units.ts';
import { backendLine, backendName } from '../wording/words.ts';

/**
 * What is stored, what was asked of the network, whether it works offline, and how clips are computed: as found, not as promised.
 * Sends `privacy-act` (`PrivacyAct`), bubbling, after a person's act.
 */
export class KinoraPrivacy extends LocalisedElement {
  static override properties = { state: { attribute: false }, copied: { state: true }, forgotten: { state: true } };
  static override styles = [baseStyles, sheetStyles];
  declare state: PrivacyState;
  declare private copied: boolean;
  declare private forgotten: PrivacyAct['kind'];

  constructor() {
    super();
    this.state = INITIAL_PRIVACY;
    this.copied = false;
    this.forgotten = 'look';
  }

  override render() {
    const { report } = this.state;
    return html`
      <h2>${PRIVACY_WORDS.title}</h2>
      <p class="lead">${PRIVACY_WORDS.lead}</p>
      ${report === null ? html`<p class="soft" aria-busy="true">${PRIVACY_WORDS.looking}</p>` : this.#report(report)}
    `;
  }

  #report(report: PrivacyReport): TemplateResult {
    return html`
      ${this.#requests(report)} ${this.#stored(report)} ${this.#offline(report)} ${this.#computed(report)}
      <section aria-labelledby="diagnostics">
        <h3 id="diagnostics">${PRIVACY_WORDS.diagnostics}</h3>
        <p class="soft">${PRIVACY_WORDS.diagnosticsAbout}</p>
        <div class="row">
          <button class="quiet" type="button" @click=${this.#copy}>
            ${icon(this.copied ? 'check' : 'copy')} ${this.copied ? PRIVACY_WORDS.copied : PRIVACY_WORDS.copy}
          </button>
          <button class="quiet" type="button" @click=${() => this.#act({ kind: 'look' })}>${icon('again')} ${PRIVACY_WORDS.lookAgain}</button>
        </div>
        <div class="unseen" role="status">${this.copied ? PRIVACY_WORDS.copiedAloud : ''}</div>
      </section>
    `;
  }

  #requests(report: PrivacyReport): TemplateResult {
    const elsewhere = report.requests.some(({ own }) => !own);
    return html`
      <section aria-labelledby="requests">
        <h3 id="requests">${PRIVACY_WORDS.asked}</h3>
        <p class=${elsewhere ? 'bad' : ''}>${requestsLine(report)}</p>
        <p class="soft">${PRIVACY_WORDS.guarded}</p>
        <details>
          <summary>${PRIVACY_WORDS.every}</summary>
          <div class="scroll" tabindex="0" role="region" aria-label=${PRIVACY_WORDS.every}>
            <table>
              <thead>
                <tr>
                  <th>${PRIVACY_WORDS.address}</th>
                  <th>${PRIVACY_WORDS.askedBy}</th>
                  <th class="number">${PRIVACY_WORDS.times}</th>
                  <th class="number">${PRIVACY_WORDS.overNetwork}</th>
                </tr>
              </thead>
              <tbody>
                ${report.requests.map(
                  ({ address, from, own, count, sizeBytes }) => html`
                    <tr class=${own ? '' : 'bad'}>
                      <td>${address}</td>
                      <td>${PRIVACY_WORDS.askers[from]}</td>
                      <td class="number">${number(count)}</td>
                      <td class="number">${sizeBytes === 0 ? PRIVACY_WORDS.nothing : bytes(Math.max(1000, sizeBytes))}</td>
                    </tr>
                  `,
                )}
              </tbody>
            </table>
          </div>
        </details>
      </section>
    `;
  }

  #stored(report: PrivacyReport): TemplateResult {
    const { persistAnswer } = this.state;
    const { problem, room } = report;
    return html`
      <section aria-labelledby="stored">
        <h3 id="stored">${PRIVACY_WORDS.stored}</h3>
        <dl>${storedFacts(report).map(([term, fact]) => html`<dt>${term}</dt><dd>${fact}</dd>`)}</dl>
        <p class=${problem === null ? 'soft' : 'bad'}>
          ${problem === null ? persistenceLine(room?.persisted ?? null) : problemLine(problem).join(' ')}
        </p>
        ${this.#forget(report)}
        ${
          problem !== null || room?.persisted === true
            ? nothing
            : html`<div class="row">
                <button class="quiet" type="button" @click=${() => this.#act({ kind: 'persist' })}>
                  ${icon('lock')} ${PRIVACY_WORDS.persist}
                </button>
                <span class="soft" role="status">${persistAnswer === null ? '' : persistAnswerLine(persistAnswer)}</span>
              </div>`
        }
      </section>
    `;
  }

  #forget({ remembered: { sentenceCount, draft } }: PrivacyReport): TemplateResult {
    return html`
      <div class="row">
        <button
          class="quiet"
          type="button"
          ?disabled=${sentenceCount === 0}
          @click=${() => this.#act({ kind: 'forget-sentences' })}
        >
          ${icon('trash')} ${PRIVACY_WORDS.forgetSentences}
        </button>
        <button class="quiet" type="button" ?disabled=${!draft} @click=${() => this.#act({ kind: 'forget-draft' })}>
          ${icon('trash')} ${PRIVACY_WORDS.emptyBox}
        </button>
        <span class="soft" role="status">${this.#forgottenLine()}</span>
      </div>
    `;
  }

  #offline(report: PrivacyReport): TemplateResult {
    return html`
      <section aria-labelledby="offline">
        <h3 id="offline">${PRIVACY_WORDS.withoutNetwork}</h3>
        <p>${offlineLine(report)}</p>
        <ul>
          ${offlineFacts(report).map(
            ([what, there, missing]) => html`
              <li class="row">
                <span class=${there ? 'yes' : 'soft'}>${icon(there ? 'check' : 'close')}</span>
                <span>${what}${there ? '' : html`: <span class="soft">${PRIVACY_WORDS.notYetWhy(missing)}</span>`}</span>
              </li>
            `,
          )}
        </ul>
      </section>
    `;
  }

  #computed({ backend, isolated }: PrivacyReport): TemplateResult {
    return html`
      <section aria-labelledby="computed">
        <h3 id="computed">${PRIVACY_WORDS.computed}</h3>
        ${backend === null ? html`<p class="soft">${PRIVACY_WORDS.undecided}</p>` : this.#backend(backend)}
        ${isolated ? nothing : html`<p class="soft">${PRIVACY_WORDS.oneThread}</p>`}
      </section>
    `;
  }

  #backend(backend: BackendReport): TemplateResult {
    return html`
      <p>${backendLine(backend)}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${PRIVACY_WORDS.trials}>
        <table>
          <thead>
            <tr><th>${PRIVACY_WORDS.tried}</th><th>${PRIVACY_WORDS.outcome}</th><th>${PRIVACY_WORDS.why}</th><th class="number">${PRIVACY_WORDS.likeness}</th></tr>
          </thead>
          <tbody>
            ${backend.tried.map(
              ({ kind, outcome, reason, cosine }) => html`
                <tr>
                  <td>${backendName(kind)}</td>
                  <td>${PRIVACY_WORDS.outcomes[outcome]}</td>
                  <td>${sentence(reason)}</td>
                  <td class="number">${cosine === undefined ? '' : number(cosine, { maximumFractionDigits: 6 })}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #forgottenLine(): string {
    if (this.forgotten === 'forget-sentences') return PRIVACY_WORDS.sentencesForgotten;
    return this.forgotten === 'forget-draft' ? PRIVACY_WORDS.boxEmptied : '';
  }

  #copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(this.state.diagnostics).then(
      () => (this.copied = true),
      () => (this.copied = false),
    );
  };

  #act(act: PrivacyAct): void {
    this.copied = false;
    this.forgotten = act.kind;
    this.dispatchEvent(new CustomEvent<PrivacyAct>('privacy-act', { detail: act, bubbles: true }));
  }
}

customElements.define('kinora-privacy', KinoraPrivacy);
