import { html, nothing, type TemplateResult } from 'lit';
import type { LibraryAct, LibraryQuery, LibraryState } from '../../app/library-state.ts';
import { giveFocusBack } from '../focus/give-back.ts';
import { icon } from '../icon/icons.ts';
import { number } from '../wording/formats.ts';
import { foundLine } from '../wording/library.ts';
import { CARD_LABELS, LIBRARY_WORDS, selectedWord } from '../wording/library-view.ts';
import type { NameDialog } from './name-dialog.ts';

type Act = (act: LibraryAct) => void;

const ORDERS: readonly LibraryQuery['order'][] = ['newest', 'oldest', 'title'];

export interface BarTools {
  readonly act: Act;
  readonly names: NameDialog;
  /** Ids of selected clips. */
  readonly ids: readonly string[];
  readonly chooseFiles: () => void;
}

/** The heading and the search box. */
export function libraryHead(state: LibraryState, act: Act): TemplateResult {
  return html`
    <div class="head">
      <div class="title-line"><h2>${LIBRARY_WORDS.title}</h2> <small role="status">${foundLine(state)}</small></div>
      ${
        state.ready && state.clipCount === 0
          ? nothing
          : html`<div class="search">
              ${icon('search')}
              <input
                type="search"
                placeholder=${LIBRARY_WORDS.search}
                aria-label=${LIBRARY_WORDS.search}
                .value=${state.query.text}
                ?disabled=${!state.ready}
                @input=${(event: InputEvent) => act({ kind: 'query', change: { text: chosenValue(event) } })}
              />
            </div>`
      }
    </div>
  `;
}

/** Filters; in their place what can be done with the selected clips, while some are. */
export function selectionBar(state: LibraryState, tools: BarTools): TemplateResult | typeof nothing {
  // Its room is kept free while the clips are read, so that nothing moves when they come.
  if (!state.ready) return html`<div class="bar"></div>`;
  if (state.clipCount === 0) return nothing;
  return html`<div class="bar" role="toolbar" aria-label=${tools.ids.length > 0 ? LIBRARY_WORDS.selectedClips : LIBRARY_WORDS.filters}>
    ${tools.ids.length > 0 ? selected(state, tools) : filters(state, tools)}
  </div>`;
}

function filters({ query, folders }: LibraryState, tools: BarTools): TemplateResult {
  const { act } = tools;
  const folder = folders.find(({ id }) => id === query.folder);
  return html`
    <button
      class="round"
      type="button"
      title=${LIBRARY_WORDS.favouritesOnly}
      aria-label=${LIBRARY_WORDS.favouritesOnly}
      aria-pressed=${query.favourites}
      @click=${() => act({ kind: 'query', change: { favourites: !query.favourites } })}
    >${icon(query.favourites ? 'starred' : 'star')}</button>
    ${
      folders.length === 0
        ? nothing
        : html`<select
            aria-label=${LIBRARY_WORDS.folder}
            @change=${(event: Event) => act({ kind: 'query', change: { folder: chosenValue(event) || null } })}
          >
            <option value="" ?selected=${query.folder === null}>${LIBRARY_WORDS.allFolders}</option>
            ${folders.map(({ id, name }) => html`<option value=${id} ?selected=${query.folder === id}>${name}</option>`)}
          </select>`
    }
    <select
      aria-label=${LIBRARY_WORDS.order}
      @change=${(event: Event) => {
        const order = ORDERS.find((name) => name === chosenValue(event));
        if (order !== undefined) act({ kind: 'query', change: { order } });
      }}
    >
      ${ORDERS.map((name) => html`<option value=${name} ?selected=${query.order === name}>${LIBRARY_WORDS.orders[name]}</option>`)}
    </select>
    <button class="quiet round end" type="button" aria-label=${LIBRARY_WORDS.more} title=${LIBRARY_WORDS.moreTitle} popovertarget="menu">
      ${icon('menu')}
    </button>
    <div id="menu" popover @beforetoggle=${giveFocusBack} @click=${closePopover}>
      <button type="button" @click=${() => act({ kind: 'export', ids: null })}>${icon('save')} ${LIBRARY_WORDS.exportAll}</button>
      <button type="button" @click=${tools.chooseFiles}>${icon('share')} ${LIBRARY_WORDS.import}</button>
      <button type="button" @click=${() => askFolder(tools)}>${icon('folder')} ${LIBRARY_WORDS.newFolder}</button>
      ${folder === undefined ? nothing : folderMenu(folder, tools)}
    </div>
  `;
}

