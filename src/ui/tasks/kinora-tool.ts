import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { CROP_MIDDLE, type Framing, fitsWhole } from '../../app/fit.ts';
import { beginHistory, type History, isSame, redo, settleHistory, stepHistory, undo } from '../../app/history.ts';
import type { KeptVideos } from '../../app/library-state.ts';
import type { ToolDraft } from '../../app/tool-draft.ts';
import type { CurvePoint, Forecast, ToolName, ToolRequest } from '../../app/tool-request.ts';
import type { CastMember } from '../../contract/library.ts';
import { relay, send, type UiEvent } from '../events.ts';
import '../fit/kinora-fit.ts';
import { isWriting } from '../focus/is-writing.ts';
import { icon } from '../icon/icons.ts';
import type { Thumbnailer } from '../player/kinora-transport.ts';
import { baseStyles } from '../styles/base.ts';
import { fieldStyles } from '../styles/field.ts';
import { undoButtons, undoStyles } from '../undo/undo-buttons.ts';
import { undoKey } from '../undo/undo-key.ts';
import { number } from '../wording/formats.ts';
import { sentence } from '../wording/sentences.ts';
import { FORM_LABELS, forecastLine, noteLines, TOOL_WORDS } from '../wording/tools.ts';
import { firstRequest } from './first-request.ts';
import './kinora-cast-form.ts';
import './kinora-curve.ts';
import './kinora-frames.ts';
import './kinora-extension.ts';
import './kinora-join.ts';
import './kinora-mask.ts';
import './kinora-overlap.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import './kinora-other.ts';
import type { OtherClip } from './kinora-other.ts';
import './kinora-parts.ts';
import type { PanelSubject } from './panel-subject.ts';
import type { Part } from './parts.ts';
import { recutForm } from './recut-form.ts';
import {
  choices,
  extendForm,
  largerForm,
  loopForm,
  mostExtended,
  remixForm,
  SECONDS,
  secondsField,
} from './simple-forms.ts';
import { toolStyles } from './tool-styles.ts';

/** Long enough not to plan at every pixel of a slider. */
const ASK_DELAY_MS = 120;

/**
 * The panel of one task over a clip or picture: a sentence where the task takes one, the task's own fields, what would
 * come out, and the button that makes it. Ctrl or Cmd with Z undoes, with Shift it does again; a region that is painted
 * has the painter's undo instead. Sends `tool-change`, `tool-draft`, `tool-run`, `tool-close`, `clip-bring`, `cast-add` and
 * `cast-remove`.
 */
