import { str } from '@lit/localize';
import { SUGGESTIONS } from '../../app/suggestions.ts';
import { wordsOf } from './words-of.ts';

/** Words around the sentence box. */
export const COMPOSER_WORDS = wordsOf('composer', {
  desk: 'Composer',
  describe: 'Describe a clip',
  placeholder: 'Describe a clip…',
  makes: 'makes it',
  newLine: 'new line',
  make: 'Make',
  queue: 'Queue',
  file: 'Picture or clip',
  fileTitle: 'Picture or clip: drop or paste one anywhere',
  camera: 'Take a picture',
  storyboard: 'Storyboard',
  storyboardTitle: 'Storyboard: several sentences, pictures and clips on one timeline',
  cast: 'Cast',
});

/** Words of what was understood. */
export const READING_WORDS = wordsOf('reading', {
  try: 'Try one of these',
  /** In the words of the language: they are typed into the box, and read there. */
  suggestions: {
    rocket: SUGGESTIONS[0],
    penguin: SUGGESTIONS[1],
    balloon: SUGGESTIONS[2],
    sailboat: SUGGESTIONS[3],
  },
  /** What the page writes where it cannot put sentences together of the model's own words, which are English. */
  surprises: {
    car: 'a red car moves left on the road',
    jellyfish: 'a jellyfish hovers in the ocean',
    robot: 'a robot jumps on the stage',
    octopus: 'an octopus spins in a coral reef',
    cactus: 'a cactus grows in the desert at sunset',
    owl: 'an owl hovers in the forest at night',
    apple: 'an apple falls from the sky',
    duck: 'a duck bounces on the beach',
  },
  understood: 'Understood',
  aloud: (words: string) => str`Understood: ${words}.`,
  readAs: 'Read as',
  edit: 'Edit the English',
  kinds: { things: 'thing', motions: 'motion', places: 'place', times: 'time', cameras: 'camera' },
  wordOnly: 'word only',
  takeOut: (said: string) => str`Take “${said}” out`,
  takeOutAloud: (said: string) => str`Take “${said}” out of the prompt`,
  actAgain: (name: string) => str`Let the ${name} act again`,
  doNotUse: (name: string) => str`Do not use the picture of a ${name}`,
  useFor: (word: string, said: string) => str`Use “${word}” for “${said}”`,
  use: (what: string) => str`Use ${what}`,
  noWords: 'There are no words yet. Write what should be seen.',
});

/** Words beneath the stage. */
export const CAPTION_WORDS = wordsOf('caption', {
  idle: 'Your clip is made here: on this device, by this page.',
  surprise: 'Surprise me',
  surpriseTitle: 'Write a sentence for me',
  notify: 'Tell me when it is done',
  stop: 'Stop',
  stopTitle: 'Stop (Esc)',
  again: 'Again',
  againTitle: 'The same with a new seed (A)',
  fullScreen: 'Full screen',
  fullScreenTitle: 'Full screen (F)',
  dismiss: 'Dismiss',
  soundDropped: 'Its sound was lost.',
});

/** Words at the foot of the page. */
export const FOOTER_WORDS = wordsOf('footer', {
  private: 'Nothing you type leaves this device.',
  unchecked: 'Prompts and frames are not checked yet: what you make is yours to judge.',
  problem: (title: string, help: string) => str`${title}. ${help}`,
});

/** A sentence that the page writes by itself, other than `text`. `random` gives numbers from 0 up to 1. */
export function surpriseInWords(text: string, random: () => number): string {
  const all = Object.values(READING_WORDS.surprises).filter((sentence) => sentence !== text);
  return all[Math.floor(random() * all.length)] ?? text;
}

/** Sentences to begin with. */
export function suggestions(): readonly string[] {
  return Object.values(READING_WORDS.suggestions);
}
