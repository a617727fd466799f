import { html, type nothing, type TemplateResult } from 'lit';
import { canStoryboard, clipTools } from '../../app/offers.ts';
import { hrefOf } from '../../app/routes.ts';
import {
  type AppState,
  type ShownClip,
  shownGiven,
  shownGroup,
  shownParent,
  shownStream,
  shownTake,
  type Take,
} from '../../app/state.ts';
import { streamRunning } from '../../app/stream-state.ts';
import type { Studio } from '../../app/studio-api.ts';
import type { Capabilities } from '../../contract/capabilities.ts';
import '../caption/kinora-caption.ts';
import '../clip/kinora-tools.ts';
import '../details/kinora-details.ts';
import type { UiEvent } from '../events.ts';
import { languageNow } from '../locale/locales.ts';
import type { SaveState } from '../save/kinora-save.ts';
import type { StageGroup } from '../stage/kinora-stage.ts';
import '../stage/kinora-stage.ts';
import { surpriseInWords } from '../wording/desk.ts';
import { STAGE_WORDS } from '../wording/stage.ts';
import { steady } from './steady.ts';

const toolsOf = steady((capabilities: Capabilities | null, clip: ShownClip | null) =>
  clip === null ? [] : clipTools(capabilities, clip),
);

/** What the stage asks of the page around it. */
export interface StageOptions {
  readonly converts: boolean;
  readonly shares: boolean;
  /** Whether there is a storyboard to go to. */
  readonly boards: boolean;
  readonly asksToNotify: boolean;
  readonly saving: SaveState;
  readonly tryAgain: (again: () => void) => void;
  readonly fullScreen: () => void;
  readonly save: (event: UiEvent<'clip-export'>) => void;
  readonly share: (event: UiEvent<'clip-share'>) => void;
  readonly copyFrame: () => void;
  readonly notify: () => void;
  readonly show: (event: UiEvent<'view-show'>) => void;
}

/** The stage, what is said beneath it, and what can be made of its clip. */
export function stageView(studio: Studio, options: StageOptions): TemplateResult {
  const { state } = studio.store;
  const take = shownTake(state);
  const group = groupOf(state);
  const given = shownGiven(state);
  const stream = shownStream(state);
  const running = take === null ? (stream === null ? state.running : streamRunning(stream)) : null;
  return html`
    <section class="screen" tabindex="-1" aria-label=${STAGE_WORDS.stage}>
      <kinora-stage
        .running=${running}
        .stream=${stream}
        .take=${take}
        .group=${group}
        .given=${given}
        .older=${state.comparing ? shownParent(state) : null}
        .startFailure=${state.startFailure}
        .thumbnailer=${studio.thumbnails}
        @view-show=${options.show}
        @stream-play=${(event: UiEvent<'stream-play'>) => studio.stream.played(event.detail.index)}
        @take-again=${(event: UiEvent<'take-again'>) => options.tryAgain(() => studio.again(event.detail.id))}
        @inputs-give=${(event: UiEvent<'inputs-give'>) => void giveMissing(studio, options, event)}
        @start-retry=${() => options.tryAgain(() => void studio.make())}
      ></kinora-stage>
      <kinora-caption
        .running=${running}
        .stream=${stream}
        .take=${take}
        .given=${given}
        .variations=${group === null ? null : group.takes.length}
        .converts=${options.converts}
        .shares=${options.shares}
        .asksToNotify=${options.asksToNotify}
        .saving=${options.saving}
        @run-stop=${() => studio.stop()}
        @stream-go-on=${() => studio.stream.goOn()}
        @done-notify=${options.notify}
        @surprise-ask=${() => surprise(studio)}
        @clip-export=${options.save}
        @clip-share=${options.share}
        @frame-copy=${options.copyFrame}
        @take-again=${(event: UiEvent<'take-again'>) => studio.again(event.detail.id)}
        @take-remake=${(event: UiEvent<'take-remake'>) => void studio.remake(event.detail.id)}
        @take-dismiss=${(event: UiEvent<'take-dismiss'>) => studio.dismiss(event.detail.id)}
        @full-screen=${options.fullScreen}
      >
        <kinora-details slot="details" .result=${take?.outcome.kind === 'clip' ? take.outcome.result : null}></kinora-details>
      </kinora-caption>
      ${tools(studio, take, options.boards)}
    </section>
  `;
}

function tools(studio: Studio, take: Take | null, boards: boolean): TemplateResult | typeof nothing {
  const { state } = studio.store;
  const clip = take?.outcome.kind === 'clip' ? take.outcome.result.clip : null;
  return html`
    <kinora-tools
      .tools=${toolsOf(state.capabilities, clip)}
      .subject=${clip === null ? '' : (take?.job.id ?? '')}
      .storyboard=${boards && clip?.kind === 'video' && take !== null && canStoryboard(state.capabilities) ? hrefOf({ view: 'storyboard', with: take.job.id }) : ''}
      .open=${state.tool?.name ?? ''}
      .comparable=${shownParent(state)?.outcome.kind === 'clip'}
      .comparing=${state.comparing}
      @tool-open=${(event: UiEvent<'tool-open'>) => toggleTool(studio, event)}
      @compare-toggle=${() => studio.compare(!state.comparing)}
    ></kinora-tools>
  `;
}

/** The button goes away with the failure as soon as nothing is missing. */
async function giveMissing(
  studio: Studio,
  { tryAgain }: StageOptions,
  { detail }: UiEvent<'inputs-give'>,
): Promise<void> {
  if (await studio.giveMissing(detail.id, detail.files)) tryAgain(() => undefined);
}

/** The model's own words are English; in another language the page has sentences of its own. */
function surprise(studio: Studio): void {
  if (languageNow() === 'en') studio.surprise();
  else studio.type(surpriseInWords(studio.store.state.composer.text, Math.random));
}

/** A second press on the same button closes its panel. */
function toggleTool(studio: Studio, { detail }: UiEvent<'tool-open'>): void {
  const open = studio.store.state.tool;
  if (open?.name === detail.name && open.subject === detail.subject) studio.closeTool();
  else studio.openTool(detail.name, detail.subject);
}

function groupOf(state: AppState): StageGroup | null {
  const group = shownGroup(state);
  if (group === null) return null;
  const mine = state.view.kind === 'group' && state.running?.job.group === state.view.id;
  return { ...group, running: mine ? state.running : null };
}
