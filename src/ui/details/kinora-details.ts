import { css, html, nothing, type TemplateResult } from 'lit';
import { diagnostics } from '../../app/diagnostics.ts';
import { type ClipResult, hasSound, type OpenedClip, type ShownClip } from '../../app/state.ts';
import type { BackendReport, BackendTrial } from '../../contract/backend.ts';
import type { ClipPlan } from '../../contract/plan.ts';
import type { Stage } from '../../contract/result.ts';
import type { VideoCodecName } from '../../contract/workers.ts';
import { giveFocusBack } from '../focus/give-back.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { panelStyles } from '../styles/panel.ts';
import { PROGRESS_WORDS } from '../wording/progress.ts';
import { sentence } from '../wording/sentences.ts';
import { styleName } from '../wording/settings.ts';
import { DETAIL_WORDS, partLines, planLine, shapeLine } from '../wording/stage.ts';
import { bytes, seconds } from '../wording/units.ts';
import { backendLine, backendName } from '../wording/words.ts';

const CODECS: Readonly<Record<VideoCodecName, string>> = { h264: 'H.264', vp9: 'VP9', av1: 'AV1' };
const CONTAINERS: Readonly<Record<string, string>> = {
  'video/mp4': 'MP4',
  'video/webm': 'WebM',
  'video/quicktime': 'QuickTime',
  'video/x-matroska': 'Matroska',
};
const STAGES: readonly Stage[] = ['plan', 'start', 'weights', 'text', 'denoise', 'decode', 'encode', 'save'];

/**
 * A button that opens how a clip was made: plan, parts with their sentences, seed and file; of a clip of this visit also backend,
 * seconds, bytes, and diagnostics to copy.
 */
