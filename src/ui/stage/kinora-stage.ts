import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Given, Running, ShownClip, Take } from '../../app/state.ts';
import type { Stream } from '../../app/stream-state.ts';
import type { AppErrorData } from '../../contract/result.ts';
import { KinoraCompare } from '../compare/kinora-compare.ts';
import { relay, send, type UiEvent } from '../events.ts';
import { icon } from '../icon/icons.ts';
import '../group/kinora-group.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { BlobUrls } from '../player/blob-urls.ts';
import { toggleFullScreen } from '../player/full-screen.ts';
import { KinoraPlayer } from '../player/kinora-player.ts';
import type { Thumbnailer } from '../player/kinora-transport.ts';
import { KinoraStream } from '../stream/kinora-stream.ts';
import { baseStyles } from '../styles/base.ts';
import { ERROR_WORDS } from '../wording/errors.ts';
import { motto, progressShare } from '../wording/progress.ts';
import { sentence } from '../wording/sentences.ts';
import { STAGE_WORDS } from '../wording/stage.ts';
import './kinora-missing.ts';
import { stageStyles } from './stage-styles.ts';

/** Variations of one request. */
export interface StageGroup {
  readonly takes: readonly Take[];
  readonly running: Running | null;
  /** How many are still to come, the running one included. */
  readonly waiting: number;
}

/**
 * The square where everything is seen: an unlit reel while there is nothing, the picture as it sharpens, the clip, or what
 * went wrong. Its size never depends on what it shows. Sends `take-again`, `inputs-give`, `start-retry` and
 * `stream-play`.
 */
export class KinoraStage extends LocalisedElement {
  static override properties = {
    running: { attribute: false },
    take: { attribute: false },
    startFailure: { attribute: false },
    group: { attribute: false },
    given: { attribute: false },
    older: { attribute: false },
    stream: { attribute: false },
    thumbnailer: { attribute: false },
  };
  static override styles = [baseStyles, stageStyles];
  /** What is being made, where the stage is to show that. */
  declare running: Running | null;
  /** The take to show; goes before `running`. */
  declare take: Take | null;
  declare startFailure: AppErrorData | null;
  /** Variations to show side by side; goes before all else. */
  declare group: StageGroup | null;
  /** A picture that a panel works on. */
  declare given: Given | null;
  /** What the take was made from, where the two are to be compared. */
  declare older: Take | null;
  /** A clip that goes on and on, where the stage is to show one; what is being made of it is `running`. */
  declare stream: Stream | null;
  declare thumbnailer: Thumbnailer | null;
  /** The job whose preview the canvas holds. */
  #drawn: string | null = null;

  readonly #urls = new BlobUrls(this);

  constructor() {
    super();
    this.running = null;
    this.take = null;
    this.startFailure = null;
    this.group = null;
    this.given = null;
    this.older = null;
    this.stream = null;
    this.thumbnailer = null;
  }

