import { html, nothing, type TemplateResult } from 'lit';
import { hrefOf, type Route, samePlace } from '../../app/routes.ts';
import { icon } from '../icon/icons.ts';
import { NAV_WORDS } from '../wording/nav.ts';
import { wordmark } from './wordmark.ts';

const VIEWS = [
  ['studio', 'make'],
  ['storyboard', 'storyboard'],
  ['library', 'library'],
  ['models', 'models'],
  ['privacy', 'privacy'],
] as const satisfies readonly (readonly [Route['view'], keyof typeof NAV_WORDS])[];

interface HeadOptions {
  readonly route: Route;
  /** Whether there are other views to go to. */
  readonly navigable: boolean;
  readonly keys: () => void;
}

/** What a view beside the studio is called; null for the studio itself. */
export function viewName({ view }: Route): string | null {
  const word = VIEWS.find(([name]) => name === view)?.[1] ?? 'make';
  return word === 'make' ? null : NAV_WORDS[word];
}

/** The mark, the ways to the other views, and the sheet of keys. */
export function headView({ route, navigable, keys }: HeadOptions): TemplateResult {
  return html`
    <header>
      ${wordmark()}
      <h1>Kinora</h1>
      <nav aria-label=${NAV_WORDS.label}>
        ${
          navigable
            ? VIEWS.map(
                ([view, word]) =>
                  html`<a href=${hrefOf({ view })} aria-current=${samePlace({ view }, route) ? 'page' : nothing}>${NAV_WORDS[word]}</a>`,
              )
            : nothing
        }
        <button class="round" type="button" aria-label=${NAV_WORDS.keys} title=${NAV_WORDS.keys} @click=${keys}>
          ${icon('keyboard')}
        </button>
      </nav>
    </header>
  `;
}
