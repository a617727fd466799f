import { html, nothing, type TemplateResult } from 'lit';
import type { KeptVideos } from '../../app/library-state.ts';
import { canStoryboard, canStream, pictureRoles, pictureTools, takesFiles } from '../../app/offers.ts';
import { longestClip, offeredStyles } from '../../app/plan-composer.ts';
import { takenStyleNames } from '../../app/preset-desk.ts';
import { hrefOf, WITH_COMPOSER } from '../../app/routes.ts';
import type { Studio } from '../../app/studio-api.ts';
import type { Capabilities } from '../../contract/capabilities.ts';
import type { CastMember, StylePreset } from '../../contract/library.ts';
import '../cast/kinora-cast.ts';
import '../composer/kinora-composer.ts';
import type { UiEvent } from '../events.ts';
import '../inputs/kinora-inputs.ts';
import { chooseLanguage, languageNow, offeredLanguages } from '../locale/locales.ts';
import '../presets/kinora-presets.ts';
import '../reading/kinora-reading.ts';
import '../settings/kinora-settings.ts';
import '../unfinished/kinora-unfinished.ts';
import { COMPOSER_WORDS, suggestions } from '../wording/desk.ts';
import { otherClips, panelSubject } from './panel-subject.ts';
import { steady } from './steady.ts';

const stylesOf = steady((capabilities: Capabilities | null, presets: readonly StylePreset[]) =>
  capabilities === null ? [] : offeredStyles(capabilities, presets),
);
const takenStyles = steady(takenStyleNames);
const toolsOf = steady(pictureTools);
const rolesOf = steady(pictureRoles);
const namesOf = steady((cast: readonly CastMember[]) => cast.map(({ name }) => name));
const suggestionsIn = steady((_language: string) => suggestions());

/** What the desk asks of the page around it. */
export interface DeskOptions {
  readonly make: () => void;
  readonly focusComposer: () => void;
  /** Writes words where the caret stands in the box. */
  readonly insert: (words: string) => void;
  /** Whether there is a storyboard to go to. */
  readonly boards: boolean;
  /** Clips of earlier visits; null where none are kept. */
  readonly kept: KeptVideos | null;
}

/** The composer with all that belongs to it, or the panel that is open in its place. */
export function deskView(studio: Studio, options: DeskOptions): TemplateResult {
  const { tool } = studio.store.state;
  return html`
    <section class="desk" aria-label=${COMPOSER_WORDS.desk}>
      ${tool === null ? composer(studio, options) : panel(studio, options)}
    </section>
  `;
}

