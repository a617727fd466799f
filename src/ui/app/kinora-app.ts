import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Example } from '../../app/examples.ts';
import { familyTools } from '../../app/offers.ts';
import { type Route, samePlace } from '../../app/routes.ts';
import { type AppState, type ClipResult, phaseOf, storageProblem } from '../../app/state.ts';
import { streamRunning } from '../../app/stream-state.ts';
import type { Studio } from '../../app/studio-api.ts';
import type { AppErrorData } from '../../contract/result.ts';
import { KinoraCaption } from '../caption/kinora-caption.ts';
import { KinoraComposer } from '../composer/kinora-composer.ts';
import type { UiEvent } from '../events.ts';
import '../examples/kinora-examples.ts';
import '../footer/kinora-footer.ts';
import { KinoraShortcuts } from '../shortcuts/kinora-shortcuts.ts';
import { KinoraStage } from '../stage/kinora-stage.ts';
import { baseStyles } from '../styles/base.ts';
import '../strip/kinora-strip.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { GIVEN_WORDS } from '../wording/given.ts';
import { announcement, pageTitle } from '../wording/words.ts';
import { afterPaint } from './after-paint.ts';
import { Announcer } from './announcer.ts';
import { appStyles } from './app-styles.ts';
import { ClipSaving } from './clip-saving.ts';
import { deskView } from './desk-view.ts';
import { FileDrop } from './file-drop.ts';
import { sharesFiles } from './give-file.ts';
import { headView, viewName } from './head-view.ts';
import { type KeyTargets, pressElsewhere, pressKey } from './keys.ts';
import { NotifyOffer, notifyEnd } from './notify.ts';
import { stageView } from './stage-view.ts';
import { steady } from './steady.ts';
import type { PageViews } from './views.ts';

/** Detail of `kinora-clip`. */
export interface KinoraClipDetail {
  readonly plan: ClipResult['plan'];
  readonly facts: ClipResult['facts'];
  /** The file that Save gives. */
  readonly blob: Blob;
  /** Whether `blob` is an MP4 or a zip of PNG files. */
  readonly kind: 'video' | 'pictures';
}

const toolsOf = steady(familyTools);

/** Views that take dropped files themselves. */
const OWN_FILES: ReadonlySet<Route['view']> = new Set(['library', 'storyboard']);
/** Panels that take Escape for themselves. */
const TOP_LAYER = ':popover-open, dialog[open]';

/**
 * The page. Give it a studio and it shows it; it holds nothing itself but what a person has half done with it.
 * Sends `kinora-clip` (`KinoraClipDetail`) after every clip and `kinora-error` (`AppErrorData`, code `cancelled` when stopped,
 * `plan-refused` when the planner refuses) after every failure, both bubbling and composed.
 * `data-state` is `idle`, `working`, `done` or `failed`.
 */
