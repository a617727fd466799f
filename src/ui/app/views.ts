import type { TemplateResult } from 'lit';
import type { KeptVideos } from '../../app/library-state.ts';
import type { Route } from '../../app/routes.ts';

/** The views beside the studio: the library and the pages about this device. They load when they are first shown. */
export interface PageViews {
  /** Null where the route is the studio's own. */
  render(route: Route): TemplateResult | null;
  /** Stands beneath the head on every route; of no height while it has nothing to say. */
  bar(): TemplateResult;
  go(route: Route): void;
  /** The clips of this visit and of earlier ones. */
  readonly kept: KeptVideos;
  /** Calls `listener` when something in a view changed; the answer ends that. */
  subscribe(listener: () => void): () => void;
}