function composer(studio: Studio, { make, focusComposer, insert, boards }: DeskOptions): TemplateResult {
  const { state } = studio.store;
  const { composer, settings, capabilities, running, stream, history, cast, unfinished, presets, removedPreset } =
    state;
  // The line of an unfinished clip goes away with the focus in it.
  const settle = (act: Promise<void>) => {
    void act;
    focusComposer();
  };
  return html`
    <kinora-unfinished
      ?hidden=${unfinished.length === 0}
      .clips=${unfinished}
      @clip-go-on=${(event: UiEvent<'clip-go-on'>) => settle(studio.goOn(event.detail.id))}
      @clip-let-go=${(event: UiEvent<'clip-let-go'>) => settle(studio.letGo(event.detail.id))}
    ></kinora-unfinished>
    <kinora-composer
      .text=${composer.text}
      .working=${running !== null}
      .history=${history}
      .names=${namesOf(cast)}
      .takesFiles=${takesFiles(capabilities)}
      .storyboard=${boards && canStoryboard(capabilities) ? hrefOf({ view: 'storyboard', with: WITH_COMPOSER }) : ''}
      .streams=${canStream(capabilities)}
      .streaming=${stream !== null}
      @prompt-input=${(event: UiEvent<'prompt-input'>) => studio.type(event.detail.text)}
      @prompt-submit=${make}
      @stream-begin=${() => void studio.stream.begin()}
      @files-give=${(event: UiEvent<'files-give'>) => void studio.give(event.detail.files)}
    >
      <kinora-inputs
        .given=${composer.given}
        .tools=${toolsOf(capabilities, true)}
        .roles=${rolesOf(capabilities)}
        .frame=${settings}
        @given-use=${(event: UiEvent<'given-use'>) => studio.useGiven(event.detail.id, event.detail.role)}
        @given-frame=${(event: UiEvent<'given-frame'>) => studio.frameGiven(event.detail.id, event.detail.framing)}
        @given-remove=${(event: UiEvent<'given-remove'>) => studio.removeGiven(event.detail.id)}
        @tool-open=${(event: UiEvent<'tool-open'>) => {
          studio.show({ kind: 'given', id: event.detail.subject });
          studio.openTool(event.detail.name, event.detail.subject);
        }}
      ></kinora-inputs>
    </kinora-composer>
    <kinora-reading
      .composer=${composer}
      .suggestions=${suggestionsIn(languageNow())}
      @suggestion-pick=${(event: UiEvent<'suggestion-pick'>) => {
        studio.type(event.detail.text);
        focusComposer();
      }}
      @thing-toggle=${(event: UiEvent<'thing-toggle'>) => studio.toggleThing(event.detail.id)}
      @words-drop=${(event: UiEvent<'words-drop'>) => studio.dropWords(event.detail.said)}
      @word-replace=${(event: UiEvent<'word-replace'>) => studio.replaceWord(event.detail.said, event.detail.word)}
      @settings-change=${(event: UiEvent<'settings-change'>) => studio.changeSettings(event.detail.settings)}
    ></kinora-reading>
    <kinora-settings
      .capabilities=${capabilities}
      .settings=${settings}
      .styleNames=${stylesOf(capabilities, presets)}
      .longest=${capabilities === null ? 0 : longestClip(capabilities)}
      @settings-change=${(event: UiEvent<'settings-change'>) => studio.changeSettings(event.detail.settings)}
      .languages=${offeredLanguages()}
      .language=${languageNow()}
      @seed-roll=${() => studio.rollSeed()}
      @language-change=${(event: UiEvent<'language-change'>) => void speak(studio, event.detail.language)}
    >
      <kinora-presets
        .presets=${presets}
        .taken=${takenStyles(presets)}
        .removed=${removedPreset}
        @preset-save=${(event: UiEvent<'preset-save'>) => void studio.presets.save(event.detail.name, event.detail.words)}
        @preset-rename=${(event: UiEvent<'preset-rename'>) => void studio.presets.rename(event.detail.id, event.detail.name)}
        @preset-remove=${(event: UiEvent<'preset-remove'>) => void studio.presets.remove(event.detail.id)}
        @preset-undo=${() => void studio.presets.undo()}
      ></kinora-presets>
      <kinora-cast
        ?hidden=${cast.length === 0 && state.removedMember === null}
        .cast=${cast}
        .removed=${state.removedMember}
        .picture=${studio.cast.picture}
        @cast-insert=${(event: UiEvent<'cast-insert'>) => insert(`@${event.detail.name}`)}
        @cast-rename=${(event: UiEvent<'cast-rename'>) => void studio.cast.rename(event.detail.id, event.detail.name)}
        @cast-remove=${(event: UiEvent<'cast-remove'>) => void studio.cast.remove(event.detail.id)}
        @cast-undo=${() => void studio.cast.undo()}
      ></kinora-cast>
    </kinora-settings>
  `;
}

/** The words in the box are read again: some are words of the page's language. */
async function speak(studio: Studio, language: string): Promise<void> {
  await chooseLanguage(language).catch(() => undefined);
  studio.type(studio.store.state.composer.text);
}

function panel(studio: Studio, { kept }: DeskOptions): TemplateResult | typeof nothing {
  const { state } = studio.store;
  const { tool } = state;
  if (tool === null) return nothing;
  return html`
    <kinora-tool
      .tool=${tool.name}
      .subject=${panelSubject(state)}
      .others=${otherClips(state)}
      .kept=${kept}
      .forecast=${tool.forecast}
      .draft=${studio.toolDraft}
      .working=${state.running !== null}
      .thumbnailer=${studio.thumbnails}
      @tool-change=${(event: UiEvent<'tool-change'>) => void studio.forecast(event.detail.request)}
      @tool-draft=${({ detail }: UiEvent<'tool-draft'>) => studio.keepToolDraft(detail.steps, detail.frameCount)}
      @tool-run=${(event: UiEvent<'tool-run'>) => void studio.runTool(event.detail.request)}
      @tool-close=${() => studio.closeTool()}
      @clip-bring=${(event: UiEvent<'clip-bring'>) => void studio.bringClip(event.detail.id)}
      .cast=${state.cast}
      @cast-remove=${(event: UiEvent<'cast-remove'>) => void studio.cast.remove(event.detail.id)}
      @cast-add=${(event: UiEvent<'cast-add'>) => void studio.cast.add(event.detail.member)}
    ></kinora-tool>
  `;
}
