import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { diagnostics } from '../../app/diagnostics.ts';
import type { ClipResult } from '../../app/state.ts';
import type { BackendReport, BackendTrial } from '../../contract/backend.ts';
import { type ClipPlan, clipFrames } from '../../contract/plan.ts';
import type { Stage } from '../../contract/result.ts';
import type { VideoCodecName } from '../../contract/workers.ts';
import { icon } from '../icon/icons.ts';
import { baseStyles } from '../styles/base.ts';
import { panelStyles } from '../styles/panel.ts';
import { STAGE_NAMES } from '../wording/progress.ts';
import { bytes, seconds } from '../wording/units.ts';
import { backendLine, backendName } from '../wording/words.ts';

const CODECS: Readonly<Record<VideoCodecName, string>> = { h264: 'H.264', vp9: 'VP9', av1: 'AV1' };
const STAGES: readonly Stage[] = ['plan', 'start', 'weights', 'text', 'denoise', 'decode', 'encode', 'save'];

/** A button that opens how a clip was made: plan, seed, backend, seconds, bytes, and diagnostics to copy. */
export class KinoraDetails extends LitElement {
  static override properties = {
    result: { attribute: false },
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
      li {
        margin-block: 0.2rem;
      }
      small {
        display: block;
        color: var(--ink-soft);
      }
      .copy {
        margin-top: 1rem;
      }
    `,
  ];
  declare result: ClipResult | null;
  declare private copied: boolean;

  constructor() {
    super();
    this.result = null;
    this.copied = false;
  }

  override render() {
    if (this.result === null) return nothing;
    return html`
      <button class="round" type="button" aria-label="Details" title="Details" popovertarget="panel">${icon('details')}</button>
      <section id="panel" popover aria-labelledby="heading">${this.#panel(this.result)}</section>
    `;
  }

  #panel(result: ClipResult): TemplateResult {
    const { facts, plan, clip } = result;
    const size = clip.kind === 'video' ? clip.blob.size : clip.zip.size;
    const format = clip.kind === 'video' ? `MP4, ${CODECS[clip.codec]}` : 'PNG pictures in a zip';
    return html`
      <header>
        <h2 id="heading">How this clip was made</h2>
        <button class="round" type="button" aria-label="Close" popovertarget="panel" popovertargetaction="hide">
          ${icon('close')}
        </button>
      </header>
      <dl>
        <dt>Plan</dt>
        <dd>${planLine(result)}</dd>
        <dt>Seed</dt>
        <dd>${seedOf(plan)}</dd>
        <dt>File</dt>
        <dd>
          ${format}, ${bytes(size)}
          ${clip.passedOver.map((reason) => html`<small>${reason}</small>`)}
        </dd>
        <dt>Model</dt>
        <dd>${facts.weightBytesFetched === 0 ? 'already here, nothing fetched' : `${bytes(facts.weightBytesFetched)} fetched in this visit`}</dd>
        <dt>Made by</dt>
        <dd>${backend(facts.backend)}</dd>
      </dl>
      <h3>Seconds</h3>
      <table>
        ${STAGES.map((stage) => {
          const spent = facts.timings[stage];
          return spent === undefined || spent < 0.005
            ? nothing
            : html`<tr><th scope="row">${STAGE_NAMES[stage]}</th><td>${seconds(spent)}</td></tr>`;
        })}
        <tr class="sum"><th scope="row">From words to film</th><td>${seconds(facts.totalSeconds)}</td></tr>
      </table>
      <button class="quiet copy" type="button" @click=${() => void this.#copy(result)}>
        ${icon(this.copied ? 'check' : 'copy')} ${this.copied ? 'Copied' : 'Copy diagnostics, without your words'}
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

function seedOf(plan: ClipPlan): string {
  const made = plan.segments.find((segment) => segment.kind === 'made');
  return made === undefined ? '' : String(made.seed);
}

function planLine({ plan }: ClipResult): string {
  const [segment] = plan.segments;
  if (segment === undefined) return '';
  const cast = plan.references.map(({ name }) => name).join(', ');
  const frames = `${clipFrames(plan)} frames at ${plan.fps} a second, ${segment.width} × ${segment.height} pixels`;
  const drawn = `drawn in ${plan.steps} ${plan.steps === 1 ? 'step' : 'steps'}, guidance ${plan.guidance}`;
  return `${frames}, ${drawn}${cast === '' ? '' : `, with ${cast}`}.`;
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
  return `${backendName(kind)}: ${outcome === 'chosen' ? 'chosen. ' : ''}${reason}`;
}

customElements.define('kinora-details', KinoraDetails);
