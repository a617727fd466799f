import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ClipSettings, Composer, Refusal } from '../../app/state.ts';
import type { PromptConcern, PromptReading, ReadWord } from '../../contract/reading.ts';
import { send } from '../events.ts';
import { KeepFocus } from '../focus/keep-focus.ts';
import { icon } from '../icon/icons.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { concernLine } from '../wording/concerns.ts';
import { READING_WORDS } from '../wording/desk.ts';
import { sentence } from '../wording/sentences.ts';
import { nearestName } from '../wording/settings.ts';

type WordKind = 'things' | 'motions' | 'places' | 'times' | 'cameras';

/** How long nobody types before it is told aloud what was understood. Milliseconds. */
const QUIET_MS = 1200;
const KINDS: readonly WordKind[] = ['things', 'motions', 'places', 'times', 'cameras'];

/**
 * Beneath the box: what was understood as chips, the English it was read in where it was written in another language, and concerns in plain words; suggestions while the box is empty.
 * One reserved height for both, so that typing moves nothing. Once typing pauses, the same is told aloud. Sends `thing-toggle`, `words-drop`, `word-replace`,
 * `settings-change` (a refusal's nearest) and `suggestion-pick`.
 */
export class KinoraReading extends LocalisedElement {
  static override properties = {
    composer: { attribute: false },
    suggestions: { attribute: false },
    told: { state: true },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        min-height: var(--room);
      }
      h2 {
        margin: 0 0 0.5rem;
        font-size: 0.8rem;
        font-weight: 500;
        color: var(--ink-soft);
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .suggestions button {
        justify-content: flex-start;
        width: 100%;
        min-height: 2.25rem;
        padding: 0.25rem 0.6rem;
        margin-inline-start: -0.6rem;
        border-radius: 8px;
        font: italic 400 1.02rem/1.3 var(--serif);
        text-align: start;
        white-space: normal;
      }
      .suggestions button::before {
        content: '';
        flex: none;
        width: 0.9em;
        height: 1px;
        background: var(--accent);
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
      .chip {
        display: inline-flex;
        align-items: center;
        min-height: var(--chip);
        padding-inline-start: 0.8em;
        border: 1px solid var(--line-strong);
        border-radius: 999px;
        background: var(--raised);
        font-size: 0.92rem;
      }
      .chip small {
        margin-inline-end: 0.45em;
        color: var(--ink-soft);
        font-size: 0.75rem;
      }
      .chip .english-word {
        margin-inline: 0.45em 0;
      }
      .chip button {
        min-width: var(--chip);
        min-height: var(--chip);
        width: var(--chip);
        padding: 0;
        font-size: 0.8rem;
        color: var(--ink-soft);
      }
      .chip.dropped {
        border-style: dashed;
        background: none;
      }
      .chip.dropped b {
        text-decoration: line-through;
      }
      .chip b {
        font-weight: 500;
      }
      .english,
      .concern {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.35rem 0.5rem;
        font-size: 0.92rem;
      }
      .concern {
        margin: 0.7rem 0 0;
        padding-inline-start: 0.8rem;
        border-inline-start: 2px solid var(--accent);
        color: var(--ink);
      }
      .concern.refusal {
        border-color: var(--danger);
      }
      .english {
        margin: 0 0 0.6rem;
        color: var(--ink-soft);
      }
      .english [lang] {
        color: var(--ink);
      }
      .english button,
      .concern button {
        min-height: var(--chip);
        padding: 0 0.7em;
        font-size: 0.92rem;
        border-color: var(--line-strong);
      }
      :host {
        --chip: 1.9rem;
        --room: 10.9rem;
      }
      @media (pointer: coarse) {
        :host {
          --chip: 2.75rem;
          --room: 12.9rem;
        }
        .suggestions button {
          min-height: 2.75rem;
        }
      }
    `,
  ];
  declare composer: Composer;
  declare suggestions: readonly string[];
  /** What the live region holds. */
  declare private told: string;
  #telling = 0;

  constructor() {
    super();
    new KeepFocus(this);
    this.composer = { text: '', reading: null, dropped: [], refusal: null, given: [] };
    this.suggestions = [];
    this.told = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#telling);
  }

  override render() {
    return html`${this.#content()}<div class="unseen" role="status">${this.told}</div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('composer');
    if (before === undefined) return;
    const { text, reading, refusal } = this.composer;
    if (refusal !== null && refusal !== before.refusal) this.#tellIn(0);
    else if (text !== before.text || reading !== before.reading) this.#tellIn(QUIET_MS);
  }

  #tellIn(milliseconds: number): void {
    clearTimeout(this.#telling);
    this.#telling = window.setTimeout(() => {
      this.told = aloud(this.composer);
    }, milliseconds);
  }

