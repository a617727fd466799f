import type { SaveForm } from '../../app/save-clip.ts';
import type { Forecast, PlanNote, ToolName } from '../../app/tool-request.ts';
import { seconds } from './units.ts';

interface ToolWords {
  /** On the button. */
  readonly label: string;
  /** Over the panel. */
  readonly title: string;
  /** What it does, in a line. */
  readonly about: string;
  /** The key that opens it. */
  readonly key: string;
  /** On the button that runs it. */
  readonly run: string;
  /** In its empty sentence box. */
  readonly sentence: string;
}

/** Every panel over a clip or a picture, in words. */
export const TOOL_WORDS: Readonly<Record<ToolName, ToolWords>> = {
  extend: {
    label: 'Extend',
    title: 'Extend',
    about: 'The clip goes on, or begins earlier, without a seam.',
    key: 'e',
    run: 'Extend',
    sentence: 'What happens next? Empty: as before.',
  },
  remix: {
    label: 'Remix',
    title: 'Remix',
    about: 'The same motion and layout, changed as you say.',
    key: 'r',
    run: 'Remix',
    sentence: 'What should it show instead?',
  },
  loop: {
    label: 'Loop',
    title: 'Loop',
    about: 'New frames join the end to the beginning, so that it plays for ever.',
    key: 'l',
    run: 'Loop',
    sentence: 'What happens in the join? Empty: as before.',
  },
  blend: {
    label: 'Blend',
    title: 'Blend',
    about: 'This clip turns into another one.',
    key: 'b',
    run: 'Blend',
    sentence: 'What is seen between the two? Empty: as before.',
  },
  fill: {
    label: 'Fill',
    title: 'Fill in',
    about: 'Frames that are missing or damaged are drawn anew, or a bridge from this clip to another one.',
    key: 'i',
    run: 'Fill in',
    sentence: 'What is seen there? Empty: as before.',
  },
  'region-edit': {
    label: 'Region',
    title: 'Edit a region',
    about: 'Paint over what should change. Everything else stays.',
    key: 'm',
    run: 'Change it',
    sentence: 'What should be there?',
  },
  recut: {
    label: 'Re-cut',
    title: 'Re-cut',
    about: 'Keep the parts you like, in the order you like.',
    key: 'c',
    run: 'Re-cut',
    sentence: 'What is seen in the joins? Empty: as before.',
  },
  larger: {
    label: 'Larger',
    title: 'Twice as large',
    about: 'Twice as many pixels along each side. Edges stay crisp (Lanczos); no detail is added.',
    key: 'u',
    run: 'Enlarge',
    sentence: '',
  },
  cast: {
    label: 'Cast',
    title: 'Add to the cast',
    about: 'Cut a thing or figure out and give it a name. Then @name acts in any clip.',
    key: 'k',
    run: 'Add',
    sentence: '',
  },
};

/** The forms a clip is saved in. */
export const FORM_WORDS: Readonly<Record<SaveForm, { readonly label: string; readonly about: string }>> = {
  mp4: { label: 'MP4', about: 'plays everywhere' },
  webm: { label: 'WebM', about: 'for web pages' },
  gif: { label: 'GIF', about: '256 colours, for chats' },
  'png-zip': { label: 'PNG frames', about: 'a zip of all pictures' },
  poster: { label: 'Poster', about: 'the first frame as PNG' },
};

export const CLIP_WORDS = {
  tools: 'What can be made of this clip',
  storyboard: 'Storyboard',
  storyboardAbout: 'Put it on a timeline with sentences, pictures and other clips',
  save: 'Save',
  saveOther: 'Save in another form, or share',
  saveTitle: 'Save or share',
  share: 'Share…',
  includeOnSave: 'Include prompt and settings (MP4)',
  includeOnShare: 'Include prompt and settings',
  compare: 'Compare with what it was made from',
  compareEnd: 'End the comparison',
  compareSlider: 'Share of the new clip',
  before: 'Before',
  after: 'After',
  remake: 'Make it again',
  reseed: 'Change the seed',
  writing: 'Writing the file',
  failed: (detail: string) => `Not written: ${detail}`,
  variations: (count: number) => `Variations, ${count} so far`,
  variation: (index: number) => `Variation ${index}`,
  waiting: 'Waiting for its turn',
} as const;

export const FORM_LABELS = {
  close: 'Close',
  back: 'Back to the composer',
  sentence: 'Sentence',
  direction: 'Direction',
  forwards: 'Goes on after the end',
  backwards: 'Begins before the start',
  seconds: 'Seconds',
  joinSeconds: 'Length of the join',
  strength: 'How much changes',
  strengths: { subtle: 'Subtle', mild: 'Mild', strong: 'Strong', own: 'Own' },
  other: 'Becomes',
  offset: 'The other clip begins after',
  noOther: 'Make or drop a second clip first.',
  curve: 'How much of the other clip is seen: at the start, in the middle, at the end',
  curvePoints: ['At the start', 'In the middle', 'At the end'],
  missing: 'What is missing',
  missings: { fill: 'Frames of this clip', bridge: 'A bridge to another clip' },
  bridgeTo: 'Leads over to',
  holeSeconds: 'Length of the bridge',
  frames: 'Frames to draw anew',
  framesHint: 'Click frames, or drag over several. With the keyboard: arrows and Space.',
  frame: (index: number) => `Frame ${index}`,
  mask: 'Region to change',
  maskHint: 'Paint on the clip. With the keyboard: arrows move a rectangle, Shift with arrows sizes it, Enter adds it.',
  brush: 'Brush',
  erase: 'Erase',
  clear: 'Clear',
  parts: 'Parts to keep',
  part: (index: number) => `Part ${index}`,
  from: 'From frame',
  to: 'to frame',
  addPart: 'Add a part',
  removePart: (index: number) => `Remove part ${index}`,
  join: 'Joins',
  joins: { cut: 'Plain cuts', extend: 'Let each part go on', fill: 'Fill between them' },
  name: 'Name, as sentences say it',
  nameHint: 'Letters, digits and hyphens',
  person: 'It shows a real person',
  consent: 'Who is it?',
  consents: { myself: 'It is me', 'has-consent': 'Someone who agreed to it' },
  consentNeeded: 'A real person is only kept when it is you, or someone who agreed.',
  outline: 'Paint over the figure; what is not painted is cut away.',
  alpha: 'Its own see-through edge cuts it out.',
  members: 'Your cast',
  removeMember: (name: string) => `Take @${name} out of the cast`,
  added: (name: string) => `@${name} is in the cast.`,
  notCut:
    'This picture cannot be cut out any more: the file was moved or deleted, or there is no memory. Give it again.',
  taken: (name: string) => `There is a @${name} in the cast already. Replace its picture, or choose another name.`,
  replace: (name: string) => `Replace @${name}`,
  use: (nearest: number) => `Use ${nearest}`,
} as const;

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
      return `It is shown at ${note.toFps} frames a second instead of ${Math.round(note.fromFps)}.`;
    case 'sound-kept':
      return 'Its sound is kept.';
    case 'sound-dropped':
      return 'Its sound is left out.';
  }
}

/** What the form as it stands would give. */
export function forecastLine(forecast: Extract<Forecast, { readonly kind: 'possible' }>): string {
  const { frames, made, size } = forecast;
  const pixels = size === undefined ? '' : `, ${size.width} × ${size.height}`;
  const share = made === frames ? '' : `, ${made === 0 ? 'none' : made} of them drawn anew`;
  return `Comes out as ${seconds(forecast.seconds)}${pixels}: ${frames} frames${share}.`;
}
