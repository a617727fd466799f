import { html, LitElement, type PropertyValues } from 'lit';
import type { ClipResult } from '../../app/state.ts';
import { phaseOf, shownTake, storageProblem } from '../../app/state.ts';
import type { Studio } from '../../app/studio-api.ts';
import { SUGGESTIONS } from '../../app/suggestions.ts';
import type { AppErrorData } from '../../contract/result.ts';
import { KinoraCaption } from '../caption/kinora-caption.ts';
import { KinoraComposer } from '../composer/kinora-composer.ts';
import { baseStyles } from '../styles/base.ts';
import { announcement, pageTitle } from '../wording/words.ts';
import { appStyles } from './app-styles.ts';
import '../details/kinora-details.ts';
import type { UiEvent } from '../events.ts';
import '../footer/kinora-footer.ts';
import '../reading/kinora-reading.ts';
import '../settings/kinora-settings.ts';
import { KinoraStage } from '../stage/kinora-stage.ts';
import '../strip/kinora-strip.ts';
import { wordmark } from './wordmark.ts';

/** Detail of `kinora-clip`. */
export interface KinoraClipDetail {
  readonly plan: ClipResult['plan'];
  readonly facts: ClipResult['facts'];
  /** The file that Save gives. */
  readonly blob: Blob;
  /** Whether `blob` is an MP4 or a zip of PNG files. */
  readonly kind: 'video' | 'pictures';
}

/**
 * The page. Give it a studio and it shows it; it holds nothing itself.
 * Sends `kinora-clip` (`KinoraClipDetail`) after every clip and `kinora-error` (`AppErrorData`, code `cancelled` when stopped,
 * `plan-refused` when the planner refuses) after every failure, both bubbling and composed.
 * `data-state` is `idle`, `working`, `done` or `failed`.
 */
export class KinoraApp extends LitElement {
  static override properties = { studio: { attribute: false } };
  static override styles = [baseStyles, appStyles];
  declare studio: Studio | null;
  #leave: () => void = () => undefined;

  constructor() {
    super();
    this.studio = null;
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
    if (changed.has('studio')) this.#join();
  }

  protected override firstUpdated(): void {
    const typing = matchMedia('(hover: hover) and (pointer: fine)').matches;
    if (typing) void this.updateComplete.then(() => this.#composer?.focus());
  }

  override render() {
    const { studio } = this;
    if (studio === null) return html``;
    const { state } = studio.store;
    const take = shownTake(state);
    const running = take === null ? state.running : null;
    return html`
      <main>
        <header>${wordmark()}<h1>Kinora</h1></header>
        <section class="screen" aria-label="Stage">
          <kinora-stage
            .running=${running}
            .take=${take}
            .startFailure=${state.startFailure}
            @take-again=${(event: UiEvent<'take-again'>) => this.#tryAgain(() => studio.again(event.detail.id))}
            @start-retry=${() => this.#tryAgain(() => void studio.make())}
          ></kinora-stage>
          <kinora-caption
            .running=${running}
            .take=${take}
            @run-stop=${() => studio.stop()}
            @surprise-ask=${() => studio.surprise()}
            @clip-save=${() => studio.saved()}
            @take-again=${(event: UiEvent<'take-again'>) => studio.again(event.detail.id)}
            @take-dismiss=${(event: UiEvent<'take-dismiss'>) => studio.dismiss(event.detail.id)}
            @full-screen=${() => void this.#stage?.toggleFullScreen()}
          >
            <kinora-details
              slot="details"
              .result=${take?.outcome.kind === 'clip' ? take.outcome.result : null}
            ></kinora-details>
          </kinora-caption>
        </section>
        ${this.#desk(studio)}
        <kinora-strip
          .queue=${state.queue}
          .running=${state.running}
          .takes=${state.takes}
          .view=${state.view}
          @view-show=${(event: UiEvent<'view-show'>) => studio.show(event.detail.view)}
          @queue-remove=${(event: UiEvent<'queue-remove'>) => studio.unqueue(event.detail.id)}
        ></kinora-strip>
        <kinora-footer
          .problem=${storageProblem(state)}
          .storage=${state.storage}
          .working=${state.running !== null}
          @storage-open=${() => void studio.listStorage()}
          @model-delete=${(event: UiEvent<'model-delete'>) => void studio.deleteModel(event.detail.model)}
        ></kinora-footer>
        <div class="unseen" role="status">${announcement(state)}</div>
      </main>
    `;
  }

  protected override updated(): void {
    const state = this.studio?.store.state;
    if (state === undefined) return;
    this.dataset['state'] = phaseOf(state);
    document.title = pageTitle(state);
  }

  #desk(studio: Studio) {
    const { composer, settings, capabilities, running } = studio.store.state;
    return html`
      <section class="desk" aria-label="Composer">
        <kinora-composer
          .text=${composer.text}
          .working=${running !== null}
          @prompt-input=${(event: UiEvent<'prompt-input'>) => studio.type(event.detail.text)}
          @prompt-submit=${() => this.#make(studio)}
        ></kinora-composer>
        <kinora-reading
          .composer=${composer}
          .suggestions=${SUGGESTIONS}
          @suggestion-pick=${(event: UiEvent<'suggestion-pick'>) => {
            studio.type(event.detail.text);
            this.#composer?.focus();
          }}
          @thing-toggle=${(event: UiEvent<'thing-toggle'>) => studio.toggleThing(event.detail.id)}
          @words-drop=${(event: UiEvent<'words-drop'>) => studio.dropWords(event.detail.said)}
          @word-replace=${(event: UiEvent<'word-replace'>) => studio.replaceWord(event.detail.said, event.detail.word)}
          @settings-change=${(event: UiEvent<'settings-change'>) => studio.changeSettings(event.detail.settings)}
        ></kinora-reading>
        <kinora-settings
          .capabilities=${capabilities}
          .settings=${settings}
          @settings-change=${(event: UiEvent<'settings-change'>) => studio.changeSettings(event.detail.settings)}
          @seed-roll=${() => studio.rollSeed()}
        ></kinora-settings>
      </section>
    `;
  }

