import { html, type TemplateResult } from 'lit';
import { FORM_LABELS } from '../wording/tools.ts';

/** A clip that can stand beside the shown one. */
export interface OtherClip {
  readonly id: string;
  readonly title: string;
  readonly poster: Blob | null;
}

interface OtherField {
  readonly label: string;
  readonly others: readonly OtherClip[];
  /** Id of the chosen one. */
  readonly chosen: string;
  readonly choose: (id: string) => void;
  /** The address of a poster; see `BlobUrls`. */
  readonly urlOf: (poster: Blob) => string;
}

/** Chooses a second clip of this visit by its picture. */
export function otherField({ label, others, chosen, choose, urlOf }: OtherField): TemplateResult {
  if (others.length === 0) return html`<p class="note">${FORM_LABELS.noOther}</p>`;
  return html`
    <div class="field" role="group" aria-label=${label}>
      <span class="label">${label}</span>
      <div class="others">
        ${others.map(
          ({ id, title, poster }) => html`<button type="button" aria-pressed=${id === chosen} aria-label=${title}
            title=${title} @click=${() => choose(id)}>
            ${poster === null ? title : html`<img src=${urlOf(poster)} alt="" />`}</button>`,
        )}
      </div>
    </div>
  `;
}