export class KinoraTool extends LocalisedElement {
  static override properties = {
    tool: {},
    subject: { attribute: false },
    others: { attribute: false },
    kept: { attribute: false },
    forecast: { attribute: false },
    draft: { attribute: false },
    thumbnailer: { attribute: false },
    cast: { attribute: false },
    working: { type: Boolean },
    history: { state: true },
  };
  static override styles = [baseStyles, fieldStyles, undoStyles, toolStyles];
  declare tool: ToolName;
  declare subject: PanelSubject | null;
  declare others: readonly OtherClip[];
  /** Clips of earlier visits; null where none are kept. */
  declare kept: KeptVideos | null;
  declare forecast: Forecast | null;
  /** How the form was left; read when the panel opens. */
  declare draft: ToolDraft | null;
  declare thumbnailer: Thumbnailer | null;
  /** Who is in the cast already. */
  declare cast: readonly CastMember[];
  declare working: boolean;
  /** The filled-in form; null for a panel that makes no clip. */
  declare private history: History<ToolRequest> | null;
  /** The form as it opens where nothing was filled in. */
  #first: ToolRequest | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.tool = 'extend';
    this.subject = null;
    this.others = [];
    this.kept = null;
    this.forecast = null;
    this.draft = null;
    this.thumbnailer = null;
    this.cast = [];
    this.working = false;
    this.history = null;
    // A drag, a held key and the writing of one field are one step each, whatever element they happen in.
    for (const type of ['pointerdown', 'click']) this.addEventListener(type, this.#settle, { capture: true });
    for (const type of ['pointerup', 'pointercancel', 'focusout']) this.addEventListener(type, this.#settle);
    this.addEventListener('keyup', (event) => !isWriting(event) && this.#settle());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#undoKey);
  }

  /** Gives the focus to the panel's first field. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('textarea, input, kinora-cast-form, .primary')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { subject } = this;
    const other = changed.get('subject');
    const begun = changed.has('tool') || (changed.has('subject') && other?.id !== subject?.id);
    if (!begun || subject === null) return;
    const first = firstRequest(this.tool, { subject, other: this.others[0]?.id ?? '' });
    const { draft, tool } = this;
    const fits = draft !== null && draft.tool === tool && draft.frameCount === subject.frameCount;
    this.#first = first === null ? null : { ...first, framing: subject.framing };
    const left = fits ? (draft.steps ?? beginHistory(draft.request)) : null;
    this.history = this.#first === null ? null : settleHistory(left ?? beginHistory(this.#first));
    if (this.history !== null) send(this, 'tool-change', { request: this.history.present });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#undoKey);
    clearTimeout(this.#timer);
  }

  override render() {
    const { subject, history } = this;
    if (subject === null) return nothing;
    const words = TOOL_WORDS[this.tool];
    const request = history?.present ?? null;
    return html`
      <section class="panel" aria-labelledby="title">
        <header>
          <h2 id="title">${words.title}</h2>
          ${history === null || !this.#undoes ? nothing : undoButtons(history, (kind) => this.#undo(kind))}
          <button class="round" type="button" aria-label=${FORM_LABELS.back} title=${FORM_LABELS.backKey}
            @click=${() => send(this, 'tool-close', null)}>${icon('close')}</button>
        </header>
        <p class="about">${words.about}</p>
        ${request === null ? this.#cast(subject) : this.#form(request, subject)}
      </section>
    `;
  }

  #cast(subject: PanelSubject): TemplateResult {
    return html`<kinora-cast-form .subject=${subject} .cast=${this.cast}
      @cast-add=${(event: UiEvent<'cast-add'>) => relay(this, event)}
      @cast-remove=${(event: UiEvent<'cast-remove'>) => relay(this, event)}></kinora-cast-form>`;
  }

  #form(request: ToolRequest, subject: PanelSubject): TemplateResult {
    const words = TOOL_WORDS[this.tool];
    const refused = this.forecast?.kind === 'refused';
    return html`
      ${words.sentence === '' ? nothing : this.#sentence(request, words.sentence)}
      ${this.#fields(request, subject)} ${this.#fit(request, subject)}
      <div class="foot">
        <div class=${refused ? 'told refused' : 'told'}><p role="status">${this.#told()}</p>${this.#useNearest()}</div>
        ${this.#undoes ? this.#startOver(request) : nothing}
        <button class="primary" type="button" aria-disabled=${refused} @click=${() => this.#run()}>
          ${icon('make')} ${request.tool === 'larger' && request.twice === 'rate' ? FORM_LABELS.smoothen : words.run}
        </button>
      </div>
    `;
  }

  #startOver(request: ToolRequest): TemplateResult {
    const first = this.#first ?? request;
    return html`<button class="quiet over" type="button" aria-disabled=${isSame(request, first)}
      @click=${() => this.#step(() => first)}>${FORM_LABELS.startOver}</button>`;
  }

  #sentence({ prompt }: ToolRequest, placeholder: string): TemplateResult {
    return html`
      <label class="field">
        <span class="unseen">${FORM_LABELS.sentence}</span>
        <textarea rows="2" placeholder=${placeholder} .value=${prompt}
          @input=${(event: Event) => this.#change({ prompt: (event.target as HTMLTextAreaElement).value })}
          @keydown=${(event: KeyboardEvent) => this.#key(event)}></textarea>
      </label>
    `;
  }

  #fields(request: ToolRequest, subject: PanelSubject): TemplateResult | typeof nothing {
    const change = (part: Partial<ToolRequest>) => this.#change(part);
    switch (request.tool) {
      case 'larger':
        return largerForm(request, change);
      case 'extend':
        return html`
          <kinora-extension .clip=${subject.file} .frameCount=${subject.frameCount} .length=${subject.seconds}
            .thumbnailer=${this.thumbnailer} .direction=${request.direction} .added=${request.seconds}
            .least=${SECONDS.least} .most=${mostExtended(request.direction, subject.reach)}
            @time-change=${({ detail }: CustomEvent<number>) => change({ seconds: detail })}></kinora-extension>
          ${extendForm(request, change, subject.reach)}
        `;
      case 'loop':
        return html`
          <kinora-join .clip=${subject.file} .frameCount=${subject.frameCount} .length=${subject.seconds}
            .thumbnailer=${this.thumbnailer} .join=${request.seconds}></kinora-join>
          ${loopForm(request, change)}
        `;
      case 'remix':
        return remixForm(request, change);
      case 'recut':
        return html`
          <kinora-parts .clip=${subject.file} .frameCount=${subject.frameCount} .parts=${request.parts}
            .thumbnailer=${this.thumbnailer}
            @parts-change=${(event: CustomEvent<readonly Part[]>) => change({ parts: event.detail })}></kinora-parts>
          ${recutForm(request, change, subject.frameCount)}
        `;
      case 'blend':
        return this.#blend(request);
      case 'fill':
        return html`
          ${this.#missing(request, subject)}
          <kinora-frames .clip=${subject.file} .frameCount=${subject.frameCount} .marked=${request.frames}
            .thumbnailer=${this.thumbnailer}
            @frames-change=${(event: CustomEvent<readonly number[]>) => change({ frames: event.detail })}></kinora-frames>
          <p class="note">${FORM_LABELS.framesHint}</p>
        `;
      case 'bridge':
        return html`${this.#missing(request, subject)} ${this.#bridge(request)}`;
      case 'region-edit':
        return html`<kinora-mask .source=${subject.file} .moving=${subject.moving} .width=${subject.width}
          .height=${subject.height} .own=${subject.own} painted="black" .mask=${request.mask}
          @mask-change=${(event: CustomEvent<Blob | null>) => change({ mask: event.detail })}></kinora-mask>`;
    }
  }

  #fit(request: ToolRequest, subject: PanelSubject): TemplateResult | typeof nothing {
    const { framing } = request;
    const enlarged = request.tool === 'larger' && request.twice === 'size';
    if (enlarged || fitsWhole(subject.own, subject.frame)) return nothing;
    return html`<kinora-fit .source=${subject.file} .moving=${subject.moving} .own=${subject.own} .frame=${subject.frame}
      .framing=${framing ?? subject.framing}
      @framing-change=${(event: CustomEvent<Framing>) => this.#change({ framing: event.detail })}></kinora-fit>`;
  }

  /** Whether frames of this clip are to be filled in, or the way to another one. */
  #missing({ tool, prompt, framing }: ToolRequest, subject: PanelSubject): TemplateResult {
    const become = (to: 'fill' | 'bridge') => {
      const first = firstRequest(to, { subject, other: this.others[0]?.id ?? '' });
      if (first === null) return;
      this.#step(() => ({ ...first, prompt, ...(framing === undefined ? {} : { framing }) }) as ToolRequest);
    };
    return choices({
      name: 'missing',
      legend: FORM_LABELS.missing,
      options: (['fill', 'bridge'] as const).map((name) => [name, FORM_LABELS.missings[name]] as const),
      chosen: tool === 'bridge' ? 'bridge' : 'fill',
      choose: become,
    });
  }

  #other(label: string, chosen: string): TemplateResult {
    return html`<kinora-other .label=${label} .subject=${this.subject?.id ?? ''} .others=${this.others} .chosen=${chosen} .kept=${this.kept}
      @other-change=${({ detail }: CustomEvent<string>) => this.#change({ other: detail, otherFraming: CROP_MIDDLE })}
      @clip-bring=${(event: UiEvent<'clip-bring'>) => relay(this, event)}></kinora-other>
      ${this.#fitOther(chosen)}`;
  }

