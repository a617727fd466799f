import { html, LitElement } from 'lit';
import { expect, it } from 'vitest';
import { BlobUrls } from '../../../src/ui/player/blob-urls.ts';

class Shower extends LitElement {
  static override properties = { blobs: { attribute: false }, turn: { attribute: false } };
  declare blobs: readonly Blob[];
  declare turn: number;
  readonly #urls = new BlobUrls(this);

  constructor() {
    super();
    this.blobs = [];
    this.turn = 0;
  }

  override render() {
    return html`${this.blobs.map((blob) => html`<i title=${this.#urls.of(blob)}></i>`)}`;
  }

  get urls(): readonly string[] {
    return [...this.renderRoot.querySelectorAll('i')].map(({ title }) => title);
  }
}
customElements.define('blob-shower', Shower);

const lives = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

it('a blob’s address lives for as long as an element shows the blob, and no longer', async () => {
  const [one, two] = [new Blob(['1']), new Blob(['2'])];
  const shower = new Shower();
  shower.blobs = [one, two];
  document.body.append(shower);
  await shower.updateComplete;
  const [first = '', second = ''] = shower.urls;
  shower.turn = 1;
  await shower.updateComplete;
  expect(shower.urls).toEqual([first, second]);
  shower.blobs = [two];
  await shower.updateComplete;
  expect([await lives(first), await lives(second)]).toEqual([false, true]);
  shower.remove();
  expect(await lives(second)).toBe(false);
  document.body.append(shower);
  await shower.updateComplete;
  const [again = ''] = shower.urls;
  expect(await lives(again)).toBe(true);
  shower.remove();
});
