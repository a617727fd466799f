import type { LitElement, ReactiveController } from 'lit';

const CONTROLS = 'button:not([disabled]), a[href], summary, input, select, textarea';

/**
 * Keeps the keyboard's place when the control that has the focus goes away in an update: its neighbour takes over,
 * so that nobody is thrown back to the top of the page by pressing a button.
 */
export class KeepFocus implements ReactiveController {
  readonly #host: LitElement;
  #held = -1;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const active = this.#host.shadowRoot?.activeElement ?? null;
    this.#held = active === null ? -1 : this.#controls.indexOf(active);
  }

  hostUpdated(): void {
    if (this.#held < 0 || this.#host.shadowRoot?.activeElement != null) return;
    const controls = this.#controls;
    const heir = controls[Math.min(this.#held, controls.length - 1)];
    if (heir instanceof HTMLElement) heir.focus();
  }

  get #controls(): readonly Element[] {
    return [...(this.#host.shadowRoot?.querySelectorAll(CONTROLS) ?? [])];
  }
}