  get #composer(): KinoraComposer | null {
    const composer = this.renderRoot.querySelector('kinora-composer');
    return composer instanceof KinoraComposer ? composer : null;
  }

  get #stage(): KinoraStage | null {
    const stage = this.renderRoot.querySelector('kinora-stage');
    return stage instanceof KinoraStage ? stage : null;
  }

  /** The button on the stage goes away with the failure: the focus goes on to Stop. */
  #tryAgain(again: () => void): void {
    again();
    void this.updateComplete.then(() => {
      const caption = this.renderRoot.querySelector('kinora-caption');
      if (caption instanceof KinoraCaption) void caption.updateComplete.then(() => caption.focus());
    });
  }

  #make(studio: Studio): void {
    void studio.make();
    this.#stage?.scrollIntoView({ block: 'nearest' });
  }

  /** Escape stops, Space plays and pauses, unless the key means something where it was pressed. */
  #key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.studio === null) return;
    if (event.key === 'Escape' && this.studio.store.state.running !== null) {
      if (document.fullscreenElement === null && !this.#panelIsOpen()) this.studio.stop();
    }
    const onPage = event.composedPath()[0] === document.body;
    if (event.key === ' ' && onPage) {
      event.preventDefault();
      this.#stage?.togglePlay();
    }
  };

  /** Escape closes an open panel first. */
  #panelIsOpen(): boolean {
    const holders = [...this.renderRoot.querySelectorAll('kinora-details, kinora-footer')];
    return holders.some((holder) => holder.shadowRoot?.querySelector(':popover-open') != null);
  }

  #join(): void {
    this.#leave();
    const { studio } = this;
    if (studio === null) return;
    this.#leave = studio.store.subscribe(() => this.requestUpdate());
    studio.listen({
      onClip: ({ plan, facts, clip }) => {
        const blob = clip.kind === 'video' ? clip.blob : clip.zip;
        this.#tell<KinoraClipDetail>('kinora-clip', { plan, facts, blob, kind: clip.kind });
      },
      onError: (error) => this.#tell<AppErrorData>('kinora-error', error),
    });
  }

  /** After the page shows what is told. */
  #tell<Detail>(name: string, detail: Detail): void {
    void this.updateComplete.then(() => {
      this.dispatchEvent(new CustomEvent<Detail>(name, { detail, bubbles: true, composed: true }));
    });
  }
}

customElements.define('kinora-app', KinoraApp);
