import { css, html, nothing, type PropertyValues } from 'lit';
import type { CastMember } from '../../contract/library.ts';
import { asCastName, isCastName } from '../cast/cast-name.ts';
import { send } from '../events.ts';
import { icon } from '../icon/icons.ts';
import { baseStyles } from '../styles/base.ts';
import { fieldStyles } from '../styles/field.ts';
import { FORM_LABELS, TOOL_WORDS } from '../wording/tools.ts';
import { cutOut } from './cut-out.ts';
import './kinora-mask.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import type { PanelSubject } from './panel-subject.ts';
import { choices } from './simple-forms.ts';

/** Cuts a figure out of a picture and names it. A real person needs consent, said here. Sends `cast-add` and `cast-remove`. */
export class KinoraCastForm extends LocalisedElement {
  static override properties = {
    subject: { attribute: false },
    cast: { attribute: false },
    name: { state: true },
    mask: { state: true },
    person: { state: true },
    consent: { state: true },
    added: { state: true },
    failed: { state: true },
  };
  static override styles = [
    baseStyles,
    fieldStyles,
    css`
      form {
        display: flex;
        flex-direction: column;
        gap: 0.9rem;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        margin: 0.9rem 0 0;
        padding: 0.9rem 0 0;
        border-top: 1px solid var(--line);
        list-style: none;
      }
      li {
        display: inline-flex;
        align-items: center;
        padding-inline-start: 0.8em;
        border: 1px solid var(--line-strong);
        border-radius: 999px;
        font-size: 0.92rem;
      }
      li button {
        min-width: 1.9rem;
        min-height: 1.9rem;
        padding: 0;
        font-size: 0.8rem;
      }
      .foot {
        display: flex;
        align-items: center;
        gap: 1rem;
      }
      .foot p {
        flex: 1;
        margin: 0;
        font-size: 0.88rem;
      }
    `,
  ];
  declare subject: PanelSubject | null;
  /** Who is in it already. */
  declare cast: readonly CastMember[];
  declare private name: string;
  declare private mask: Blob | null;
  declare private person: boolean;
  declare private consent: 'myself' | 'has-consent' | null;
  /** Name that was added last. */
  declare private added: string;
  /** Whether the last picture could not be cut out. */
  declare private failed: boolean;
  /** What was sent and is not in the cast yet. */
  #sent: { readonly name: string; readonly at: number } | null = null;

  constructor() {
    super();
    this.subject = null;
    this.cast = [];
    this.name = '';
    this.mask = null;
    this.person = false;
    this.consent = null;
    this.added = '';
    this.failed = false;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('subject') && changed.get('subject')?.id !== this.subject?.id) this.#forgetPerson();
    if (!changed.has('cast') || this.#sent === null) return;
    const { name, at } = this.#sent;
    this.#sent = null;
    if (!this.cast.some((member) => member.name === name && member.createdAt >= at)) return;
    this.added = name;
    this.name = '';
    this.#forgetPerson();
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus();
  }

  override render() {
    const { subject } = this;
    if (subject === null) return nothing;
    const taken = this.#taken !== null;
    return html`
      <form @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#add(subject);
      }}>
        ${
          subject.hasAlpha
            ? html`<p class="note">${FORM_LABELS.alpha}</p>`
            : html`
              <kinora-mask .source=${subject.file} .moving=${false} .grows=${true} .width=${subject.width} .height=${subject.height}
                @mask-change=${(event: CustomEvent<Blob | null>) => {
                  this.mask = event.detail;
                }}></kinora-mask>
              <p class="note">${FORM_LABELS.outline}</p>`
        }
        <label class="field" for="name"><span class="label">${FORM_LABELS.name}</span>
          <input id="name" autocomplete="off" spellcheck="false" aria-describedby="hint" .value=${this.name}
            @input=${(event: Event) => this.#named(event)} /></label>
        <p class="note" id="hint" role="status">${taken ? FORM_LABELS.taken(this.name) : FORM_LABELS.nameHint}</p>
        <label class="check"><input type="checkbox" .checked=${this.person} @change=${(event: Event) => {
          this.person = (event.target as HTMLInputElement).checked;
        }} /> ${FORM_LABELS.person}</label>
        ${this.person ? this.#consent() : nothing}
        <div class="foot">
          <p role="status">${this.#told()}</p>
          <button class="primary" aria-disabled=${!this.#ready}>${icon('cast')}
            ${taken ? FORM_LABELS.replace(this.name) : TOOL_WORDS.cast.run}</button>
        </div>
      </form>
      ${this.cast.length === 0 ? nothing : this.#members()}
    `;
  }

  #members() {
    return html`
      <ul aria-label=${FORM_LABELS.members}>
        ${this.cast.map(
          ({ id, name }) => html`<li>@${name}
            <button type="button" aria-label=${FORM_LABELS.removeMember(name)} title=${FORM_LABELS.removeMember(name)}
              @click=${() => send(this, 'cast-remove', { id })}>${icon('close')}</button></li>`,
        )}
      </ul>
    `;
  }

  #consent() {
    return html`
      ${choices({
        name: 'consent',
        legend: FORM_LABELS.consent,
        options: [
          ['myself', FORM_LABELS.consents.myself],
          ['has-consent', FORM_LABELS.consents['has-consent']],
        ],
        chosen: this.consent,
        choose: (consent) => {
          this.consent = consent;
        },
      })}
      <p class="note">${FORM_LABELS.consentNeeded}</p>
    `;
  }

  #told(): string {
    if (this.failed) return FORM_LABELS.notCut;
    return this.added === '' ? '' : FORM_LABELS.added(this.added);
  }

  /** A statement is of one figure: of the next it is asked anew. */
  #forgetPerson(): void {
    this.person = false;
    this.consent = null;
  }

  get #ready(): boolean {
    const cut = this.subject?.hasAlpha === true || this.mask !== null;
    return cut && isCastName(this.name) && (!this.person || this.consent !== null);
  }

  /** Who has the name that is written. */
  get #taken(): CastMember | null {
    return this.cast.find(({ name }) => name === this.name) ?? null;
  }

  #named(event: Event): void {
    const field = event.target as HTMLInputElement;
    this.name = asCastName(field.value);
    field.value = this.name;
  }

  async #add({ file, hasAlpha }: PanelSubject): Promise<void> {
    if (!this.#ready) return;
    const { name } = this;
    const replaces = this.#taken?.id ?? null;
    // As it was when the button was pressed: cutting out takes a while, in which it may be changed.
    const consent = this.person ? this.consent : null;
    // What was painted over the picture before this one is not its edge.
    const picture = await cutOut(file, hasAlpha ? null : this.mask).catch(() => null);
    this.failed = picture === null;
    if (picture === null) return;
    this.#sent = { name, at: Date.now() };
    this.added = '';
    send(this, 'cast-add', { member: { name, picture, consent, replaces } });
  }
}

customElements.define('kinora-cast-form', KinoraCastForm);
