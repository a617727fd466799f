import type { Framing } from '../app/fit.ts';
import type { History } from '../app/history.ts';
import type { SaveForm } from '../app/save-clip.ts';
import type { ClipSettings, PictureRole, View } from '../app/state.ts';
import type { NewCastMember } from '../app/studio-api.ts';
import type { ToolName, ToolRequest } from '../app/tool-request.ts';

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
  'language-change': { readonly language: string };
  'preset-save': { readonly name: string; readonly words: string };
  'preset-rename': { readonly id: string; readonly name: string };
  'preset-remove': { readonly id: string };
  'preset-undo': null;
  'run-stop': null;
  'stream-begin': null;
  'stream-go-on': null;
  /** A part of a stream begins to play. */
  'stream-play': { readonly index: number };
  'take-again': { readonly id: string };
  'take-dismiss': { readonly id: string };
  /** Files that a failed take lacks. */
  'inputs-give': { readonly id: string; readonly files: readonly File[] };
  'queue-remove': { readonly id: string };
  'view-show': { readonly view: View };
  'full-screen': null;
  'start-retry': null;
  'files-give': { readonly files: readonly File[] };
  'given-use': { readonly id: string; readonly role: PictureRole | null };
  'given-frame': { readonly id: string; readonly framing: Framing };
  'given-remove': { readonly id: string };
  'queue-move': { readonly id: string; readonly by: -1 | 1 };
  'take-remake': { readonly id: string };
  'tool-open': { readonly name: ToolName; readonly subject: string };
  'tool-change': { readonly request: ToolRequest };
  /** What is filled in, after each change, with the steps to it; null where it is as it was at first. */
  'tool-draft': { readonly steps: History<ToolRequest> | null; readonly frameCount: number };
  'tool-run': { readonly request: ToolRequest };
  'tool-close': null;
  /** A kept clip that is to be at hand, beside the shown one. */
  'clip-bring': { readonly id: string };
  'cast-add': { readonly member: NewCastMember };
  'cast-remove': { readonly id: string };
  /** A name of the cast is to stand in the sentence. */
  'cast-insert': { readonly name: string };
  'cast-rename': { readonly id: string; readonly name: string };
  'cast-undo': null;
  'compare-toggle': null;
  'clip-export': { readonly form: SaveForm; readonly withPlan: boolean };
  'clip-share': { readonly withPlan: boolean };
  /** The shown frame is to be in the clipboard. */
  'frame-copy': null;
  'done-notify': null;
  'clip-go-on': { readonly id: string };
  'clip-let-go': { readonly id: string };
  'example-like': { readonly prompt: string };
}

/** An event of `UiEvents` as its listener gets it. */
export type UiEvent<Name extends keyof UiEvents> = CustomEvent<UiEvents[Name]>;

/** Sends an event that stays inside the page: it bubbles, but leaves no shadow root. */
export function send<Name extends keyof UiEvents>(from: EventTarget, name: Name, detail: UiEvents[Name]): void {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
}

/** Hands on what an element inside a shadow root sent, as if its host had sent it. */
export function relay<Name extends keyof UiEvents>(from: EventTarget, event: UiEvent<Name>): void {
  from.dispatchEvent(new CustomEvent(event.type, { detail: event.detail, bubbles: true }));
}
