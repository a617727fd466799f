import { str } from '@lit/localize';
import type { SaveForm } from '../../app/save-clip.ts';
import type { Forecast, PlanNote, ToolName } from '../../app/tool-request.ts';
import { number } from './formats.ts';
import { pixels, seconds } from './units.ts';
import { plural, wordsOf } from './words-of.ts';

interface ToolWords {
  /** On the button. */
  readonly label: string;
  /** Over the panel. */
  readonly title: string;
  /** What it does, in a line. */
  readonly about: string;
  /** On the button that runs it. */
  readonly run: string;
  /** In its empty sentence box. */
  readonly sentence: string;
}

/** Every panel over a clip or a picture, in words. */
export const TOOL_WORDS = wordsOf('tools', {
  extend: {
    label: 'Extend',
    title: 'Extend',
    about: 'The clip goes on, or begins earlier, without a seam.',
    run: 'Extend',
    sentence: 'What happens next? Empty: as before.',
  },
  remix: {
    label: 'Remix',
    title: 'Remix',
    about: 'The same motion and layout, changed as you say.',
    run: 'Remix',
    sentence: 'What should it show instead?',
  },
  loop: {
    label: 'Loop',
    title: 'Loop',
    about: 'New frames join the end to the beginning, so that it plays for ever.',
    run: 'Loop',
    sentence: 'What happens in the join? Empty: as before.',
  },
  blend: {
    label: 'Blend',
    title: 'Blend',
    about: 'This clip turns into another one.',
    run: 'Blend',
    sentence: 'What is seen between the two? Empty: as before.',
  },
  fill: {
    label: 'Fill',
    title: 'Fill in',
    about: 'Frames that are missing or damaged are drawn anew, or a bridge from this clip to another one.',
    run: 'Fill in',
    sentence: 'What is seen there? Empty: as before.',
  },
  'region-edit': {
    label: 'Region',
    title: 'Edit a region',
    about: 'Paint over what should change. Everything else stays.',
    run: 'Change it',
    sentence: 'What should be there?',
  },
  recut: {
    label: 'Re-cut',
    title: 'Re-cut',
    about: 'Keep the parts you like, in the order you like.',
    run: 'Re-cut',
    sentence: 'What is seen in the joins? Empty: as before.',
  },
  larger: {
    label: 'Larger',
    title: 'Larger or smoother',
    about:
      'Twice as many pixels along each side: edges stay crisp (Lanczos), no detail is added. Or a new frame between every two.',
    run: 'Enlarge',
    sentence: '',
  },
  cast: {
    label: 'Cast',
    title: 'Add to the cast',
    about: 'Cut a thing or figure out and give it a name. Then @name acts in any clip.',
    run: 'Add',
    sentence: '',
  },
} satisfies Readonly<Record<ToolName, ToolWords>>);

/** The key that opens each panel, whatever the language. */
export const TOOL_KEYS: Readonly<Record<ToolName, string>> = {
  extend: 'e',
  remix: 'r',
  loop: 'l',
  blend: 'b',
  fill: 'i',
  'region-edit': 'p',
  recut: 'c',
  larger: 'u',
  cast: 'k',
};

/** The forms a clip is saved in. */
export const FORM_WORDS = wordsOf('forms', {
  mp4: { label: 'MP4', about: 'plays everywhere' },
  webm: { label: 'WebM', about: 'for web pages' },
  gif: { label: 'GIF', about: '256 colours, for chats' },
  'png-zip': { label: 'PNG frames', about: 'a zip of all pictures' },
  poster: { label: 'Poster', about: 'the first frame as PNG' },
} satisfies Readonly<Record<SaveForm, unknown>>);

