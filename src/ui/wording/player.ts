/** Words of the player and its bar. */
export const PLAYER_WORDS = {
  play: 'Play',
  pause: 'Pause',
  back: 'One frame back (arrow left)',
  on: 'One frame on (arrow right)',
  frame: 'Frame',
  frameOf: (frame: number, count: number) => `Frame ${frame} of ${count}`,
  copy: 'Copy this frame',
  speed: (speed: number) => `Speed ${speed}×`,
  speedTitle: 'Change the speed',
  pictures: 'Played as pictures, saved as a zip: this browser writes no video.',
} as const;