  /** How the second clip fills the frame, where it has another shape. */
  #fitOther(chosen: string): TemplateResult | typeof nothing {
    const other = this.others.find(({ id }) => id === chosen);
    const { subject } = this;
    const request = this.history?.present;
    if (other === undefined || request === undefined || subject === null) return nothing;
    if (fitsWhole(other.own, subject.frame)) return nothing;
    return html`<kinora-fit .label=${FORM_LABELS.otherFit} .source=${other.file} .moving=${true} .own=${other.own} .frame=${subject.frame}
      .framing=${request.otherFraming ?? CROP_MIDDLE}
      @framing-change=${({ detail }: CustomEvent<Framing>) => this.#change({ otherFraming: detail })}></kinora-fit>`;
  }

  #bridge({ other, seconds }: Extract<ToolRequest, { readonly tool: 'bridge' }>): TemplateResult {
    return html`
      ${this.#other(FORM_LABELS.bridgeTo, other)}
      ${secondsField({
        label: FORM_LABELS.holeSeconds,
        value: seconds,
        least: 0.5,
        most: 10,
        change: (length) => this.#change({ seconds: length }),
      })}
    `;
  }

  #blend(request: Extract<ToolRequest, { readonly tool: 'blend' }>): TemplateResult {
    // The field stays the same when the first clip comes: it waits for it.
    return html`${this.#other(FORM_LABELS.becomes, request.other)} ${this.others.length === 0 ? nothing : this.#mix(request)}`;
  }

  #mix(request: Extract<ToolRequest, { readonly tool: 'blend' }>): TemplateResult {
    const { subject } = this;
    const other = this.others.find(({ id }) => id === request.other) ?? null;
    return html`
      <kinora-overlap .first=${subject} .second=${other} .thumbnailer=${this.thumbnailer} .offset=${request.offsetSeconds}
        ?hidden=${other === null}
        @time-change=${({ detail }: CustomEvent<number>) => this.#change({ offsetSeconds: detail })}></kinora-overlap>
      ${secondsField({
        label: FORM_LABELS.offset,
        value: request.offsetSeconds,
        least: 0,
        most: subject?.seconds ?? 0,
        change: (offsetSeconds) => this.#change({ offsetSeconds }),
      })}
      <div class="field">
        <span class="label">${FORM_LABELS.curve}</span>
        <kinora-curve .curve=${request.curve}
          @curve-change=${(event: CustomEvent<readonly CurvePoint[]>) => this.#change({ curve: event.detail })}
        ></kinora-curve>
      </div>
    `;
  }

  #told(): string {
    const { forecast } = this;
    if (forecast === null) return '';
    return forecast.kind === 'possible'
      ? [forecastLine(forecast), ...noteLines(forecast.notes)].join(' ')
      : sentence(forecast.message);
  }

  /** The nearest number that would do goes into the form at a press. */
  #useNearest(): TemplateResult | typeof nothing {
    const { forecast } = this;
    const request = this.history?.present;
    if (forecast?.kind !== 'refused' || forecast.nearest === null || request === undefined) return nothing;
    if (!('seconds' in request)) return nothing;
    const { nearest } = forecast;
    return html`<button type="button" @click=${() => this.#change({ seconds: nearest })}>${FORM_LABELS.use(number(nearest))}</button>`;
  }

  /** A step of the same fields as the last one is part of it, until that is settled. */
  #change(part: Partial<ToolRequest>): void {
    this.#step((from) => ({ ...from, ...part }) as ToolRequest, Object.keys(part).join(' '));
  }

  #step(change: (from: ToolRequest) => ToolRequest, gesture: string | null = null): void {
    if (this.history !== null) this.#show(stepHistory(this.history, change, gesture));
  }

  #undo(kind: 'undo' | 'redo'): void {
    if (this.history !== null) this.#show((kind === 'undo' ? undo : redo)(this.history));
  }

  #show(history: History<ToolRequest>): void {
    if (history === this.history) return;
    this.history = history;
    const { present } = history;
    const steps = this.#undoes ? history : beginHistory(present);
    const kept = isSame(present, this.#first) ? null : steps;
    send(this, 'tool-draft', { steps: kept, frameCount: this.subject?.frameCount ?? 0 });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => send(this, 'tool-change', { request: present }), ASK_DELAY_MS);
  }

  #settle = (): void => {
    if (this.history !== null) this.history = settleHistory(this.history);
  };

  /** Whether its steps are taken back here: paint has a history of its own. */
  get #undoes(): boolean {
    return this.history !== null && this.tool !== 'region-edit';
  }

  #undoKey = (event: KeyboardEvent): void => {
    const kind = this.#undoes ? undoKey(event, this.renderRoot) : null;
    if (kind === null) return;
    event.preventDefault();
    this.#undo(kind);
  };

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#run();
  }

  #run(): void {
    clearTimeout(this.#timer);
    if (this.history !== null) send(this, 'tool-run', { request: this.history.present });
  }
}

customElements.define('kinora-tool', KinoraTool);
