import { html, type TemplateResult } from 'lit';
import type { Boards } from '../../app/boards.ts';
import type { Desks } from '../../app/library-desks.ts';
import { EVERY_CLIP } from '../../app/library-state.ts';
import type { Route, Router } from '../../app/routes.ts';
import '../library/kinora-arrivals.ts';
import '../library/kinora-update.ts';
import type { PageViews } from './views.ts';

/** The views over the desks of this tab. Each element's code is fetched when its route is first shown. */
export function pageViews(desks: Desks, boards: Boards, router: () => Pick<Router, 'go'>): PageViews {
  const { library, models, privacy, update, arrivals } = desks;
  return {
    render: (route) => (route.view === 'storyboard' ? storyboard(boards, desks) : viewOf(route, desks)),
    bar: () =>
      html`<kinora-arrivals
          .state=${arrivals.state}
          @arrivals-act=${(event: CustomEvent<Parameters<typeof arrivals.act>[0]>) => arrivals.act(event.detail)}
        ></kinora-arrivals>
        <kinora-update
        .state=${update.state}
        @update-act=${(event: CustomEvent<Parameters<typeof update.act>[0]>) => update.act(event.detail)}
      ></kinora-update>`,
    go: (route) => router().go(route),
    kept: {
      list: () => library.library.list(EVERY_CLIP).filter(({ kind }) => kind === 'video'),
      source: library.source,
    },
    subscribe(listener) {
      const leaves = [library, models, privacy, update, arrivals, boards].map((desk) => desk.subscribe(listener));
      return () => {
        for (const leave of leaves) leave();
      };
    },
  };
}

/** Has the library's code at hand before it is gone to: on a slow device reading it takes longer than painting the clips. */
export function warmViews(): void {
  const warm = (): void => void import('../library/kinora-library.ts');
  // Safari has no such callback; there it comes with its route.
  globalThis.requestIdleCallback?.(warm);
}

/** Fetches what a route needs and has its desk look around. */
export function enterView({ view }: Route, { models, privacy }: Desks): void {
  if (view === 'library') void import('../library/kinora-library.ts');
  if (view === 'storyboard') void import('../storyboard/kinora-storyboard.ts');
  if (view === 'models') {
    void import('../models/kinora-models.ts');
    models.act({ kind: 'list' });
  }
  if (view === 'privacy') {
    void import('../privacy/kinora-privacy.ts');
    privacy.act({ kind: 'look' });
  }
}

function storyboard(boards: Boards, { library }: Desks): TemplateResult {
  return html`<kinora-storyboard
    .state=${boards.state}
    .source=${boards.source}
    .posters=${library.source}
    @storyboard-act=${(event: CustomEvent<Parameters<typeof boards.act>[0]>) => boards.act(event.detail)}
  ></kinora-storyboard>`;
}

function viewOf({ view }: Route, { library, models, privacy }: Desks): TemplateResult | null {
  switch (view) {
    case 'library':
      return html`<kinora-library
        .state=${library.state}
        .source=${library.source}
        @library-act=${(event: CustomEvent<Parameters<typeof library.act>[0]>) => library.act(event.detail)}
      ></kinora-library>`;
    case 'models':
      return html`<kinora-models
        .state=${models.state}
        @models-act=${(event: CustomEvent<Parameters<typeof models.act>[0]>) => models.act(event.detail)}
      ></kinora-models>`;
    case 'privacy':
      return html`<kinora-privacy
        .state=${privacy.state}
        @privacy-act=${(event: CustomEvent<Parameters<typeof privacy.act>[0]>) => privacy.act(event.detail)}
      ></kinora-privacy>`;
    default:
      return null;
  }
}