export const CLIP_WORDS = wordsOf('clip', {
  tools: 'What can be made of this clip',
  storyboard: 'Storyboard',
  storyboardAbout: 'Put it on a timeline with sentences, pictures and other clips',
  save: 'Save',
  saveKey: 'Save (S)',
  saveOther: 'Save in another form, or share',
  saveTitle: 'Save or share',
  share: 'Share…',
  includeOnSave: 'Include prompt and settings (MP4)',
  includeOnShare: 'Include prompt and settings',
  compareKey: 'Compare with what it was made from (X)',
  compareShort: 'Compare',
  compareSlider: 'Share of the new clip',
  before: 'Before',
  after: 'After',
  remake: 'Make it again',
  reseed: 'Change the seed',
  writing: 'Writing the file',
  saved: 'Saved',
  failed: (detail: string) => str`Not written: ${detail}`,
  variations: (count: string) => str`Variations, ${count} so far`,
  variationsMade: {
    one: (count: string) => str`${count} variation`,
    other: (count: string) => str`${count} variations`,
  },
  variation: (index: string) => str`Variation ${index}`,
  openVariation: (index: string) => str`Open variation ${index}`,
  open: 'Open',
  waiting: 'Waiting for its turn',
});

export const FORM_LABELS = wordsOf('fields', {
  close: 'Close',
  back: 'Back to the composer',
  backKey: 'Back to the composer (Esc)',
  closeKey: 'Close (Esc)',
  sentence: 'Sentence',
  twice: 'What is doubled',
  twices: { size: '×2 size', rate: '×2 frame rate' },
  smoothen: 'Make it smoother',
  direction: 'Direction',
  forwards: 'Goes on after the end',
  backwards: 'Begins before the start',
  seconds: 'Seconds',
  joinSeconds: 'Length of the join',
  strength: 'How much changes',
  strengths: { subtle: 'Subtle', mild: 'Mild', strong: 'Strong', own: 'Own' },
  becomes: 'Becomes',
  offset: 'The other clip begins after',
  noOther: 'Make or drop a second clip first.',
  curve: 'How much of the other clip is seen, over the time that both share',
  curvePoints: { start: 'At the start', end: 'At the end' },
  curvePoint: (index: string, count: string) => str`Point ${index} of ${count}`,
  curveValue: (share: string, at: string) => str`${share}, at ${at} of the time`,
  curveHint: 'Drag points. Double-click adds one, Delete takes one away. With the keyboard: arrows.',
  addPoint: 'Add a point',
  removePoint: 'Remove the point',
  missing: 'What is missing',
  missings: { fill: 'Frames of this clip', bridge: 'A bridge to another clip' },
  bridgeTo: 'Leads over to',
  otherFit: 'The other clip in the frame',
  holeSeconds: 'Length of the bridge',
  frames: 'Frames to draw anew',
  framesHint: 'Click frames, or drag over several. With the keyboard: arrows and Space.',
  frame: (index: string) => str`Frame ${index}`,
  mask: 'Region to change',
  maskHint: 'Paint on the clip. With the keyboard: arrows move a rectangle, Shift with arrows sizes it, Enter adds it.',
  brush: 'Brush',
  erase: 'Erase',
  clear: 'Clear',
  undo: 'Undo',
  grow: 'Grow to the edge',
  growHint: 'A rough stroke inside the figure is enough: growing finds its edge.',
  grown: 'Grown to the edge. Paint more, erase what is too much, or undo.',
  notGrown: 'This picture cannot be read any more. Give it again.',
  parts: 'Parts to keep',
  partsStrip: 'The clip, and the parts that are kept',
  partsHint: 'Arrows move this end by a frame, Page Up and Page Down by eight.',
  partStart: (index: string) => str`Start of part ${index}`,
  partEnd: (index: string) => str`End of part ${index}`,
  part: (index: string) => str`Part ${index}`,
  from: 'From frame',
  to: 'to frame',
  addPart: 'Add a part',
  removePart: (index: string) => str`Remove part ${index}`,
  join: 'Joins',
  joins: { cut: 'Plain cuts', extend: 'Let each part go on', fill: 'Fill between them' },
  joinsSeconds: 'Length of each join',
  ownJoins: 'Each join its own',
  joinAfter: (index: string) => str`Join after part ${index}`,
  joinKinds: { cut: 'Plain cut', extend: 'Let the part go on', fill: 'Fill in between' },
  joinAfterSeconds: (index: string) => str`Length of the join after part ${index}`,
  name: 'Name, as sentences say it',
  nameHint: 'Letters, digits and hyphens',
  person: 'It shows a real person',
  consent: 'Who is it?',
  consents: { myself: 'It is me', 'has-consent': 'Someone who agreed to it' },
  consentNeeded: 'A real person is only kept when it is you, or someone who agreed.',
  outline: 'What is not painted in the end is cut away.',
  alpha: 'Its own see-through edge cuts it out.',
  members: 'Your cast',
  removeMember: (name: string) => str`Take @${name} out of the cast`,
  added: (name: string) => str`@${name} is in the cast.`,
  notCut:
    'This picture cannot be cut out any more: the file was moved or deleted, or there is no memory. Give it again.',
  taken: (name: string) => str`There is a @${name} in the cast already. Replace its picture, or choose another name.`,
  replace: (name: string) => str`Replace @${name}`,
  extendStrip: 'The clip, and what is added to it',
  extendEdge: 'Length of what is added',
  loopStrip: 'The end of the clip, the join, and its beginning',
  blendStrip: 'This clip, the other one beneath it, and the time that both share',
  otherBegin: 'Begin of the other clip',
  timeHint: 'Arrows move it by half a second, Page Up and Page Down by two seconds.',
  startOver: 'Start over',
  use: (nearest: string) => str`Use ${nearest}`,
});