export class KinoraApp extends LocalisedElement {
  static override properties = {
    studio: { attribute: false },
    views: { attribute: false },
    examples: { attribute: false },
    route: { attribute: false },
    standing: { state: true },
    dropping: { state: true },
  };
  static override styles = [baseStyles, appStyles];
  declare studio: Studio | null;
  /** The other views of the page; null for the studio alone. */
  declare views: PageViews | null;
  /** Clips that come with the page. */
  declare examples: readonly Example[];
  declare route: Route;
  /** The route whose view stands. Building another view takes longer than a click may wait: the head answers it first. */
  declare private standing: Route;
  declare private dropping: boolean;
  readonly #announcer = new Announcer();
  readonly #saving = new ClipSaving(this, () => this.studio);
  readonly #notifyOffer = new NotifyOffer();
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)');
  #leave: () => void = () => undefined;
  /** Settles when the view of `route` stands. */
  #moved: Promise<void> = Promise.resolve();
  /** The panel that was open at the last render. */
  #tool: string | null = null;

  constructor() {
    super();
    this.studio = null;
    this.views = null;
    this.examples = [];
    this.route = { view: 'studio' };
    this.standing = this.route;
    this.dropping = false;
    new FileDrop(this, {
      takes: () => this.studio !== null && !OWN_FILES.has(this.standing.view),
      hovering: (dropping) => {
        this.dropping = dropping;
      },
      give: (files) => void this.studio?.give(files),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.dataset['state'] ??= 'idle';
    window.addEventListener('keydown', this.#key);
    if (this.hasUpdated) this.#join();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#key);
    this.#leave();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('studio') || changed.has('views')) this.#join();
    if (!changed.has('route')) return;
    if (!this.hasUpdated || samePlace(this.route, this.standing)) this.standing = this.route;
    else this.#moved = this.#move();
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#moved;
    return super.getUpdateComplete();
  }

  override render() {
    const { studio, views, route, standing } = this;
    if (studio === null) return html``;
    const { state } = studio.store;
    const elsewhere = views?.render(standing) ?? null;
    return html`
      <main class=${elsewhere === null ? 'studio' : 'elsewhere'}>
        <div class="top">
          ${headView({ route, navigable: views !== null, keys: () => this.#shortcuts?.toggle() })}
          ${views?.bar() ?? nothing}
        </div>
        ${elsewhere ?? this.#studioView(studio)}
        <div class="unseen" role="status">${this.#announced(state, elsewhere === null)}</div>
      </main>
      ${this.dropping ? html`<div class="drop" aria-hidden="true"><p>${GIVEN_WORDS.drop}</p></div>` : nothing}
      <kinora-shortcuts .tools=${toolsOf(state.capabilities)}></kinora-shortcuts>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.get('standing') !== undefined && this.standing.view === 'clip') this.#focusStage();
    const state = this.studio?.store.state;
    if (state === undefined) return;
    if (changed.has('studio') && matchMedia('(hover: hover) and (pointer: fine)').matches) {
      void this.updateComplete.then(() => this.#composer?.focus());
    }
    const phase = phaseOf(state);
    if (this.dataset['state'] !== phase) this.dataset['state'] = phase;
    // A title that is set is told to the browser, be it the same one.
    const title = pageTitle(state, viewName(this.route));
    if (document.title !== title) document.title = title;
    const tool = state.tool === null ? null : `${state.tool.name} ${state.tool.subject}`;
    if (tool !== this.#tool) void this.#focusDesk(tool !== null, this.#tool !== null);
    this.#tool = tool;
  }

  async #move(): Promise<void> {
    await afterPaint();
    this.standing = this.route;
  }

  #announced(state: AppState, here: boolean): string {
    const plays = here && !this.#still.matches;
    return this.#announcer.hold(state.running?.job.id ?? null, announcement(state, plays));
  }

  #studioView(studio: Studio): TemplateResult {
    const { state } = studio.store;
    return html`
      ${stageView(studio, {
        converts: true,
        shares: sharesFiles(),
        boards: this.views !== null,
        asksToNotify: state.running !== null && this.#notifyOffer.stands(state.running.job.id),
        saving: this.#saving.state,
        tryAgain: (again) => this.#tryAgain(again),
        fullScreen: () => void this.#stage?.toggleFullScreen(),
        save: (event) => void this.#saving.save(event.detail),
        share: (event) => void this.#saving.share(event.detail.withPlan),
        copyFrame: () => void this.#saving.copy(this.#stage?.copyFrame() ?? Promise.resolve(false)),
        notify: () => void this.#notifyOffer.take().then(() => this.requestUpdate()),
        show: (event) => this.#show(event),
      })}
      ${deskView(studio, {
        make: () => this.#make(studio),
        focusComposer: () => this.#composer?.focus(),
        insert: (words) => this.#composer?.insert(words),
        boards: this.views !== null,
        kept: this.views?.kept ?? null,
      })}
      ${this.examples.length > 0 && isUntouched(state) ? this.#examples(studio) : this.#strip(studio)}
      <kinora-footer
        .clips=${state.keeping?.code ?? null}
        .model=${storageProblem(state)}
      ></kinora-footer>
    `;
  }

  /** Until something was made in this visit, its room shows what the model does. */
  #examples(studio: Studio): TemplateResult {
    const like = (event: UiEvent<'example-like'>) => {
      studio.type(event.detail.prompt);
      this.#make(studio);
    };
    return html`<kinora-examples .examples=${this.examples} @example-like=${like}></kinora-examples>`;
  }

  #strip(studio: Studio): TemplateResult {
    const { state } = studio.store;
    return html`
      <kinora-strip
        .queue=${state.queue}
        .running=${state.running ?? (state.stream === null ? null : streamRunning(state.stream))}
        .takes=${state.takes}
        .view=${state.view}
        @view-show=${(event: UiEvent<'view-show'>) => this.#show(event)}
        @queue-remove=${(event: UiEvent<'queue-remove'>) => studio.unqueue(event.detail.id)}
        @queue-move=${(event: UiEvent<'queue-move'>) => studio.moveInQueue(event.detail.id, event.detail.by)}
      ></kinora-strip>
    `;
  }

  /** A clip has an address, so that back and forward find it. */
  #show({ detail: { view } }: UiEvent<'view-show'>): void {
    this.studio?.show(view);
    if (view.kind === 'take') this.views?.go({ view: 'clip', id: view.id });
    else this.views?.go({ view: 'studio' });
  }

  get #composer(): KinoraComposer | null {
    const composer = this.renderRoot.querySelector('kinora-composer');
    return composer instanceof KinoraComposer ? composer : null;
  }

  get #stage(): KinoraStage | null {
    const stage = this.renderRoot.querySelector('kinora-stage');
    return stage instanceof KinoraStage ? stage : null;
  }

  get #caption(): KinoraCaption | null {
    const caption = this.renderRoot.querySelector('kinora-caption');
    return caption instanceof KinoraCaption ? caption : null;
  }

  get #shortcuts(): KinoraShortcuts | null {
    const sheet = this.renderRoot.querySelector('kinora-shortcuts');
    return sheet instanceof KinoraShortcuts ? sheet : null;
  }

  /** The link to a clip goes away with the view that it stood in. */
  #focusStage(): void {
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (lost) this.renderRoot.querySelector<HTMLElement>('.screen')?.focus();
  }

  /** A panel that opens takes the focus; one that closes gives it back to the box. */
  async #focusDesk(open: boolean, wasOpen: boolean): Promise<void> {
    if (!open) {
      if (wasOpen) this.#composer?.focus();
      return;
    }
    const { KinoraTool } = await import('../tasks/kinora-tool.ts');
    const panel = this.renderRoot.querySelector('kinora-tool');
    if (!(panel instanceof KinoraTool)) return;
    await panel.updateComplete;
    panel.focus();
  }

  /** The button on the stage goes away with the failure: the focus goes on to Stop. */
  #tryAgain(again: () => void): void {
    again();
    void this.updateComplete.then(() => {
      const caption = this.#caption;
      void caption?.updateComplete.then(() => caption.focus());
    });
  }

  #make(studio: Studio): void {
    void studio.make();
    if (studio.store.state.running === null) this.views?.go({ view: 'studio' });
    this.#stage?.scrollIntoView({ block: 'nearest' });
  }

  #key = (event: KeyboardEvent): void => {
    if (this.studio === null) return;
    if ((this.views?.render(this.standing) ?? null) === null) pressKey(event, this.studio, this.#targets);
    else pressElsewhere(event, this.#targets);
  };

  readonly #targets: KeyTargets = {
    togglePlay: () => this.#stage?.togglePlay(),
    step: (by) => this.#stage?.step(by),
    toggleSound: () => this.#stage?.toggleSound() ?? false,
    fullScreen: () => void this.#stage?.toggleFullScreen(),
    save: () => this.#caption?.save(),
    compare: () => this.studio?.compare(!this.studio.store.state.comparing),
    shortcuts: () => this.#shortcuts?.toggle(),
    write: () => this.#composer?.focus(),
    panelIsOpen: () => hasOpenPanel(this.renderRoot),
  };

  #join(): void {
    this.#leave();
    const { studio, views } = this;
    if (studio === null) return;
    const leaveStudio = studio.store.subscribe(() => this.requestUpdate());
    const leaveViews = views?.subscribe(() => this.requestUpdate());
    this.#leave = () => {
      leaveStudio();
      leaveViews?.();
    };
    studio.listen({
      onClip: ({ plan, facts, clip }) => {
        const blob = clip.kind === 'video' ? clip.blob : clip.zip;
        this.#tell<KinoraClipDetail>('kinora-clip', { plan, facts, blob, kind: clip.kind });
        void notifyEnd('done');
      },
      onError: (error) => {
        this.#tell<AppErrorData>('kinora-error', error);
        // Who stopped it knows.
        if (error.code !== 'cancelled') void notifyEnd('failed');
      },
    });
  }

  /** After the page shows what is told. */
  #tell<Detail>(name: string, detail: Detail): void {
    void this.updateComplete.then(() => {
      this.dispatchEvent(new CustomEvent<Detail>(name, { detail, bubbles: true, composed: true }));
    });
  }
}

/** Whether nothing was made or opened in this visit. */
function isUntouched({ takes, running, stream, queue }: AppState): boolean {
  return takes.length === 0 && running === null && stream === null && queue.length === 0;
}

/** Whether anything in the top layer is open, through all shadow roots. */
function hasOpenPanel(root: ParentNode): boolean {
  if (root.querySelector(TOP_LAYER) !== null) return true;
  return [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot !== null && hasOpenPanel(shadowRoot));
}

customElements.define('kinora-app', KinoraApp);
