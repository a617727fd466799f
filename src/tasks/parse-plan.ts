import {
  type AudioPart,
  type CastSource,
  type ClipPlan,
  type ClipSource,
  type Condition,
  clipFrames,
  type Framing,
  type Inside,
  type KeptSegment,
  type MadeSegment,
  type MadeSource,
  type MixSource,
  type PictureSource,
  PLAN_VERSION,
  type Reference,
  type Segment,
  type Start,
  type TaskName,
} from '../contract/plan.ts';
import { JsonFields, Malformed, numberIn } from './json-fields.ts';
import { type OrRefusal, refuse } from './refusal.ts';
import { LARGEST_SEED } from './settings.ts';
import { upgradePlan } from './upgrade-plan.ts';

/** UTF-16 units of a plan in a file: a clip of 60 s with a mask in every frame takes a tenth of it. */
const LONGEST_TEXT = 4_000_000;
const LONGEST_PROMPT = 10_000;
const LONGEST_NAME = 200;
/** Segments, conditions, parts of sound; frames of a mix. More than any clip has, few enough to look at quickly. */
const MOST_ITEMS = 10_000;
const LARGEST_SIDE = 16_384;
const MOST_FRAMES = 1_000_000;
const MOST_SECONDS = 1_000_000;
const HASH = /^[0-9a-f]{64}$/;

const TASKS = [
  'text-to-video',
  'image-to-video',
  'first-last',
  'extend',
  'fill',
  'remix',
  'recut',
  'loop',
  'blend',
  'storyboard',
  'region-edit',
  'stream',
  'larger',
  'smoother',
] as const satisfies readonly TaskName[];

/** A plan from the text in a file's box; see `parsePlan`. */
export function parsePlanText(text: string): OrRefusal<ClipPlan> {
  if (text.length > LONGEST_TEXT) return notAPlan('the text is too long');
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return notAPlan('the text is no JSON');
  }
  return parsePlan(stored);
}

/**
 * A plan from any JSON value: older versions are upgraded, then every field is checked, and that there are no others. Says
 * nothing about what a family can do with it; `checkPlan` does. The answer shares nothing with `stored`.
 */
export function parsePlan(stored: unknown): OrRefusal<ClipPlan> {
  const upgraded = upgradePlan(stored);
  if (!upgraded.ok) return upgraded;
  try {
    return { ok: true, value: readPlan(upgraded.value) };
  } catch (thrown) {
    if (thrown instanceof Malformed) return notAPlan(thrown.message);
    throw thrown;
  }
}

function notAPlan(reason: string): OrRefusal<never> {
  return refuse({ what: 'plan', message: `The plan cannot be read: ${reason}.`, newer: false });
}

function readPlan(value: unknown): ClipPlan {
  const row = new JsonFields(value, 'plan');
  row.take('version');
  const plan: ClipPlan = {
    version: PLAN_VERSION,
    task: row.word('task', TASKS),
    family: row.text('family', LONGEST_NAME),
    fps: row.number('fps', 1, 240),
    style: row.take('style') === null ? null : row.text('style', LONGEST_NAME),
    guidance: row.number('guidance', 0, 100),
    steps: row.whole('steps', 1, 10_000),
    references: row.list('references', MOST_ITEMS, readReference),
    segments: row.list('segments', MOST_ITEMS, readSegment),
    audio: row.list('audio', MOST_ITEMS, readAudio),
  };
  row.end();
  if (clipFrames(plan) < 1) throw new Malformed('it shows nothing');
  plan.segments.forEach((segment, index) => {
    if (segment.kind === 'made') checkMadeSources(segment, index, plan);
  });
  return plan;
}

function readReference(value: unknown, path: string): Reference {
  const row = new JsonFields(value, path);
  const reference = { name: row.text('name', LONGEST_NAME), source: readActor(row.take('source'), `${path}.source`) };
  row.end();
  return reference;
}