export const FORECAST_WORDS = wordsOf('forecast', {
  resampled: (to: string, from: string) => str`It is shown at ${to} frames a second instead of ${from}.`,
  soundKept: 'Its sound is kept.',
  soundDropped: 'Its sound is left out.',
  given: {
    one: (count: string, length: string) => str`Comes out as ${length}: ${count} frame.`,
    other: (count: string, length: string) => str`Comes out as ${length}: ${count} frames.`,
  },
  drawn: {
    one: (count: string, length: string, made: string) =>
      str`Comes out as ${length}: ${count} frame, ${made} of them drawn anew.`,
    other: (count: string, length: string, made: string) =>
      str`Comes out as ${length}: ${count} frames, ${made} of them drawn anew.`,
  },
  none: 'none',
  lengthAndSize: (length: string, size: string) => str`${length}, ${size}`,
});

/** What a person should know of what comes out. */
export function noteLines(notes: readonly PlanNote[]): readonly string[] {
  return notes.map(noteLine).filter((line) => line !== '');
}

function noteLine(note: PlanNote): string {
  switch (note.kind) {
    // The exact length is said in any case.
    case 'rounded':
      return '';
    case 'resampled':
      return FORECAST_WORDS.resampled(number(note.toFps), number(Math.round(note.fromFps)));
    case 'sound-kept':
      return FORECAST_WORDS.soundKept;
    case 'sound-dropped':
      return FORECAST_WORDS.soundDropped;
  }
}

/** What the form as it stands would give. */
export function forecastLine(forecast: Extract<Forecast, { readonly kind: 'possible' }>): string {
  const { frames, made, size } = forecast;
  const { lengthAndSize, given, drawn, none } = FORECAST_WORDS;
  const length = seconds(forecast.seconds);
  const shown = size === undefined ? length : lengthAndSize(length, pixels(size));
  return made === frames
    ? plural(frames, given, shown)
    : plural(frames, drawn, shown, made === 0 ? none : number(made));
}

/** "Variations, 2 so far" while others are to come, "2 variations" after that. */
export function variationsLine(count: number, more: boolean): string {
  return more ? CLIP_WORDS.variations(number(count)) : plural(count, CLIP_WORDS.variationsMade);
}
