import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { hasCameras } from '../camera/has-cameras.ts';
import { relay, send, type UiEvent } from '../events.ts';
import { icon } from '../icon/icons.ts';
import { MEDIA_TYPES } from '../inputs/media-types.ts';
import { LocalisedElement } from '../locale/localised-element.ts';
import { baseStyles } from '../styles/base.ts';
import { COMPOSER_WORDS } from '../wording/desk.ts';
import { KEY_WORDS } from '../wording/shortcuts.ts';
import { STREAM_WORDS } from '../wording/stream.ts';
import { composerStyles } from './composer-styles.ts';

/** A name being written: `@re` before the caret. */
const NAME_BEGUN = /(?:^|\s)@([\p{L}\p{N}-]*)$/u;
const MOST_NAMES = 6;

/**
 * The box that a clip begins in. What stands in the slot hangs between the words and the buttons: given pictures.
 * Enter makes; the arrow up in an empty box, or in one that shows an older sentence, leafs back; `@` completes the cast.
 * Sends `prompt-input`, `prompt-submit` (Enter, Ctrl or Cmd with Enter, or the button), `stream-begin` and `files-give`.
 */
export class KinoraComposer extends LocalisedElement {
  static override properties = {
    text: {},
    working: { type: Boolean },
    history: { attribute: false },
    names: { attribute: false },
    takesFiles: { attribute: false },
    storyboard: {},
    streams: { type: Boolean },
    streaming: { type: Boolean },
    offered: { state: true },
    chosen: { state: true },
    filming: { state: true },
  };
  static override styles = [baseStyles, composerStyles];
  declare text: string;
  declare working: boolean;
  /** Sentences of before, the newest first. */
  declare history: readonly string[];
  /** Names of the cast, without the `@`. */
  declare names: readonly string[];
  declare takesFiles: boolean;
  /** Address of the storyboard that takes what stands here along; empty where there is none. */
  declare storyboard: string;
  /** Whether a clip can go on and on. */
  declare streams: boolean;
  /** Whether one does: then the words are those of its next part. */
  declare streaming: boolean;
  declare private offered: readonly string[];
  declare private chosen: number;
  /** Whether the dialog of the camera is open. */
  declare private filming: boolean;
  /** Which older sentence stands in the box; -1 for none. */
  #leaf = -1;

  constructor() {
    super();
    this.text = '';
    this.working = false;
    this.history = [];
    this.names = [];
    this.takesFiles = false;
    this.storyboard = '';
    this.streams = false;
    this.streaming = false;
    this.offered = [];
    this.chosen = 0;
    this.filming = false;
  }

  override focus(): void {
    this.#box?.focus();
  }

  /** Writes words where the caret stands, as the person's own, with space around them. */
  insert(words: string): void {
    const box = this.#box;
    if (box === null) return;
    const before = /\S$/.test(box.value.slice(0, box.selectionStart)) ? ' ' : '';
    const after = /^\s/.test(box.value.slice(box.selectionEnd)) ? '' : ' ';
    box.focus();
    box.setRangeText(`${before}${words}${after}`, box.selectionStart, box.selectionEnd, 'end');
    send(this, 'prompt-input', { text: box.value });
  }

