import { str } from '@lit/localize';
import { plural, wordsOf } from './words-of.ts';

/** Words of the library's view. */
export const LIBRARY_WORDS = wordsOf('library', {
  title: 'Library',
  search: 'Search your clips',
  clips: 'Clips',
  files: 'Files to import',
  drop: 'Drop a Kinora export or MP4 clips here',
  undo: 'Undo',
  undoKeys: 'Undo (Ctrl Z)',
  filters: 'Filters',
  favouritesOnly: 'Favourites only',
  folder: 'Folder',
  allFolders: 'All folders',
  order: 'Order',
  orders: { newest: 'Newest', oldest: 'Oldest', title: 'By title' },
  more: 'More',
  moreTitle: 'Export, import, folders',
  exportAll: 'Export everything',
  import: 'Import …',
  newFolder: 'New folder …',
  folderName: 'Name of the folder',
  newFolderName: 'Name of the new folder',
  renameFolder: (name: string) => str`Rename “${name}” …`,
  removeFolder: (name: string) => str`Remove “${name}”, keep its clips`,
  selectedClips: 'Selected clips',
  selectNone: 'Select none',
  selectNoneTitle: 'Select none (Esc)',
  selected: { one: (_count: string) => str` selected`, other: (_count: string) => str` selected` },
  move: 'Move to a folder',
  noFolder: 'No folder',
  rename: 'Rename …',
  renameTitle: 'Rename (F2)',
  clipTitle: 'Title of the clip',
  exportThese: 'Export these',
  delete: 'Delete',
  deleteTitle: 'Delete (Del)',
  cancel: 'Cancel',
  keep: 'Keep',
});

/** Words of a clip's card. */
export const CARD_LABELS = wordsOf('cards', {
  untitled: 'Untitled',
  tabOnly: 'In this tab only',
  select: 'Select',
  selectClip: (title: string) => str`Select “${title}”`,
  favourite: 'Favourite',
  favouriteTitle: 'Favourite (F)',
  favouriteClip: (title: string) => str`Favourite: ${title}`,
});

/** Words of a library without clips to show. */
export const EMPTY_WORDS = wordsOf('empty', {
  title: 'Your clips will hang here',
  about:
    'Every clip you make is kept on this device, with the words and settings that made it. Nothing is sent anywhere.',
  make: 'Make your first clip',
  none: 'No clip is here',
  noMatch: (words: string) => str`No clip matches “${words}”`,
  filtered: 'A filter is on.',
  fewer: 'Try fewer words, or only their beginnings.',
  showAll: 'Show all clips',
});

/** Words of what goes on in the library. */
export const NOTICE_WORDS = wordsOf('notices', {
  reload: 'Reload',
  packing: 'Packing the zip',
  importing: 'Importing',
  stop: 'Stop',
  notTaken: 'Not taken:',
  missing: 'Missing in the zip:',
  planless: 'Taken without prompt and settings:',
  dismiss: 'Dismiss',
});

/** Words about a new version of the page. */
export const UPDATE_WORDS = wordsOf('update', {
  ready: 'A new version is ready.',
  waits: 'The new version waits until the clip is made.',
  taken: 'Another tab runs a new version already.',
  reload: 'Reload',
  later: 'Later',
});

/** " selected", behind the count. */
export function selectedWord(count: number): string {
  return plural(count, LIBRARY_WORDS.selected);
}
