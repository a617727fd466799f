import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { INITIAL_PRIVACY, type PrivacyAct, type PrivacyReport, type PrivacyState } from '../../app/library-privacy.ts';
import type { BackendReport } from '../../contract/backend.ts';
import { icon } from '../icon/icons.ts';
import { baseStyles } from '../styles/base.ts';
import { sheetStyles } from '../styles/sheet.ts';
import { persistenceLine, problemLine } from '../wording/library.ts';
import { offlineFacts, offlineLine, persistAnswerLine, requestsLine, storedFacts } from '../wording/privacy.ts';
import { bytes } from '../wording/units.ts';
import { backendLine, backendName } from '../wording/words.ts';

const OUTCOMES = { chosen: 'Taken', unavailable: 'Not here', failed: 'Failed', wrong: 'Wrong answer' } as const;
const FORGOTTEN = {
  look: '',
  persist: '',
  'forget-sentences': 'The sentences are forgotten.',
  'forget-draft': 'The box is empty.',
} as const;

/**
 * What is stored, what was asked of the network, whether it works offline, and how clips are computed: as found, not as promised.
 * Sends `privacy-act` (`PrivacyAct`), bubbling, after a person's act.
 */
export class KinoraPrivacy extends LitElement {
  static override properties = { state: { attribute: false }, copied: { state: true }, forgotten: { state: true } };
  static override styles = [baseStyles, sheetStyles];
  declare state: PrivacyState;
  declare private copied: boolean;
  declare private forgotten: keyof typeof FORGOTTEN;

  constructor() {
    super();
    this.state = INITIAL_PRIVACY;
    this.copied = false;
    this.forgotten = 'look';
  }

  override render() {
    const { report } = this.state;
    return html`
      <h2>Nothing leaves this device</h2>
      <p class="lead">
        Words, pictures and clips are made and kept here. Do not take our word for it: this is what the page sees of itself.
      </p>
      ${report === null ? html`<p class="soft" aria-busy="true">Looking …</p>` : this.#report(report)}
    `;
  }

  #report(report: PrivacyReport): TemplateResult {
    return html`
      ${this.#requests(report)} ${this.#stored(report)} ${this.#offline(report)} ${this.#computed(report)}
      <section aria-labelledby="diagnostics">
        <h3 id="diagnostics">For a bug report</h3>
        <p class="soft">Everything on this page as text. It holds no word you wrote, no title and no picture.</p>
        <div class="row">
          <button class="quiet" type="button" @click=${this.#copy}>
            ${icon(this.copied ? 'check' : 'copy')} ${this.copied ? 'Copied' : 'Copy diagnostics'}
          </button>
          <button class="quiet" type="button" @click=${() => this.#act({ kind: 'look' })}>${icon('again')} Look again</button>
        </div>
        <div class="unseen" role="status">${this.copied ? 'Diagnostics copied' : ''}</div>
      </section>
    `;
  }

  #requests(report: PrivacyReport): TemplateResult {
    const elsewhere = report.requests.some(({ own }) => !own);
    return html`
      <section aria-labelledby="requests">
        <h3 id="requests">What was asked of the network</h3>
        <p class=${elsewhere ? 'bad' : ''}>${requestsLine(report)}</p>
        <p class="soft">
          The workers that make the clips keep lists of their own. For them, too, the browser refuses any other site: the page’s
          own rule (Content-Security-Policy) tells it to.
        </p>
        <details>
          <summary>Every request</summary>
          <div class="scroll" tabindex="0" role="region" aria-label="Every request">
            <table>
              <thead>
                <tr><th>Address</th><th class="number">Times</th><th class="number">Over the network</th></tr>
              </thead>
              <tbody>
                ${report.requests.map(
                  ({ address, own, count, sizeBytes }) => html`
                    <tr class=${own ? '' : 'bad'}>
                      <td>${address}</td>
                      <td class="number">${count}</td>
                      <td class="number">${sizeBytes === 0 ? 'nothing' : bytes(Math.max(1000, sizeBytes))}</td>
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
        <h3 id="stored">What is stored here</h3>
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
                  ${icon('lock')} Ask the browser to keep it
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
          ${icon('trash')} Forget the sentences
        </button>
        <button class="quiet" type="button" ?disabled=${!draft} @click=${() => this.#act({ kind: 'forget-draft' })}>
          ${icon('trash')} Empty the box
        </button>
        <span class="soft" role="status">${FORGOTTEN[this.forgotten]}</span>
      </div>
    `;
  }

  #offline(report: PrivacyReport): TemplateResult {
    return html`
      <section aria-labelledby="offline">
        <h3 id="offline">Without a network</h3>
        <p>${offlineLine(report)}</p>
        <ul>
          ${offlineFacts(report).map(
            ([what, there, missing]) => html`
              <li class="row">
                <span class=${there ? 'yes' : 'soft'}>${icon(there ? 'check' : 'close')}</span>
                <span>${what}${there ? '' : html`: <span class="soft">not yet, ${missing}</span>`}</span>
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
        <h3 id="computed">How clips are computed</h3>
        ${
          backend === null
            ? html`<p class="soft">
                That is decided with the first clip of a visit: each way must answer a small question of the real network rightly
                before it is trusted.
              </p>`
            : this.#backend(backend)
        }
        ${
          isolated
            ? nothing
            : html`<p class="soft">
                This visit runs with one thread, because the page is not isolated from other pages. Reload it once: from then on it is.
              </p>`
        }
      </section>
    `;
  }

  #backend(backend: BackendReport): TemplateResult {
    return html`
      <p>${backendLine(backend)}</p>
      <div class="scroll" tabindex="0" role="region" aria-label="What was tried">
        <table>
          <thead>
            <tr><th>Tried</th><th>Outcome</th><th>Why</th><th class="number">Likeness</th></tr>
          </thead>
          <tbody>
            ${backend.tried.map(
              ({ kind, outcome, reason, cosine }) => html`
                <tr>
                  <td>${backendName(kind)}</td>
                  <td>${OUTCOMES[outcome]}</td>
                  <td>${reason}</td>
                  <td class="number">${cosine === undefined ? '' : cosine.toFixed(6)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
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
