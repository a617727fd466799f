import type { ErrorCode } from '../../contract/result.ts';
import { wordsOf } from './words-of.ts';

interface ErrorWords {
  /** What happened, in a few words. */
  readonly title: string;
  /** What it means and what to do. */
  readonly help: string;
}

/** What a person reads for each expected failure. */
export const ERROR_WORDS = wordsOf('errors', {
  cancelled: { title: 'Stopped', help: 'Nothing was kept of this clip. Your words are still in the box.' },
  'plan-invalid': {
    title: 'This request does not fit together',
    help: 'Something in it contradicts itself. Reload the page, or go back to the settings it suggests.',
  },
  'plan-refused': {
    title: 'The model cannot make this',
    help: 'Size, length or steps are outside of what it was made for. Change them in the settings and try again.',
  },
  'prompt-refused': {
    title: 'Kinora will not make this',
    help: 'The words ask for something it does not draw. Change them and try again.',
  },
  'frame-refused': {
    title: 'The clip was held back',
    help: 'A check on this device did not let the pictures through. Change the words or the seed and try again.',
  },
  'weights-missing': {
    title: 'The model is not there',
    help: 'The site does not hold the file that the model lives in. Try again later; your words are kept.',
  },
  'weights-damaged': {
    title: 'The model arrived damaged',
    help: 'A piece of the download does not match its fingerprint. Trying again fetches that piece alone.',
  },
  'weights-malformed': {
    title: 'The model cannot be read',
    help: 'Its file is not in the form this version expects. Delete it under “Model on this device” and try again.',
  },
  network: {
    title: 'The download broke off',
    help: 'The model could not be fetched. Check the connection and try again: it goes on where it stopped.',
  },
  'storage-full': {
    title: 'This device is full',
    help: 'There is no room left to keep the model. Free some space, or go on: it then stays in memory for this visit.',
  },
  'storage-blocked': {
    title: 'The browser allows no storage here',
    help: 'A private window or a setting forbids it. Clips still work, but the model is fetched anew at each visit.',
  },
  'backend-failed': {
    title: 'The engine does not start',
    help: 'Neither the graphics processor nor the processor could run the model in this browser. An update may help.',
  },
  'device-lost': {
    title: 'The graphics processor went away',
    help: 'The browser took it back while the clip was made. Try again; close heavy tabs if it happens often.',
  },
  'out-of-memory': {
    title: 'Not enough memory',
    help: 'Close other tabs, or choose a shorter or smaller clip, and try again.',
  },
  'worker-died': {
    title: 'The engine stopped by itself',
    help: 'The browser ended it, most often for memory. Try again: it starts afresh.',
  },
  'graph-invalid': {
    title: 'The model does not fit together',
    help: 'This is a fault in Kinora, not in your words. Copy the diagnostics below when you report it.',
  },
  'encode-unsupported': {
    title: 'No video can be written here',
    help: 'This browser has no encoder that Kinora can use, and the pictures could not be packed either.',
  },
  'encode-failed': {
    title: 'The video could not be written',
    help: 'The frames were made, but every encoder of this browser failed at them. Try again.',
  },
  'input-unreadable': {
    title: 'A file cannot be read',
    help: 'It is damaged or of a kind that this browser does not know. Try another one.',
  },
  'input-missing': {
    title: 'Not all files are here',
    help: 'Give what is not on this device, and the clip is made.',
  },
  internal: {
    title: 'Something broke',
    help: 'This is a fault in Kinora, not in your words. They are still in the box: try again.',
  },
} satisfies Readonly<Record<ErrorCode, ErrorWords>>);