  get #box(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  override render() {
    const open = this.offered.length > 0;
    return html`
      <div class="box">
        <textarea
          aria-label=${COMPOSER_WORDS.describe}
          placeholder=${COMPOSER_WORDS.placeholder}
          dir=${ifDefined(this.text === '' ? undefined : 'auto')}
          rows="2"
          autocomplete="off"
          enterkeyhint="go"
          spellcheck="true"
          aria-autocomplete="list"
          aria-describedby="hint"
          aria-controls=${ifDefined(open ? 'names' : undefined)}
          aria-activedescendant=${ifDefined(open ? `name-${this.chosen}` : undefined)}
          @input=${(event: InputEvent) => this.#input(event)}
          @keydown=${(event: KeyboardEvent) => this.#key(event)}
          @paste=${(event: ClipboardEvent) => this.#paste(event)}
          @blur=${() => this.#offer([])}
        ></textarea>
        <slot></slot>
        <div class="row">
          ${this.takesFiles ? this.#add() : nothing} ${this.takesFiles && hasCameras() ? this.#camera() : nothing}
          ${this.storyboard === '' ? nothing : this.#board()}
          <span class="hint" id="hint"><kbd>${KEY_WORDS.enter}</kbd> ${this.streaming ? STREAM_WORDS.steerHint : COMPOSER_WORDS.makes} · <kbd>${KEY_WORDS.shift}</kbd> <kbd>${KEY_WORDS.enter}</kbd> ${COMPOSER_WORDS.newLine}</span>
          <div class="acts">
            ${this.streams && !this.streaming ? this.#keepGoing() : nothing}
            <button class="primary" type="button" @click=${() => send(this, 'prompt-submit', null)}>
              ${icon('make')} ${this.#submitWord()}
            </button>
          </div>
        </div>
      </div>
      ${open ? this.#list() : nothing}
      ${
        this.filming
          ? html`<kinora-camera @files-give=${(event: UiEvent<'files-give'>) => relay(this, event)}
            @camera-close=${() => {
              this.filming = false;
            }}></kinora-camera>`
          : nothing
      }
    `;
  }

  /** The caret stays where it is unless the words came from elsewhere. */
  protected override updated(changed: PropertyValues<this>): void {
    const box = this.#box;
    if (box !== null && changed.has('text') && box.value !== this.text) box.value = this.text;
  }

  #submitWord(): string {
    if (this.streaming) return STREAM_WORDS.steer;
    return this.working ? COMPOSER_WORDS.queue : COMPOSER_WORDS.make;
  }

  #keepGoing(): TemplateResult {
    return html`<button class="quiet going" type="button" aria-label=${STREAM_WORDS.begin} title=${STREAM_WORDS.beginTitle}
      @click=${() => send(this, 'stream-begin', null)}>${icon('endless')} ${STREAM_WORDS.begin}</button>`;
  }

  #add(): TemplateResult {
    const take = (event: Event) => {
      const { target } = event;
      if (!(target instanceof HTMLInputElement)) return;
      const files = [...(target.files ?? [])];
      target.value = '';
      if (files.length > 0) send(this, 'files-give', { files });
    };
    return html`
      <input type="file" multiple accept=${MEDIA_TYPES} tabindex="-1" aria-label=${COMPOSER_WORDS.file} @change=${take} />
      <button class="add file" type="button" aria-label=${COMPOSER_WORDS.file} title=${COMPOSER_WORDS.fileTitle}
        @click=${() => this.renderRoot.querySelector('input')?.click()}>${icon('picture')} <span class="word">${COMPOSER_WORDS.file}</span></button>
    `;
  }

  #camera(): TemplateResult {
    const open = async () => {
      await import('../camera/kinora-camera.ts');
      this.filming = true;
    };
    return html`<button class="add camera" type="button" aria-label=${COMPOSER_WORDS.camera} title=${COMPOSER_WORDS.camera}
      aria-haspopup="dialog" @click=${() => void open()}>${icon('camera')} <span class="word">${COMPOSER_WORDS.camera}</span></button>`;
  }

  #board(): TemplateResult {
    return html`<a class="button add board" href=${this.storyboard} aria-label=${COMPOSER_WORDS.storyboard}
      title=${COMPOSER_WORDS.storyboardTitle}
    >${icon('storyboard')} <span class="word">${COMPOSER_WORDS.storyboard}</span></a>`;
  }

  #list(): TemplateResult {
    return html`
      <ul class="names" id="names" role="listbox" aria-label=${COMPOSER_WORDS.cast}>
        ${this.offered.map(
          (name, index) => html`<li id="name-${index}" role="option" aria-selected=${index === this.chosen}
            @pointerdown=${(event: Event) => {
              event.preventDefault();
              this.#complete(name);
            }}>@${name}</li>`,
        )}
      </ul>
    `;
  }

  #input(event: InputEvent): void {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    this.#leaf = -1;
    send(this, 'prompt-input', { text: event.target.value });
    this.#offer(this.#begun());
  }

  #offer(names: readonly string[]): void {
    this.offered = names;
    this.chosen = 0;
  }

  /** Names of the cast that begin as the word before the caret does. */
  #begun(): readonly string[] {
    const box = this.#box;
    const [, begun] = NAME_BEGUN.exec(box?.value.slice(0, box.selectionEnd) ?? '') ?? [];
    if (begun === undefined) return [];
    return this.names.filter((name) => name.startsWith(begun.toLowerCase())).slice(0, MOST_NAMES);
  }

  #complete(name: string): void {
    const box = this.#box;
    if (box === null) return;
    const [, begun = ''] = NAME_BEGUN.exec(box.value.slice(0, box.selectionEnd)) ?? [];
    box.setRangeText(`${name} `, box.selectionEnd - begun.length, box.selectionEnd, 'end');
    this.#offer([]);
    send(this, 'prompt-input', { text: box.value });
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const meant = this.offered.length > 0 && this.#keyInList(event);
    if (meant || this.#leafThrough(event)) {
      event.preventDefault();
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    this.#leaf = -1;
    send(this, 'prompt-submit', null);
  }

  /** True where the key meant the list of names. */
  #keyInList(event: KeyboardEvent): boolean {
    const count = this.offered.length;
    switch (event.key) {
      case 'ArrowDown':
        this.chosen = (this.chosen + 1) % count;
        return true;
      case 'ArrowUp':
        this.chosen = (this.chosen + count - 1) % count;
        return true;
      case 'Enter':
      case 'Tab':
        this.#complete(this.offered[this.chosen] ?? '');
        return true;
      case 'Escape':
        this.#offer([]);
        return true;
      default:
        return false;
    }
  }

  /** True where there was an older or newer sentence to show. */
  #leafThrough(event: KeyboardEvent): boolean {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false;
    const older = event.key === 'ArrowUp';
    const unwritten = this.text.trim() === '' || this.history[this.#leaf] === this.text;
    const next = this.#leaf + (older ? 1 : -1);
    if (!unwritten || event.altKey || event.shiftKey || next >= this.history.length || this.#leaf + next < -1)
      return false;
    this.#leaf = Math.max(-1, next);
    send(this, 'prompt-input', { text: this.history[this.#leaf] ?? '' });
    return true;
  }

  #paste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!this.takesFiles || files.length === 0) return;
    event.preventDefault();
    send(this, 'files-give', { files });
  }
}

customElements.define('kinora-composer', KinoraComposer);
