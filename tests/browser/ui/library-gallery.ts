import type { LibraryAct } from '../../../src/app/library-state.ts';
import { KinoraArrivals } from '../../../src/ui/library/kinora-arrivals.ts';
import { KinoraLibrary } from '../../../src/ui/library/kinora-library.ts';
import { KinoraUpdate } from '../../../src/ui/library/kinora-update.ts';
import { KinoraModels } from '../../../src/ui/models/kinora-models.ts';
import { KinoraPrivacy } from '../../../src/ui/privacy/kinora-privacy.ts';
import { ARRIVALS_STATES, MODELS_STATES, PRIVACY_STATES, UPDATE_STATES } from './library-sheets.ts';
import { drawnSource, LIBRARY_STATES } from './library-states.ts';

/** The library's views to look at: `npx vite`, then `/tests/browser/ui/library-gallery.html?state=full` (or `&dir=rtl`). */
const search = new URLSearchParams(location.search);
const name = search.get('state') ?? 'full';
document.documentElement.dir = search.get('dir') ?? 'ltr';
const state = LIBRARY_STATES[name];
const frame = document.createElement('main');
frame.style.padding = '0 var(--gap)';
document.body.append(frame);
if (state !== undefined) {
  const view = new KinoraLibrary();
  view.state = state;
  view.source = drawnSource;
  view.addEventListener('library-act', (event) => {
    const { detail } = event as CustomEvent<LibraryAct>;
    console.info(detail);
    if (detail.kind !== 'select') return;
    const selected = new Set(view.state.selected);
    for (const id of detail.ids) {
      if (detail.selected) selected.add(id);
      else selected.delete(id);
    }
    view.state = { ...view.state, selected };
  });
  frame.append(view);
}
show(new KinoraModels(), MODELS_STATES);
show(new KinoraPrivacy(), PRIVACY_STATES);
show(new KinoraArrivals(), ARRIVALS_STATES);
show(new KinoraUpdate(), UPDATE_STATES);

function show<State>(view: HTMLElement & { state: State }, states: Readonly<Record<string, State>>): void {
  const shown = states[name];
  if (shown === undefined) return;
  view.state = shown;
  frame.append(view);
}

await new Promise((done) => setTimeout(done, 400));
document.documentElement.dataset['ready'] = name;
