import type { ClipSettings, View } from '../app/state.ts';

/** Every event that an element of the page sends to the one around it, with its detail. Sent only after a person's act. */
export interface UiEvents {
  'prompt-input': { readonly text: string };
  'prompt-submit': null;
  'surprise-ask': null;
  'suggestion-pick': { readonly text: string };
  'thing-toggle': { readonly id: string };
  'words-drop': { readonly said: string };
  'word-replace': { readonly said: string; readonly word: string };
  'settings-change': { readonly settings: Partial<ClipSettings> };
  'seed-roll': null;
  'run-stop': null;
  'take-again': { readonly id: string };
  'take-dismiss': { readonly id: string };
  'queue-remove': { readonly id: string };
  'view-show': { readonly view: View };
  'clip-save': null;
  'full-screen': null;
  'start-retry': null;
  'storage-open': null;
  'model-delete': { readonly model: string };
}

/** An event of `UiEvents` as its listener gets it. */
export type UiEvent<Name extends keyof UiEvents> = CustomEvent<UiEvents[Name]>;

/** Sends an event that stays inside the page: it bubbles, but leaves no shadow root. */
export function send<Name extends keyof UiEvents>(from: EventTarget, name: Name, detail: UiEvents[Name]): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
}
