import { str } from '@lit/localize';
import type { ShownClip } from '../../app/state.ts';
import { type ClipPlan, clipFrames, type Segment, shownFrames } from '../../contract/plan.ts';
import { both, number } from './formats.ts';
import { pixels } from './units.ts';
import { plural, wordsOf } from './words-of.ts';

export const STAGE_WORDS = wordsOf('stage', {
  stage: 'Stage',
  soFar: 'The clip as it is so far',
  tryAgain: 'Try again',
  exactly: 'What exactly',
  making: 'Making the clip',
});

/** Words of the film of this visit. */
export const STRIP_WORDS = wordsOf('strip', {
  list: 'Clips of this visit',
  later: 'Later',
  laterClip: (prompt: string) => str`Later: ${prompt}`,
  earlier: 'Earlier',
  earlierClip: (prompt: string) => str`Earlier: ${prompt}`,
  remove: 'Remove from the queue',
  removeClip: (prompt: string) => str`Do not make “${prompt}”`,
  now: (prompt: string) => str`Being made: ${prompt}`,
  failed: (prompt: string) => str`Not made: ${prompt}`,
  clip: (prompt: string) => str`Clip: ${prompt}`,
});

/** Words of how a clip was made. */
export const DETAIL_WORDS = wordsOf('details', {
  details: 'Details',
  title: 'How this clip was made',
  close: 'Close',
  plan: 'Plan',
  noPlan: 'The file does not say how it was made.',
  parts: 'Parts',
  frame: (frame: string) => str`Frame ${frame}`,
  range: (from: string, to: string) => str`Frames ${from} to ${to}`,
  kept: (frames: string) => str`${frames}: kept from a clip`,
  made: (frames: string, sentence: string) => str`${frames}: made, “${sentence}”`,
  madeMute: (frames: string) => str`${frames}: made, without a sentence`,
  style: 'Style',
  seed: 'Seed',
  file: 'File',
  model: 'Model',
  madeBy: 'Made by',
  seconds: 'Seconds',
  sum: 'From words to film',
  pictures: 'PNG pictures in a zip',
  sound: 'Sound',
  soundThere: 'In the file.',
  soundKept: 'From the clips it was made of.',
  soundDropped: (reason: string) => str`Left out. ${reason}`,
  format: (format: string, size: string) => str`${format}, ${size}`,
  cached: 'already here, nothing fetched',
  fetched: (size: string) => str`${size} fetched in this visit`,
  copy: 'Copy diagnostics, without your words',
  copied: 'Copied',
  frames: {
    one: (count: string, fps: string, size: string) => str`${count} frame at ${fps} a second, ${size} pixels`,
    other: (count: string, fps: string, size: string) => str`${count} frames at ${fps} a second, ${size} pixels`,
  },
  steps: {
    one: (count: string, guidance: string) => str`drawn in ${count} step, guidance ${guidance}`,
    other: (count: string, guidance: string) => str`drawn in ${count} steps, guidance ${guidance}`,
  },
  lineKept: (frames: string) => str`${frames}.`,
  line: (frames: string, drawn: string) => str`${frames}, ${drawn}.`,
  lineWithCast: (frames: string, drawn: string, cast: string) => str`${frames}, ${drawn}, with ${cast}.`,
  trial: (backend: string, reason: string) => str`${backend}: ${reason}`,
  chosen: (backend: string, reason: string) => str`${backend}: chosen. ${reason}`,
});

/** "17 frames at 8 a second, 128 × 128 pixels, drawn in 4 steps, guidance 3." */
export function planLine(plan: ClipPlan): string {
  const [segment] = plan.segments;
  if (segment === undefined) return '';
  const frames = plural(clipFrames(plan), DETAIL_WORDS.frames, number(plan.fps), pixels(segment));
  if (plan.segments.every(({ kind }) => kind === 'kept')) return DETAIL_WORDS.lineKept(frames);
  const drawn = plural(plan.steps, DETAIL_WORDS.steps, number(plan.guidance));
  if (plan.references.length === 0) return DETAIL_WORDS.line(frames, drawn);
  return DETAIL_WORDS.lineWithCast(frames, drawn, both(plan.references.map(({ name }) => name)));
}

/** "17 frames at 8 a second, 128 × 128 pixels." */
export function shapeLine(clip: ShownClip): string {
  const rate = number(clip.fps, { maximumFractionDigits: 2 });
  return DETAIL_WORDS.lineKept(plural(clip.frameCount, DETAIL_WORDS.frames, rate, pixels(clip)));
}

/** What the clip shows one after another: "Frames 1 to 17: kept from a clip". Neighbours that say the same are one part. */
export function partLines(plan: ClipPlan): readonly string[] {
  const parts: { readonly from: number; readonly to: number; readonly segment: Segment }[] = [];
  for (const segment of plan.segments) {
    const last = parts.at(-1);
    const from = last === undefined ? 1 : last.to + 1;
    const to = from + shownFrames(segment) - 1;
    if (last !== undefined && saysTheSame(last.segment, segment)) parts[parts.length - 1] = { ...last, to };
    else parts.push({ from, to, segment });
  }
  return parts.map(({ from, to, segment }) => {
    const frames = from === to ? DETAIL_WORDS.frame(number(from)) : DETAIL_WORDS.range(number(from), number(to));
    if (segment.kind === 'kept') return DETAIL_WORDS.kept(frames);
    return segment.prompt === '' ? DETAIL_WORDS.madeMute(frames) : DETAIL_WORDS.made(frames, segment.prompt);
  });
}

function saysTheSame(one: Segment, other: Segment): boolean {
  return one.kind === 'made' && other.kind === 'made' && one.prompt === other.prompt;
}
