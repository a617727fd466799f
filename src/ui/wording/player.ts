import { str } from '@lit/localize';
import { wordsOf } from './words-of.ts';

/** Words of the player and its bar. */
export const PLAYER_WORDS = wordsOf('player', {
  play: 'Play',
  pause: 'Pause',
  named: (act: string, clip: string) => str`${act}: ${clip}`,
  back: 'One frame back (arrow left)',
  on: 'One frame on (arrow right)',
  frame: 'Frame',
  frameOf: (frame: string, count: string) => str`Frame ${frame} of ${count}`,
  copy: 'Copy this frame',
  copied: 'The frame is copied.',
  notCopied: 'Not copied: this browser does not let pictures into its clipboard here.',
  hear: 'Sound on (M)',
  mute: 'Sound off (M)',
  speed: (speed: string) => str`Speed ${speed}×`,
  speedTitle: 'Change the speed',
  pictures: 'Played as pictures, saved as a zip: this browser writes no video.',
});

/** What became of a frame that was to be copied. */
export function copyLine(copied: boolean): string {
  return copied ? PLAYER_WORDS.copied : PLAYER_WORDS.notCopied;
}
