import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readArea } from './area.ts';
import { type CardArgument, readCards } from './cards.ts';
import { wrongUse } from './command-error.ts';
import { JOINS_PATTERN, readJoins } from './joins.ts';
import { COMMON_OPTIONS, type OptionName, TASKS, type TaskName, USAGE } from './tasks.ts';

/** A command line that makes sense by itself; what the model and the clip allow, the page knows. */
export interface ClipCommand {
  readonly task: TaskName;
  readonly prompt: string;
  /** As it was given. */
  readonly file: string;
  /** Absolute. */
  readonly target: string;
  /** Absolute paths of files that are there. */
  readonly inputs: readonly string[];
  /** Of a storyboard, the first first. */
  readonly cards: readonly CardArgument[];
  /** As they were written, each of the form that its option has. */
  readonly options: Readonly<Partial<Record<OptionName, string>>>;
  readonly backwards: boolean;
  readonly json: boolean;
}

/** First and last frame, counted from 1. */
export type FrameRange = readonly [number, number];

interface Form {
  readonly pattern: RegExp;
  readonly example: string;
}

const WHOLE: Form = { pattern: /^\d{1,10}$/, example: 'a whole number' };
const NUMBER: Form = { pattern: /^\d+(\.\d+)?$/, example: 'a number' };
const RANGES: Form = { pattern: /^\d+(-\d+)?(,\d+(-\d+)?)*$/, example: 'frames like 4-9,12' };

const FORMS: Readonly<Partial<Record<OptionName, Form>>> = {
  seed: WHOLE,
  steps: WHOLE,
  guidance: NUMBER,
  backend: { pattern: /^(wasm|webgpu-f32|webgpu-f16)$/, example: 'wasm, webgpu-f32 or webgpu-f16' },
  size: { pattern: /^\d{1,5}x\d{1,5}$/, example: 'width and height like 128x128' },
  seconds: NUMBER,
  strength: { pattern: /^(subtle|mild|strong|0?\.\d+)$/, example: 'subtle, mild, strong or a share like 0.5' },
  offset: NUMBER,
  curve: { pattern: /^\d{1,3},\d{1,3},\d{1,3}$/, example: 'three percentages like 0,50,100' },
  parts: RANGES,
  close: { pattern: /^(cut|blend)$/, example: 'cut or blend' },
  join: { pattern: JOINS_PATTERN, example: 'cut, extend or fill, or a list like cut,fill:0.5' },
  name: { pattern: /^[a-z0-9][a-z0-9-]{0,31}$/, example: 'small letters, digits and hyphens' },
  area: {
    pattern: /^\d+(\.\d+)?(,\d+(\.\d+)?){3}$/,
    example: 'left, top, width and height in percent like 25,50,40,30',
  },
  variations: { pattern: /^[24]$/, example: '2 or 4' },
  timeout: { pattern: /^\d{1,4}(\.\d+)?$/, example: 'minutes like 30' },
};

/** Options that a task cannot do without. */
const NEEDED: Readonly<Partial<Record<TaskName, OptionName>>> = {
  fill: 'frames',
  recut: 'parts',
  cast: 'name',
  region: 'area',
  stream: 'seconds',
};

/** Reads a command line; paths are relative to `folder`. Throws `CommandError` with what is wrong. */
export function readArguments(args: readonly string[], folder: string): ClipCommand {
  const { values, positionals } = parse(args);
  const [prompt, file] = positionals;
  if (prompt === undefined || file === undefined || positionals.length > 2) throw wrongUse(USAGE);
  const { task: named = 'text', input = [], card = [], backwards = false, json = false, ...written } = values;
  const task = taskNamed(named);
  const options: Readonly<Partial<Record<OptionName, string>>> = written;
  for (const name of [...keysOf(options), ...(backwards ? (['backwards'] as const) : [])]) {
    checkOption(task, name, options[name] ?? '');
  }
  const needed = NEEDED[task];
  if (needed !== undefined && options[needed] === undefined) throw wrongUse(`--task ${task} needs --${needed}.`);
  if (task === 'recut') readJoins({ ...options, partCount: frameRanges('parts', options.parts ?? '').length });
  const inputs = checkInputs(task, input, folder);
  if (card.length > 0 && task !== 'storyboard') throw wrongUse('--card needs --task storyboard.');
  const cards = task === 'storyboard' ? readCards(card, prompt, folder) : [];
  const target = resolve(folder, file);
  if (!existsSync(dirname(target))) throw wrongUse(`There is no folder ${dirname(target)} to write ${file} into.`);
  return { task, prompt, file, target, inputs, cards, options, backwards, json };
}

/** Ranges of `4-9,12`, in the order they are written. Throws `CommandError` for one that runs backwards or begins at 0. */
export function frameRanges(option: string, text: string): readonly FrameRange[] {
  return text.split(',').map((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    if (from < 1 || to < from) throw wrongUse(`--${option} ${range} is no range: frames are counted from 1, upwards.`);
    return [from, to];
  });
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const names = { seed: text, steps: text, guidance: text, backend: text, size: text, frames: text, seconds: text };
  const others = {
    strength: text,
    offset: text,
    curve: text,
    parts: text,
    join: text,
    close: text,
    name: text,
    area: text,
    style: text,
    variations: text,
    timeout: text,
  };
  const many = { type: 'string', multiple: true } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...names, ...others, task: text, input: many, card: many, backwards: flag, json: flag },
    });
  } catch (thrown) {
    throw wrongUse(`${thrown instanceof Error ? thrown.message : String(thrown)}\n${USAGE}`);
  }
}

function taskNamed(name: string): TaskName {
  if (isTask(name)) return name;
  throw wrongUse(`There is no task ${name}; there are ${Object.keys(TASKS).join(', ')}.`);
}

function isTask(name: string): name is TaskName {
  return Object.hasOwn(TASKS, name);
}

function checkOption(task: TaskName, name: OptionName, value: string): void {
  const own: readonly OptionName[] = TASKS[task].options;
  if (!own.includes(name) && !COMMON_OPTIONS.includes(name)) {
    throw wrongUse(task === 'text' ? `--${name} needs a --task.` : `--task ${task} takes no --${name}.`);
  }
  const form = name === 'frames' ? (task === 'fill' ? RANGES : WHOLE) : FORMS[name];
  if (form !== undefined && !form.pattern.test(value)) throw wrongUse(`--${name} takes ${form.example}, not ${value}.`);
  if (form === RANGES) frameRanges(name, value);
  if (name === 'area') readArea(value);
}

function checkInputs(task: TaskName, given: readonly string[], folder: string): readonly string[] {
  const { inputs: wanted } = TASKS[task];
  if (given.length !== wanted.length) {
    const [kind = 'file'] = wanted;
    const needs = wanted.length === 1 ? `one ${kind}` : `${wanted.length === 0 ? 'no' : 'two'} ${kind}s`;
    const who = task === 'text' ? 'Without a --task, a clip' : `--task ${task}`;
    throw wrongUse(`${who} takes ${needs} with --input; ${given.length === 0 ? 'none was' : given.length} given.`);
  }
  return given.map((file) => {
    const path = resolve(folder, file);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw wrongUse(`There is no file ${file}.`);
    return path;
  });
}

function keysOf(options: Readonly<Partial<Record<OptionName, string>>>): readonly OptionName[] {
  return Object.keys(options) as OptionName[];
}
