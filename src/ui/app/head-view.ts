import { html, nothing, type TemplateResult } from 'lit';
import { hrefOf, type Route } from '../../app/routes.ts';
import { icon } from '../icon/icons.ts';
import { NAV_WORDS } from '../wording/nav.ts';
import { wordmark } from './wordmark.ts';

const VIEWS = [
  ['studio', NAV_WORDS.make],
  ['storyboard', NAV_WORDS.storyboard],
  ['library', NAV_WORDS.library],
  ['models', NAV_WORDS.models],
  ['privacy', NAV_WORDS.privacy],
] as const satisfies readonly (readonly [Route['view'], string])[];

interface HeadOptions {
  readonly route: Route;
  /** Whether there are other views to go to. */
  readonly navigable: boolean;
  readonly keys: () => void;
}

/** The mark, the ways to the other views, and the sheet of keys. */
export function headView({ route, navigable, keys }: HeadOptions): TemplateResult {
  const here = route.view === 'clip' ? 'studio' : route.view;
  return html`
    <header>
      ${wordmark()}
      <h1>Kinora</h1>
      <nav aria-label=${NAV_WORDS.label}>
        ${
          navigable
            ? VIEWS.map(
                ([view, label]) =>
                  html`<a href=${hrefOf({ view })} aria-current=${view === here ? 'page' : nothing}>${label}</a>`,
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
