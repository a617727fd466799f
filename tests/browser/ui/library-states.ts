import {
  type ClipSource,
  INITIAL_LIBRARY,
  type LibraryClip,
  type LibraryState,
} from '../../../src/app/library-state.ts';
import { exampleRow } from '../../unit/library/example-row.ts';
import { drawExample } from './example-clip.ts';

const TITLES = [
  'a rocket rises on the moon at night',
  'a penguin jumps in the snow',
  'two foxes run through a forest while autumn leaves fall around them and the camera slowly pans to the left',
  'jellyfish',
  'a sailboat at sunset, zoom in',
  'ein Café am Meer',
  'سفينة شراعية عند الغروب',
  '月の上のロケット',
];

/** Many clips of a made-up year. */
export function manyClips(count: number): readonly LibraryClip[] {
  return Array.from({ length: count }, (_, index) =>
    exampleRow(TITLES[index % TITLES.length] ?? '', {
      id: `clip-${index}`,
      createdAt: 1_790_000_000_000 - index * 3_600_000,
      favourite: index % 7 === 1,
      folder: index % 5 === 0 ? 'moon' : null,
      sizeBytes: 310_000,
    }),
  );
}

/** Draws a poster for each clip; has no films. */
export const drawnSource: ClipSource = {
  async poster(id) {
    const index = Number(id.split('-').at(-1));
    if (index % 11 === 7) return null;
    const canvas = new OffscreenCanvas(128, 128);
    drawExample(canvas, (index % 9) / 9, 1);
    const context = canvas.getContext('2d');
    if (context !== null) {
      context.globalCompositeOperation = 'hue';
      context.fillStyle = `hsl(${index * 47} 80% 50%)`;
      context.fillRect(0, 0, 128, 128);
    }
    return canvas.convertToBlob();
  },
  file: async () => null,
};

const FOLDERS = [
  { id: 'moon', name: 'On the moon', createdAt: 1 },
  { id: 'long', name: 'A folder whose name is longer than it should be', createdAt: 2 },
];
const MANY = manyClips(214);

/** A full library. */
export const FULL: LibraryState = {
  ...INITIAL_LIBRARY,
  ready: true,
  clips: MANY,
  clipCount: MANY.length,
  folders: FOLDERS,
  use: { clipCount: MANY.length, clipBytes: 66_340_000, deletedBytes: 0, inputCount: 3, inputBytes: 3_200_000 },
  room: { usedBytes: 120_000_000, quotaBytes: 12_000_000_000, persisted: true },
};

const unreadable = (detail: string) => ({ code: 'input-unreadable', stage: 'save', retryable: false, detail }) as const;

/** Every state that the library's view can be in, by a name. */
export const LIBRARY_STATES: Readonly<Record<string, LibraryState>> = {
  loading: INITIAL_LIBRARY,
  empty: { ...INITIAL_LIBRARY, ready: true },
  full: FULL,
  few: { ...FULL, clips: MANY.slice(0, 3), clipCount: 3, folders: [] },
  selected: { ...FULL, selected: new Set(['clip-1', 'clip-2', 'clip-4']) },
  'one-selected': { ...FULL, selected: new Set(['clip-1']) },
  'nothing-found': { ...FULL, clips: [], query: { ...FULL.query, text: 'zebra' } },
  deleted: { ...FULL, undoable: [{ kind: 'clips', ids: ['a', 'b'] }] },
  'deleted-twice': {
    ...FULL,
    undoable: [
      { kind: 'folder', folder: { id: 'films', name: 'Films by the sea', createdAt: 0 }, ids: ['c'] },
      { kind: 'clips', ids: ['a'] },
    ],
  },
  exporting: { ...FULL, job: { kind: 'export', share: 0.4 } },
  imported: {
    ...FULL,
    outcome: {
      kind: 'imported',
      report: {
        added: 12,
        known: 3,
        senseless: 0,
        kept: true,
        whole: false,
        incomplete: [{ title: 'a penguin', missing: 2 }],
        damaged: [{ title: 'a fox', error: unreadable('clips/0007-a-fox.mp4 in the zip is damaged.') }],
        refusedPlans: [
          { title: 'a beach', message: 'The plan is of version 99, newer than this program (2). Load the page anew.' },
        ],
      },
    },
  },
  failed: {
    ...FULL,
    outcome: {
      kind: 'failed',
      job: 'import',
      error: unreadable('This is no zip, or it was cut off: the list of files at its end is missing.'),
    },
  },
  'disk-full': {
    ...FULL,
    unkept: new Set(['clip-0', 'clip-1']),
    problem: { code: 'storage-full', reason: 'full', detail: '' },
  },
  private: {
    ...FULL,
    clips: MANY.slice(0, 5),
    clipCount: 5,
    unkept: new Set(MANY.slice(0, 5).map(({ id }) => id)),
    problem: { code: 'storage-blocked', reason: 'forbidden', detail: '' },
    room: null,
  },
  newer: { ...FULL, problem: { code: 'storage-blocked', reason: 'newer-version', detail: '' } },
};