export class KinoraDetails extends LocalisedElement {
  static override properties = {
    result: { attribute: false },
    open: { state: true },
    copied: { state: true },
  };
  static override styles = [
    baseStyles,
    panelStyles,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th {
        font-weight: 400;
        text-align: start;
        color: var(--ink-soft);
      }
      td {
        text-align: end;
      }
      th,
      td {
        padding: 0.15rem 0;
      }
      .sum > * {
        border-top: 1px solid var(--line);
        color: var(--ink);
        font-weight: 500;
      }
      li + li {
        margin-block-start: 0.2rem;
      }
      ol {
        margin: 0;
        padding-inline-start: 1.4em;
      }
      small {
        display: block;
        color: var(--ink-soft);
      }
      .copy {
        max-width: 100%;
        margin-top: 1rem;
        padding-block: 0.3rem;
        text-align: start;
        white-space: normal;
      }
    `,
  ];
  declare result: ClipResult | OpenedClip | null;
  /** What is in the panel is drawn only while it is open. */
  declare private open: boolean;
  declare private copied: boolean;

  constructor() {
    super();
    this.result = null;
    this.open = false;
    this.copied = false;
  }

  override render() {
    if (this.result === null) return nothing;
    return html`
      <button class="round" type="button" aria-label=${DETAIL_WORDS.details} title=${DETAIL_WORDS.details} popovertarget="panel">${icon('details')}</button>
      <section id="panel" popover aria-labelledby="heading" @beforetoggle=${(event: ToggleEvent) => this.#toggled(event)}>
        ${this.open ? this.#panel(this.result) : nothing}
      </section>
    `;
  }

  #toggled(event: ToggleEvent): void {
    giveFocusBack(event);
    this.open = event.newState === 'open';
  }

  #panel(result: ClipResult | OpenedClip): TemplateResult {
    return html`
      <header>
        <h2 id="heading">${DETAIL_WORDS.title}</h2>
        <button class="round" type="button" aria-label=${DETAIL_WORDS.close} popovertarget="panel" popovertargetaction="hide">
          ${icon('close')}
        </button>
      </header>
      <dl>
        ${result.plan === null ? unplanned(result) : planned(result.plan)}
        <dt>${DETAIL_WORDS.file}</dt>
        <dd>${fileLine(result)}</dd>
        ${soundOf(result)} ${result.facts === null ? nothing : computed(result)}
      </dl>
      ${result.facts === null ? nothing : this.#spent(result)}
    `;
  }

  #spent(result: ClipResult): TemplateResult {
    const { facts } = result;
    return html`
      <h3>${DETAIL_WORDS.seconds}</h3>
      <table>
        ${STAGES.map((stage) => {
          const spent = facts.timings[stage];
          return spent === undefined || spent < 0.005
            ? nothing
            : html`<tr><th scope="row">${PROGRESS_WORDS.spent[stage]}</th><td>${seconds(spent)}</td></tr>`;
        })}
        <tr class="sum"><th scope="row">${DETAIL_WORDS.sum}</th><td>${seconds(facts.totalSeconds)}</td></tr>
      </table>
      <button class="quiet copy" type="button" @click=${() => void this.#copy(result)}>
        ${icon(this.copied ? 'check' : 'copy')} ${this.copied ? DETAIL_WORDS.copied : DETAIL_WORDS.copy}
      </button>
    `;
  }

  async #copy(result: ClipResult): Promise<void> {
    try {
      await navigator.clipboard.writeText(diagnostics(result));
      this.copied = true;
    } catch {
      this.copied = false;
    }
  }
}

function planned(plan: ClipPlan): TemplateResult {
  const seed = plan.segments.find((segment) => segment.kind === 'made')?.seed;
  return html`
    <dt>${DETAIL_WORDS.plan}</dt>
    <dd>${planLine(plan)}</dd>
    <dt>${DETAIL_WORDS.parts}</dt>
    <dd><ol>${partLines(plan).map((line) => html`<li>${line}</li>`)}</ol></dd>
    ${plan.style === null ? nothing : html`<dt>${DETAIL_WORDS.style}</dt><dd>${styleName(plan.style)}</dd>`}
    ${seed === undefined ? nothing : html`<dt>${DETAIL_WORDS.seed}</dt><dd>${seed}</dd>`}
  `;
}

function unplanned({ clip }: ClipResult | OpenedClip): TemplateResult {
  return html`<dt>${DETAIL_WORDS.plan}</dt><dd>${DETAIL_WORDS.noPlan} ${shapeLine(clip)}</dd>`;
}

function fileLine(result: ClipResult | OpenedClip): TemplateResult {
  const { clip } = result;
  const size = bytes(clip.kind === 'video' ? clip.blob.size : clip.zip.size);
  // A clip that is only opened does not say its codec, nor what else was tried.
  if (result.facts === null) return html`${DETAIL_WORDS.format(formatOf(clip), size)}`;
  const { passedOver } = result.clip;
  const codec = result.clip.kind === 'video' ? `, ${CODECS[result.clip.codec]}` : '';
  return html`
    ${DETAIL_WORDS.format(`${formatOf(clip)}${codec}`, size)}
    ${passedOver.map((reason) => html`<small>${sentence(reason)}</small>`)}
  `;
}

function formatOf(clip: ShownClip): string {
  if (clip.kind === 'pictures') return DETAIL_WORDS.pictures;
  const type = clip.mimeType.split(';')[0] ?? '';
  return CONTAINERS[type] ?? type;
}

/** Nothing where no sound was asked for, and none is there. */
function soundOf(result: ClipResult | OpenedClip): TemplateResult | typeof nothing {
  const dropped = result.facts === null ? undefined : result.clip.audioDropped;
  if (dropped === undefined && !hasSound(result.clip)) return nothing;
  const there = result.plan === null ? DETAIL_WORDS.soundThere : DETAIL_WORDS.soundKept;
  return html`
    <dt>${DETAIL_WORDS.sound}</dt>
    <dd>${dropped === undefined ? there : DETAIL_WORDS.soundDropped(sentence(dropped))}</dd>
  `;
}

function computed({ facts }: ClipResult): TemplateResult {
  return html`
    <dt>${DETAIL_WORDS.model}</dt>
    <dd>${facts.weightBytesFetched === 0 ? DETAIL_WORDS.cached : DETAIL_WORDS.fetched(bytes(facts.weightBytesFetched))}</dd>
    <dt>${DETAIL_WORDS.madeBy}</dt>
    <dd>${backend(facts.backend)}</dd>
  `;
}

function backend(report: BackendReport): TemplateResult {
  return html`
    <details>
      <summary>${backendLine(report)}</summary>
      <ul>
        ${report.tried.map((trial) => html`<li>${trialLine(trial)}</li>`)}
      </ul>
    </details>
  `;
}

function trialLine({ kind, outcome, reason }: BackendTrial): string {
  const line = outcome === 'chosen' ? DETAIL_WORDS.chosen : DETAIL_WORDS.trial;
  return line(backendName(kind), sentence(reason));
}

customElements.define('kinora-details', KinoraDetails);