  #content() {
    const { text, reading, refusal } = this.composer;
    if (text.trim() === '') return [this.#suggestions(), refusal === null ? nothing : this.#refusal(refusal)];
    return [
      reading?.english === undefined ? nothing : this.#english(reading.english),
      reading === null ? nothing : this.#understood(reading),
      refusal === null || refusal.what === 'prompt' ? nothing : this.#refusal(refusal),
      concernsOf(this.composer).map((concern) => this.#concern(concern)),
    ];
  }

  #suggestions(): TemplateResult {
    return html`
      <h2 id="title">${READING_WORDS.try}</h2>
      <ul class="suggestions" aria-labelledby="title">
        ${this.suggestions.map(
          (text) =>
            html`<li><button type="button" @click=${() => send(this, 'suggestion-pick', { text })}>${text}</button></li>`,
        )}
      </ul>
    `;
  }

  #understood(reading: PromptReading): TemplateResult | typeof nothing {
    const chips = KINDS.flatMap((kind) => reading[kind].map((word) => this.#chip(kind, word)));
    if (chips.length === 0) return nothing;
    return html`<h2 id="title">${READING_WORDS.understood}</h2><ul class="chips" aria-labelledby="title">${chips}</ul>`;
  }

  /** What a prompt in another language is read as; one press puts it into the box, to be changed there. */
  #english(text: string): TemplateResult {
    return html`
      <p class="english">
        <span>${READING_WORDS.readAs} <bdi lang="en" dir="ltr">“${text}”</bdi></span>
        <button type="button" @click=${() => send(this, 'suggestion-pick', { text })}>${READING_WORDS.edit}</button>
      </p>
    `;
  }

