import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { LIBRARY_WORDS } from '../wording/library-view.ts';

/** Asks for a name in the browser's own dialog. Render it once in the element that has it. */
export class NameDialog implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  #label = '';
  #value = '';
  #taken: (name: string) => void = () => undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Nothing to do; a controller must say so.
  }

  /** `taken` hears the name, trimmed; nothing where the person changes their mind or leaves it empty. */
  ask(label: string, value: string, taken: (name: string) => void): void {
    this.#label = label;
    this.#value = value;
    this.#taken = taken;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      const input = this.#dialog?.querySelector('input');
      if (input != null) input.value = value;
      this.#dialog?.showModal();
      input?.select();
    });
  }

  render(): TemplateResult {
    return html`
      <dialog aria-label=${this.#label} @click=${(event: Event) => event.target === this.#dialog && this.#dialog?.close()}>
        <form @submit=${this.#submit}>
          <label>${this.#label}<input type="text" maxlength="200" required autocomplete="off" .defaultValue=${this.#value} /></label>
          <div class="row">
            <button class="quiet" type="button" @click=${() => this.#dialog?.close()}>${LIBRARY_WORDS.cancel}</button>
            <button class="primary" type="submit">${LIBRARY_WORDS.keep}</button>
          </div>
        </form>
      </dialog>
    `;
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    const name = this.#dialog?.querySelector('input')?.value.trim() ?? '';
    this.#dialog?.close();
    if (name !== '') this.#taken(name);
  };

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }
}