function folderMenu(folder: { readonly id: string; readonly name: string }, { act, names }: BarTools): TemplateResult {
  const { id, name } = folder;
  return html`
    <button
      type="button"
      @click=${() => names.ask(LIBRARY_WORDS.folderName, name, (given) => act({ kind: 'folder-rename', id, name: given }))}
    >${icon('folder')} ${LIBRARY_WORDS.renameFolder(name)}</button>
    <button type="button" @click=${() => act({ kind: 'folder-remove', id })}>
      ${icon('close')} ${LIBRARY_WORDS.removeFolder(name)}
    </button>
  `;
}

function selected({ clips, folders }: LibraryState, tools: BarTools): TemplateResult {
  const { act, ids, names } = tools;
  const chosen = clips.filter(({ id }) => ids.includes(id));
  const starred = chosen.length > 0 && chosen.every(({ favourite }) => favourite);
  const [one] = chosen.length === 1 ? chosen : [];
  return html`
    <button class="round" type="button" aria-label=${LIBRARY_WORDS.selectNone} title=${LIBRARY_WORDS.selectNoneTitle} @click=${() => act({ kind: 'select-none' })}>
      ${icon('close')}
    </button>
    <b role="status">${number(ids.length)}<span class="wide">${selectedWord(ids.length)}</span></b>
    <button
      class="round"
      type="button"
      title=${CARD_LABELS.favouriteTitle}
      aria-label=${CARD_LABELS.favourite}
      aria-pressed=${starred}
      @click=${() => act({ kind: 'favourite', ids, favourite: !starred })}
    >${icon(starred ? 'starred' : 'star')}</button>
    <button class="round" type="button" aria-label=${LIBRARY_WORDS.move} title=${LIBRARY_WORDS.move} popovertarget="folders">
      ${icon('folder')}
    </button>
    <div id="folders" popover @beforetoggle=${giveFocusBack} @click=${closePopover}>
      ${folders.map(
        ({ id, name }) =>
          html`<button type="button" @click=${() => act({ kind: 'move', ids, folder: id })}>${icon('folder')} ${name}</button>`,
      )}
      <button type="button" @click=${() => act({ kind: 'move', ids, folder: null })}>${icon('close')} ${LIBRARY_WORDS.noFolder}</button>
      <button type="button" @click=${() => askFolder(tools)}>${icon('folder')} ${LIBRARY_WORDS.newFolder}</button>
    </div>
    ${
      one === undefined
        ? nothing
        : html`<button
            class="wide"
            type="button"
            title=${LIBRARY_WORDS.renameTitle}
            @click=${() => names.ask(LIBRARY_WORDS.clipTitle, one.title, (title) => act({ kind: 'rename', id: one.id, title }))}
          >${LIBRARY_WORDS.rename}</button>`
    }
    <button class="round" type="button" aria-label=${LIBRARY_WORDS.exportThese} title=${LIBRARY_WORDS.exportThese} @click=${() => act({ kind: 'export', ids })}>
      ${icon('save')}
    </button>
    <button class="quiet end" type="button" title=${LIBRARY_WORDS.deleteTitle} @click=${() => act({ kind: 'delete', ids })}>
      ${icon('trash')} ${LIBRARY_WORDS.delete}
    </button>
  `;
}

function askFolder({ names, act, ids }: BarTools): void {
  names.ask(LIBRARY_WORDS.newFolderName, '', (name) => act({ kind: 'folder-add', name, ids }));
}

/** A chosen entry closes its menu. */
function closePopover(event: Event): void {
  const { currentTarget } = event;
  if (currentTarget instanceof HTMLElement && event.target !== currentTarget) currentTarget.hidePopover();
}

function chosenValue(event: Event): string {
  const { target } = event;
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : '';
}