  /** Plays or pauses the clip, or the two that are compared. */
  togglePlay(): void {
    const stream = this.renderRoot.querySelector('kinora-stream');
    if (stream instanceof KinoraStream) stream.toggle();
    else (this.#compare ?? this.#player)?.toggle();
  }

  /** Pauses the clip and goes some frames on or back. */
  step(by: number): void {
    this.#player?.step(by);
  }

  /** Lets the clip be heard or not; false where it has no sound. */
  toggleSound(): boolean {
    return this.#player?.toggleSound() ?? false;
  }

  /** Shows the clip on the whole screen, or ends that. */
  async toggleFullScreen(): Promise<void> {
    const player = this.#player;
    if (player !== null) await toggleFullScreen(player, player.video);
  }

  /** The shown frame as a PNG in the clipboard. False where the browser does not let it, or nothing plays. */
  async copyFrame(): Promise<boolean> {
    return (await (this.#compare ?? this.#player)?.copyFrame()) ?? false;
  }

  get #compare(): KinoraCompare | null {
    const compare = this.renderRoot.querySelector('kinora-compare');
    return compare instanceof KinoraCompare ? compare : null;
  }

  get #player(): KinoraPlayer | null {
    const player = this.renderRoot.querySelector('kinora-player');
    return player instanceof KinoraPlayer ? player : null;
  }

  override render() {
    const streaming = this.stream !== null && this.stream.parts.length > 0;
    const aside = this.group !== null || this.given !== null || streaming;
    const working = !aside && this.take === null && this.running !== null;
    const seen = working && (this.running?.preview !== null || this.#drawn === this.running.job.id);
    const idle = !aside && this.take === null && this.running === null && this.startFailure === null;
    const failed = !idle && !working && !aside;
    const words = motto(working, this.running?.progress ?? null);
    return html`
      <div class="screen ${working ? 'lit' : ''}">
        <div class="reel" aria-hidden="true" ?hidden=${seen || aside || this.take?.outcome.kind === 'clip'}><i></i><b></b>${failed ? nothing : html`<u></u>`}</div>
        ${seen || failed || aside || words === null ? nothing : html`<p class="motto">${words[0]}<br />${words[1]}</p>`}
        <canvas ?hidden=${!seen} role="img" aria-label=${STAGE_WORDS.soFar}></canvas>
        ${this.#content()}
      </div>
      ${working || (streaming && this.stream?.making === true) ? this.#progress() : nothing}
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('running')) this.#draw();
  }

  #content(): TemplateResult | typeof nothing {
    const { take, running, group, given, stream } = this;
    if (stream !== null && stream.parts.length > 0) {
      return html`<kinora-stream .stream=${stream} @stream-play=${(event: UiEvent<'stream-play'>) => relay(this, event)}></kinora-stream>`;
    }
    if (group !== null) {
      return html`<kinora-group .takes=${group.takes} .running=${group.running} .waiting=${group.waiting} @view-show=${(event: UiEvent<'view-show'>) => relay(this, event)}></kinora-group>`;
    }
    if (given !== null) return html`<img class="given" src=${this.#urls.of(given.file)} alt=${given.name} />`;
    if (take?.outcome.kind === 'clip') return this.#clip(take, take.outcome.result.clip);
    if (take?.outcome.kind === 'failed') return this.#failure(take.outcome.error, take.job.id);
    if (running === null && this.startFailure !== null) return this.#failure(this.startFailure, null);
    return nothing;
  }

  #clip(take: Take, clip: ShownClip): TemplateResult {
    const { older } = this;
    if (older?.outcome.kind === 'clip') {
      return html`<kinora-compare .older=${older.outcome.result.clip} .newer=${clip}></kinora-compare>`;
    }
    return html`${keyed(
      take.job.id,
      html`<kinora-player role="group" aria-label=${take.job.prompt} .clip=${clip} .label=${take.job.prompt} .thumbnailer=${this.thumbnailer}></kinora-player>`,
    )}`;
  }

  #failure(error: AppErrorData, takeId: string | null): TemplateResult {
    const words = ERROR_WORDS[error.code];
    const again = () => (takeId === null ? send(this, 'start-retry', null) : send(this, 'take-again', { id: takeId }));
    return html`
      <div class="failure">
        <h2>${words.title}</h2>
        <p>${words.help}</p>
        ${this.#missing(error)}
        ${
          error.retryable || takeId === null
            ? html`<button class=${error.inputs === undefined ? 'primary' : 'quiet'} type="button" @click=${again}>${icon('again')} ${STAGE_WORDS.tryAgain}</button>`
            : nothing
        }
        <details>
          <summary>${STAGE_WORDS.exactly}</summary>
          <p class="exact">${error.code}, ${error.stage}: ${sentence(error.detail)}${error.cause === undefined ? '' : ` (${error.cause})`}</p>
        </details>
      </div>
    `;
  }

  #missing({ inputs }: AppErrorData): TemplateResult | typeof nothing {
    if (inputs === undefined || inputs.length === 0) return nothing;
    return html`<kinora-missing .take=${this.take} @inputs-give=${(event: UiEvent<'inputs-give'>) => relay(this, event)}></kinora-missing>`;
  }

  #progress(): TemplateResult {
    const share = progressShare(this.running?.progress ?? null);
    return html`
      <div
        class="line"
        role="progressbar"
        aria-label=${STAGE_WORDS.making}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.round(share * 100)}
      ><i .style=${`transform: scaleX(${share.toFixed(3)})`}></i></div>
    `;
  }

  #draw(): void {
    const { running } = this;
    const bitmap = running?.preview?.bitmap;
    const canvas = this.renderRoot.querySelector('canvas');
    if (running === null || bitmap === undefined || canvas === null || bitmap.width === 0) return;
    this.#drawn = running.job.id;
    if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
    }
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  }
}

customElements.define('kinora-stage', KinoraStage);