function readActor(value: unknown, path: string): PictureSource | CastSource {
  const row = new JsonFields(value, path);
  if (row.word('kind', ['picture', 'cast']) === 'picture') return readPicture(value, path);
  const id = row.text('id', LONGEST_NAME);
  const source: CastSource = row.has('colour')
    ? { kind: 'cast', id, colour: row.text('colour', LONGEST_NAME) }
    : { kind: 'cast', id };
  row.end();
  return source;
}

function readSegment(value: unknown, path: string): Segment {
  const row = new JsonFields(value, path);
  return row.word('kind', ['made', 'kept']) === 'made' ? readMade(row, path) : readKept(row, path);
}

function readKept(row: JsonFields, path: string): KeptSegment {
  const segment: KeptSegment = {
    kind: 'kept',
    source: readClip(row.take('source'), `${path}.source`),
    ...readSize(row),
  };
  row.end();
  return segment;
}

function readMade(row: JsonFields, path: string): MadeSegment {
  const frameCount = row.whole('frameCount', 1, MOST_FRAMES);
  const start = row.take('start');
  const segment: MadeSegment = {
    kind: 'made',
    prompt: row.text('prompt', LONGEST_PROMPT),
    ...readSize(row),
    frameCount,
    seed: row.whole('seed', 0, LARGEST_SEED),
    start: start === null ? null : readStart(start, `${path}.start`, frameCount),
    conditions: row.list('conditions', MOST_ITEMS, (item, at) => readCondition(item, at, frameCount)),
    trim: readTrim(row, frameCount),
    ...(row.has('inside') ? { inside: readInside(row.take('inside'), `${path}.inside`) } : {}),
  };
  row.end();
  return segment;
}

function readInside(value: unknown, path: string): Inside {
  const row = new JsonFields(value, path);
  const corner = { left: row.whole('left', 0, LARGEST_SIDE), top: row.whole('top', 0, LARGEST_SIDE) };
  const inside = { ...corner, ...readSize(row) };
  row.end();
  return inside;
}

function readSize(row: JsonFields): { readonly width: number; readonly height: number } {
  return { width: row.whole('width', 1, LARGEST_SIDE), height: row.whole('height', 1, LARGEST_SIDE) };
}

function readTrim(row: JsonFields, frameCount: number): readonly [number, number] {
  const [before, after, ...more] = row.list('trim', 2, (item, path) => numberIn(item, path, [0, frameCount - 1]));
  const whole = Number.isInteger(before) && Number.isInteger(after) && more.length === 0;
  if (before === undefined || after === undefined || !whole || before + after >= frameCount) {
    throw new Malformed(`${row.path('trim')} leaves nothing to be shown`);
  }
  return [before, after];
}

function readStart(value: unknown, path: string, frameCount: number): Start {
  const row = new JsonFields(value, path);
  const source = readStartSource(row.take('source'), `${path}.source`);
  const time = row.number('time', 0, 1);
  row.end();
  if (time === 0 || time === 1) throw new Malformed(`${path}.time does not lie between 0 and 1`);
  const covered = source.kind === 'mix' ? source.weights.length : source.count;
  if (covered !== frameCount) throw new Malformed(`${path} does not cover its segment`);
  return { source, time };
}

function readStartSource(value: unknown, path: string): ClipSource | MadeSource | MixSource {
  const kind = new JsonFields(value, path).word('kind', ['clip', 'made', 'mix']);
  if (kind === 'clip') return readClip(value, path);
  return kind === 'made' ? readMadeSource(value, path) : readMix(value, path);
}

function readMix(value: unknown, path: string): MixSource {
  const row = new JsonFields(value, path);
  row.take('kind');
  const source: MixSource = {
    kind: 'mix',
    first: readClip(row.take('first'), `${path}.first`),
    second: readClip(row.take('second'), `${path}.second`),
    weights: row.list('weights', MOST_ITEMS, (item, at) => numberIn(item, at, [0, 1])),
  };
  row.end();
  const { length } = source.weights;
  if (source.first.count !== length || source.second.count !== length) {
    throw new Malformed(`${path} has another number of weights than of frames`);
  }
  return source;
}