  #chip(kind: WordKind, word: ReadWord): TemplateResult {
    if (kind === 'things') return this.#thing(word);
    return html`
      <li class="chip">
        <small>${READING_WORDS.kinds[kind]}</small>${this.#named(word)}
        <button
          type="button"
          aria-label=${READING_WORDS.takeOutAloud(word.said)}
          title=${READING_WORDS.takeOut(word.said)}
          @click=${() => send(this, 'words-drop', { said: word.said })}
        >${icon('close')}</button>
      </li>
    `;
  }

  /** A thing that is dropped keeps its word, but its picture does not guide the model; it can be taken back. */
  #thing(word: ReadWord): TemplateResult {
    const dropped = this.composer.dropped.includes(word.id);
    const name = this.#isTranslated ? word.said : word.name;
    const title = dropped ? READING_WORDS.actAgain(name) : READING_WORDS.doNotUse(name);
    return html`
      <li class="chip ${dropped ? 'dropped' : ''}">
        <small>${dropped ? READING_WORDS.wordOnly : READING_WORDS.kinds.things}</small>${this.#named(word)}
        <button
          type="button"
          aria-label=${title}
          title=${title}
          @click=${() => send(this, 'thing-toggle', { id: word.id })}
        >${icon(dropped ? 'undo' : 'close')}</button>
      </li>
    `;
  }

  /** The model's word; of a prompt in another language the word that was written, with the model's beside it. */
  #named(word: ReadWord): TemplateResult {
    if (!this.#isTranslated) return html`<b lang="en">${asAsked(word)}</b>`;
    return html`<b>${word.said}</b><small class="english-word" lang="en">${asAsked(word)}</small>`;
  }

  get #isTranslated(): boolean {
    return this.composer.reading?.english !== undefined;
  }

  #concern(concern: PromptConcern): TemplateResult | typeof nothing {
    const line = concernLine(concern);
    if (line === null) return nothing;
    const { said, near } = otherWords(concern);
    return html`
      <p class="concern">
        ${line}
        ${near.map(
          (word) => html`<button
            type="button"
            aria-label=${READING_WORDS.useFor(word, said)}
            @click=${() => send(this, 'word-replace', { said, word })}
          >${word}</button>`,
        )}
      </p>
    `;
  }

  #refusal(refusal: Refusal): TemplateResult {
    if (refusal.what === 'prompt') {
      return html`<p class="concern refusal">${refusalLine(refusal)}</p>`;
    }
    return html`<p class="concern refusal">${refusalLine(refusal)} ${this.#nearest(refusal)}</p>`;
  }

  #nearest(refusal: Refusal): TemplateResult | readonly TemplateResult[] | typeof nothing {
    if (refusal.what === 'cast') {
      const [said = ''] = refusal.names;
      return refusal.nearest.map(
        (word) =>
          html`<button type="button" @click=${() => send(this, 'word-replace', { said, word })}>@${word}</button>`,
      );
    }
    const settings = nearestOf(refusal);
    if (settings === null) return nothing;
    return html`<button type="button" @click=${() => send(this, 'settings-change', { settings })}>${READING_WORDS.use(nearestName(settings))}</button>`;
  }
}

/** The nearest settings that would do, where it is a matter of settings. */
function nearestOf(refusal: Refusal): Partial<ClipSettings> | null {
  switch (refusal.what) {
    case 'size':
      return { width: refusal.nearest.width, height: refusal.nearest.height };
    case 'length':
      return { frameCount: refusal.nearest };
    case 'steps':
    case 'guidance':
    case 'seed':
      return { [refusal.what]: refusal.nearest };
    default:
      return null;
  }
}

customElements.define('kinora-reading', KinoraReading);

/** "blue car", "balloon × 3" */
function asAsked({ name, colour, count = 1 }: ReadWord): string {
  return `${colour === undefined ? '' : `${colour} `}${name}${count > 1 ? ` × ${count}` : ''}`;
}

/** What is doubted; of a thing whose picture is not used, its colours are not. */
function concernsOf({ reading, dropped }: Composer): readonly PromptConcern[] {
  const all = reading?.concerns ?? [];
  return all.filter((concern) => !('thing' in concern) || !dropped.includes(concern.thing.id));
}

/** What may be written in the place of the word that a concern is about. */
function otherWords(concern: PromptConcern): { readonly said: string; readonly near: readonly string[] } {
  if (concern.kind === 'unknown-colour') return { said: concern.colour, near: concern.near };
  if (concern.kind !== 'unknown-words') return { said: '', near: [] };
  const [said] = concern.words;
  return said === undefined ? { said: '', near: [] } : { said, near: concern.near };
}

function refusalLine(refusal: Refusal): string {
  return refusal.what === 'prompt' ? READING_WORDS.noWords : sentence(refusal.message);
}

/** What stands beneath the box, in a breath. */
function aloud(composer: Composer): string {
  const { text, reading, refusal } = composer;
  const refused = refusal === null ? [] : [refusalLine(refusal)];
  if (text.trim() === '' || reading === null) return refused.join(' ');
  const translated = reading.english !== undefined;
  const words = KINDS.flatMap((kind) => reading[kind].map((word) => (translated ? word.said : asAsked(word))));
  const understood = words.length === 0 ? [] : [READING_WORDS.aloud(words.join(', '))];
  const concerns = concernsOf(composer).flatMap((concern) => concernLine(concern) ?? []);
  return [...understood, ...refused, ...concerns].join(' ');
}
