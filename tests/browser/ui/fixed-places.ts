import type { OpenPage } from './open-page.ts';

/** What must not move, whatever the page shows. */
const FIXED = [
  'kinora-stage',
  'kinora-caption',
  'kinora-composer',
  'kinora-reading',
  'kinora-settings',
  'kinora-strip',
];

/** Where the fixed parts of the page lie: left, top, width, height in whole pixels. */
export function fixedPlaces(shown: OpenPage): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(
    FIXED.map((name) => {
      const { x, y, width, height } = shown.find(name).getBoundingClientRect();
      return [name, [x, y, width, height].map(Math.round)];
    }),
  );
}