function readCondition(value: unknown, path: string, frameCount: number): Condition {
  const row = new JsonFields(value, path);
  const source = readConditionSource(row.take('source'), `${path}.source`);
  const condition: Condition = {
    source,
    at: row.whole('at', 0, frameCount - (source.kind === 'picture' ? 1 : source.count)),
    strength: row.number('strength', 0, 1),
    ...(row.has('mask') ? { mask: readPicture(row.take('mask'), `${path}.mask`) } : {}),
  };
  row.end();
  return condition;
}

function readConditionSource(value: unknown, path: string): PictureSource | ClipSource | MadeSource {
  const kind = new JsonFields(value, path).word('kind', ['picture', 'clip', 'made']);
  if (kind === 'picture') return readPicture(value, path);
  return kind === 'clip' ? readClip(value, path) : readMadeSource(value, path);
}

function readPicture(value: unknown, path: string): PictureSource {
  const row = new JsonFields(value, path);
  row.word('kind', ['picture']);
  const source: PictureSource = { kind: 'picture', sha256: readHash(row), framing: readFraming(row) };
  row.end();
  return source;
}

function readClip(value: unknown, path: string): ClipSource {
  const row = new JsonFields(value, path);
  row.word('kind', ['clip']);
  const source: ClipSource = { kind: 'clip', sha256: readHash(row), framing: readFraming(row), ...readSpan(row) };
  row.end();
  return source;
}

function readMadeSource(value: unknown, path: string): MadeSource {
  const row = new JsonFields(value, path);
  row.word('kind', ['made']);
  const source: MadeSource = { kind: 'made', segment: row.whole('segment', 0, MOST_ITEMS), ...readSpan(row) };
  row.end();
  return source;
}

function readSpan(row: JsonFields): { readonly from: number; readonly count: number } {
  return { from: row.whole('from', 0, MOST_FRAMES), count: row.whole('count', 1, MOST_FRAMES) };
}

function readHash(row: JsonFields): string {
  const hash = row.text('sha256', 64);
  if (!HASH.test(hash)) throw new Malformed(`${row.path('sha256')} is no SHA-256`);
  return hash;
}

function readFraming(row: JsonFields): Framing {
  const path = row.path('framing');
  const framing = new JsonFields(row.take('framing'), path);
  if (framing.word('kind', ['crop', 'letterbox']) === 'letterbox') {
    framing.end();
    return { kind: 'letterbox' };
  }
  const [x, y] = framing.list('centre', 2, (item, at) => numberIn(item, at, [0, 1]));
  framing.end();
  if (x === undefined || y === undefined) throw new Malformed(`${path}.centre is no point`);
  return { kind: 'crop', centre: [x, y] };
}

function readAudio(value: unknown, path: string): AudioPart {
  const row = new JsonFields(value, path);
  const part: AudioPart = {
    sha256: readHash(row),
    fromSeconds: row.number('fromSeconds', 0, MOST_SECONDS),
    durationSeconds: row.number('durationSeconds', Number.MIN_VALUE, MOST_SECONDS),
    atSeconds: row.number('atSeconds', 0, MOST_SECONDS),
    fadeInSeconds: row.number('fadeInSeconds', 0, MOST_SECONDS),
    fadeOutSeconds: row.number('fadeOutSeconds', 0, MOST_SECONDS),
  };
  row.end();
  return part;
}

/** Frames that a segment takes from others are made before it, and exist. */
function checkMadeSources({ start, conditions }: MadeSegment, index: number, { segments }: ClipPlan): void {
  const sources = [...conditions.map(({ source }) => source), ...(start === null ? [] : [start.source])];
  for (const source of sources) {
    if (source.kind !== 'made') continue;
    const earlier = segments[source.segment];
    const there = earlier?.kind === 'made' && source.segment < index;
    if (!there || source.from + source.count > earlier.frameCount) {
      throw new Malformed(`plan.segments[${index}] asks for frames that are not made before it`);
    }
  }
}
