import { updateWhenLocaleChanges } from '@lit/localize';
import { LitElement } from 'lit';

/** An element that is drawn anew when the language of the page changes. */
export class LocalisedElement extends LitElement {
  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }
}
