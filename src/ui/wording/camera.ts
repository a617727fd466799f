import { wordsOf } from './words-of.ts';

/** Words of the dialog that takes a picture. */
export const CAMERA_WORDS = wordsOf('camera', {
  title: 'Take a picture',
  close: 'Close (Esc)',
  live: 'What the camera sees',
  take: 'Take the picture',
  turn: 'Other camera',
  again: 'Try again',
  about: 'The picture stays on this device.',
  asking: 'The browser asks whether this page may use the camera.',
  refused: 'The camera is not allowed here. Allow it for this page in the browser’s settings, then try again.',
  none: 'There is no camera. Connect one, then try again.',
  busy: 'The camera gives no picture. Another app may be using it.',
});
