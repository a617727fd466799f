import type { Capabilities, VocabularyEntry } from '../../src/contract/capabilities.ts';
import { AppError } from '../../src/contract/result.ts';
import { type Network, parseNetwork } from './network.ts';
import type { Colour } from './recolour.ts';

/** What `manifest.json` says beside its files (those are read by `src/weights`). */
export interface KinoraManifest {
  /** Which weights these are. */
  readonly id: string;
  readonly network: Network;
  readonly defaults: KinoraDefaults;
  readonly cast: readonly CastEntry[];
  /** Poses side by side in a thing's picture, at most. */
  readonly sheetColumns: number;
  /** Poses a second. */
  readonly poseRate: number;
  /** Colours that things can take, by name. */
  readonly colours: Readonly<Record<string, Colour>>;
  readonly places: readonly VocabularyEntry[];
  readonly motions: readonly VocabularyEntry[];
  readonly times: readonly VocabularyEntry[];
  readonly cameras: readonly VocabularyEntry[];
}

/** A thing of the cast. */
export interface CastEntry extends VocabularyEntry {
  /** Where its picture lies in cast.bin: first byte and bytes. */
  readonly sheet: readonly [number, number];
  readonly poses: number;
  /** Its main colour, where that can be turned into another; else null. */
  readonly colour: Colour | null;
}

interface KinoraDefaults {
  readonly width: number;
  readonly height: number;
  readonly frameCount: number;
  readonly fps: number;
  readonly steps: number;
  readonly guidance: number;
  /** Warps the schedule, see `flowSchedule`. */
  readonly shift: number;
}

/** The family's id in the registry and in plans, whatever weights it has. */
const FAMILY = 'kinora';

/** Of manifests, as `models/recipe/export.py` writes them. */
const FORMAT = 3;

/** @throws AppError `weights-malformed`, naming the field that is wrong */
export function parseManifest(value: unknown): KinoraManifest {
  const row = object(value, 'manifest');
  if (row['format'] !== FORMAT)
    throw malformed(`its format is ${String(row['format'])}; this program reads format ${FORMAT}`);
  const defaults = object(row['defaults'], 'defaults');
  return {
    id: text(row['id'], 'id'),
    network: parseNetwork(row['config']),
    defaults: {
      width: number(defaults['width'], 'defaults.width'),
      height: number(defaults['height'], 'defaults.height'),
      frameCount: number(defaults['frameCount'], 'defaults.frameCount'),
      fps: number(defaults['fps'], 'defaults.fps'),
      steps: number(defaults['steps'], 'defaults.steps'),
      guidance: number(defaults['guidance'], 'defaults.guidance'),
      shift: number(defaults['shift'], 'defaults.shift'),
    },
    cast: list(row['cast'], 'cast').map(parseThing),
    sheetColumns: number(row['sheetColumns'], 'sheetColumns'),
    poseRate: number(row['poseRate'], 'poseRate'),
    colours: Object.fromEntries(
      Object.entries(object(row['colours'], 'colours')).map(([name, rgb]) => [
        name,
        parseColour(rgb, `colours.${name}`),
      ]),
    ),
    places: phrases(row['places'], 'places'),
    motions: phrases(row['motions'], 'motions'),
    times: phrases(row['times'], 'times'),
    cameras: phrases(row['cameras'], 'cameras'),
  };
}

/** What the family can do, from its manifest. */
export function capabilitiesOf({ network, defaults, ...words }: KinoraManifest): Capabilities {
  const { width, height, frameCount, fps, steps, guidance } = defaults;
  return {
    family: FAMILY,
    sizes: [{ width, height }],
    sizeMultiple: network.spatialFactor * network.patch * network.plateScale,
    sideRange: [64 * network.plateScale, 256 * network.plateScale],
    frameGroup: network.groupFrames,
    frameRange: [1, 33],
    fps,
    maxSeconds: 60,
    conditions: ['first-frame', 'last-frame', 'frames', 'region', 'start-time'],
    maxReferences: network.references,
    defaults: { width, height, frameCount, steps, guidance },
    stepRange: [1, 64],
    guidanceRange: [1, 8],
    vocabulary: {
      things: words.cast.map(({ id, name, phrases: said, colour }) => ({
        id,
        name,
        phrases: said,
        ...(colour === null ? {} : { colours: Object.keys(words.colours) }),
      })),
      places: words.places,
      motions: words.motions,
      times: words.times,
      cameras: words.cameras,
    },
  };
}

function parseThing(value: unknown): CastEntry {
  const row = object(value, 'cast entry');
  const sheet = list(row['sheet'], 'cast.sheet');
  const synonyms = list(row['synonyms'], 'cast.synonyms').map((entry) => text(entry, 'cast.synonyms'));
  return {
    id: text(row['id'], 'cast.id'),
    name: text(row['name'], 'cast.name'),
    phrases: [text(row['plural'], 'cast.plural'), ...synonyms],
    sheet: [number(sheet[0], 'cast.sheet'), number(sheet[1], 'cast.sheet')],
    poses: number(row['poses'], 'cast.poses'),
    colour: row['colour'] === undefined ? null : parseColour(row['colour'], 'cast.colour'),
  };
}

function parseColour(value: unknown, name: string): Colour {
  const [red, green, blue] = list(value, name).map((part) => number(part, name));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

function phrases(value: unknown, name: string): readonly VocabularyEntry[] {
  return Object.entries(object(value, name)).map(([id, said]) => ({
    id,
    name: id,
    phrases: list(said, `${name}.${id}`)
      .map((phrase) => text(phrase, `${name}.${id}`))
      .filter((phrase) => phrase !== ''),
  }));
}

function object(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw malformed(`"${name}" is not an object`);
}

function list(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed(`"${name}" is not a list`);
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw malformed(`"${name}" is not text`);
}

function number(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw malformed(`"${name}" is not a number`);
}

function malformed(what: string): AppError {
  return new AppError('weights-malformed', 'weights', `The model's manifest cannot be used: ${what}.`);
}
