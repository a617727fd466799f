/**
 * Every task on the built page, with figures: `node tests/bench/tasks.ts [folder for the clips and strips] [--long]`. Works
 * through the command line (`scripts/clip.ts`), then looks at the saved files alone, as whoever gets them would. About ten minutes
 * on two cores; with --long, which has a clip of two seconds go on to sixty, a few more. Prints a table in Markdown; nothing
 * passes or fails here.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { long: { type: 'boolean' } } });
const FOLDER = positionals[0] ?? mkdtempSync(join(tmpdir(), 'kinora-tasks-'));
const FPS = 8;
/** Left, top, width and height in percent: places that the page's rectangle takes as they are. */
const AREA = [25, 12.5, 50, 37.5] as const;
const SIDE = 256;
const STRIP_FRAMES = 8;
const EMPTY = Buffer.alloc(0);

/** Frames of red, green and blue, each `SIDE` by `SIDE`. */
type Frames = readonly Buffer[];
interface Row {
  readonly task: string;
  readonly seconds: number;
  readonly figure: string;
}
/** What the command tells about a clip. */
interface Told {
  readonly file: string;
  readonly totalSeconds: number;
}

mkdirSync(FOLDER, { recursive: true });
const rows: Row[] = [];
const file = (name: string): string => join(FOLDER, name);

const rocket = make('text', 'a rocket rises on the moon', 'text.mp4', [], () => 'none: to be looked at');
const car = make('text', 'a car moves left on a road', 'car.mp4', [], () => 'none: to be looked at');
picture(car, 'car.png');
make('animate', 'a rabbit jumps', 'animate.mp4', ['--task', 'animate', '--input', file('car.png')], (frames) => {
  const [first] = read(file('car.png'));
  return `first frame ${psnr(frames[0], first)} dB`;
});
picture(rocket, 'rocket.png');
const ends = ['--task', 'first-last', '--input', file('car.png'), '--input', file('rocket.png')];
make('first and last', 'a car on a road', 'first-last.mp4', ends, (frames) => {
  const [[first], [last]] = [read(file('car.png')), read(file('rocket.png'))];
  return `first frame ${psnr(frames[0], first)} dB, last ${psnr(frames.at(-1), last)} dB`;
});
for (const [name, more] of [
  ['extend', []],
  ['extend backwards', ['--backwards']],
] as const) {
  const made = ['--task', 'extend', '--input', file('car.mp4'), '--seconds', '2', ...more];
  make(name, '', `${name.replace(' ', '-')}.mp4`, made, (frames) => {
    const back = more.length > 0;
    const kept = back ? frames.slice(-car.length) : frames.slice(0, car.length);
    const seam = back ? frames.length - car.length : car.length;
    return `seam ${jump(frames, seam)}, given frames ${psnr(Buffer.concat(kept), Buffer.concat(car))} dB`;
  });
}
const long = ['--task', 'extend', '--input', file('car.mp4'), '--seconds', '10'];
make('extend by 10 s', '', 'extend-10.mp4', long, (frames) => {
  return `largest seam ${largestSeam(frames)}, colour drift ${drift(frames)} of 255`;
});
if (flags.long === true) extendToAMinute();
make('stream', 'a rocket rises on the moon', 'stream.mp4', ['--task', 'stream', '--seconds', '6'], (frames) => {
  return `${frames.length / FPS} s, largest seam ${largestSeam(frames)}, colour drift ${drift(frames)} of 255`;
});
make('fill', '', 'fill.mp4', ['--task', 'fill', '--input', file('car.mp4'), '--frames', '7-12'], (frames) => {
  const known = frames.flatMap((frame, at) => (at >= 6 && at < 12 ? [] : [[frame, car[at]] as const]));
  const given = psnr(Buffer.concat(known.map(([frame]) => frame)), Buffer.concat(known.map(([, own]) => own ?? EMPTY)));
  const filled = psnr(Buffer.concat(frames.slice(6, 12)), Buffer.concat(car.slice(6, 12)));
  return `known frames ${given} dB, seams ${jump(frames, 6)} and ${jump(frames, 12)}, filled against the truth ${filled} dB`;
});
make('loop', '', 'loop.mp4', ['--task', 'loop', '--input', file('car.mp4'), '--seconds', '1'], (frames) => {
  const around = [...frames, ...frames.slice(0, 4)];
  return `seam from last to first ${jump(around, frames.length)}`;
});
for (const strength of ['0.3', '0.5', '0.7', '0.9']) {
  const remix = ['--task', 'remix', '--input', file('car.mp4'), '--strength', strength];
  make(`remix ${strength}`, 'a car on a road at night', `remix-${strength}.mp4`, remix, (frames) => {
    return `motion correlation ${motion(frames, car)}, changed by ${difference(frames, car)} of 255`;
  });
}
const blend = ['--task', 'blend', '--input', file('car.mp4'), '--input', file('text.mp4')];
make('blend', 'a car on a road', 'blend.mp4', blend, (frames) => {
  return `first frame to the first clip ${psnr(frames[0], car[0])} dB, last to the second ${psnr(frames.at(-1), rocket.at(-1))} dB`;
});
const bridge = ['--task', 'bridge', '--input', file('car.mp4'), '--input', file('text.mp4'), '--seconds', '1'];
make('bridge', '', 'bridge.mp4', bridge, (frames) => {
  return `seams ${jump(frames, car.length)} and ${jump(frames, frames.length - rocket.length)}`;
});
const recut = ['--task', 'recut', '--input', file('car.mp4'), '--parts', '1-6,12-17', '--join', 'fill'];
make('recut', '', 'recut.mp4', recut, (frames) => `first frame ${psnr(frames[0], car[0])} dB, ${frames.length} frames`);
const cards = ['--task', 'storyboard', '--card', '4=a cat on the moon'];
make('storyboard', 'a cat walks on a beach', 'storyboard.mp4', cards, (frames) => {
  return `${frames.length} frames, seam ${jump(frames, 4 * FPS)}`;
});
const region = ['--task', 'region', '--input', file('car.mp4'), '--area', AREA.join(',')];
make('region', 'a balloon', 'region.mp4', region, (frames) => {
  const [outside, inside] = [false, true].map((within) => [part(frames, within), part(car, within)] as const);
  return `outside of the area ${psnr(...(outside ?? []))} dB, inside changed by ${meanDifference(...(inside ?? [])).toFixed(1)} of 255`;
});
drawFigure('ball.png');
const cast = ['--task', 'cast', '--input', file('ball.png'), '--name', 'ball'];
make('cast', '@ball jumps on the moon', 'cast.mp4', cast, (frames) => {
  const shares = frames.map(figureShare);
  const seen = shares.filter((share) => share > 0.001).length;
  return `the figure is seen in ${seen} of ${frames.length} frames, over ${(100 * average(shares)).toFixed(1)} % of the picture`;
});
make('style', 'a car moves left on a road', 'style.mp4', ['--style', 'night'], (frames) => {
  return `mean brightness ${brightness(frames)} of 255 at night, ${brightness(car)} as written`;
});
make('two variations', 'a car moves left on a road', 'variations.mp4', ['--variations', '2'], (frames, other = []) => {
  const same = psnr(Buffer.concat(frames), Buffer.concat(car));
  return `the first is the clip without variations to ${same} dB, the second differs by ${difference(frames, other)} of 255`;
});
const larger = ['--task', 'larger', '--input', file('car.mp4')];
make(
  'larger',
  '',
  'larger.mp4',
  larger,
  (frames) => `shrunk again ${psnr(Buffer.concat([...frames]), Buffer.concat([...car]))} dB`,
);

console.log(`| task | seconds | figure |\n|---|---|---|`);
for (const { task, seconds, figure } of rows) console.log(`| ${task} | ${seconds.toFixed(0)} | ${figure} |`);
console.log(
  `\nSeams are changes from frame to frame over the middle one of the four around; 1 is none. Clips: ${FOLDER}`,
);

/** Makes a clip or several, draws their strips, and notes a row; answers the first, an empty clip where the page refused. */
function make(
  task: string,
  prompt: string,
  name: string,
  options: readonly string[],
  figure: (first: Frames, ...others: readonly Frames[]) => string,
): Frames {
  const told = run(prompt, name, options);
  if (typeof told === 'string') {
    note({ task, seconds: 0, figure: `refused: ${told}` });
    return [];
  }
  const clips = told.map(({ file: path }) => read(path));
  const [first = [], ...others] = clips;
  const seconds = told.reduce((sum, { totalSeconds }) => sum + totalSeconds, 0);
  note({ task, seconds, figure: figure(first, ...others) });
  for (const [at, { file: path }] of told.entries()) strip(path, clips[at]?.length ?? 0);
  return first;
}

/** What the command told of every clip that it made, or its last word where it made none. */
function run(prompt: string, name: string, options: readonly string[]): readonly Told[] | string {
  const command = [join(ROOT, 'scripts/clip.ts'), prompt, file(name), '--seed', '7', '--json', '--timeout', '10'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...options], { encoding: 'utf8' });
  if (status !== 0) return stderr.trim().split('\n').at(-1) ?? 'it broke off';
  const lines = stdout.trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Told);
}

function note(row: Row): void {
  rows.push(row);
  console.error(`${row.task}: ${row.figure}`);
}

/** The page makes a clip longer by ten seconds at most: every saved file is given once more. */
function extendToAMinute(): void {
  let [last, seconds] = ['car.mp4', 0];
  for (const whole of [12, 22, 32, 42, 52, 60]) {
    const name = `extend-to-${whole}.mp4`;
    // The clip begins with a frame more than two seconds, and sixty are the most.
    const more = whole === 60 ? '7.5' : '10';
    const told = run('', name, ['--task', 'extend', '--input', file(last), '--seconds', more]);
    if (typeof told === 'string') {
      note({ task: `extend to ${whole} s`, seconds, figure: `refused: ${told}` });
      return;
    }
    seconds += told[0]?.totalSeconds ?? 0;
    last = name;
  }
  const frames = read(file(last));
  const figure = `${frames.length} frames, largest seam ${largestSeam(frames)}, colour drift ${drift(frames)} of 255`;
  note({ task: 'extend to 60 s', seconds, figure });
  strip(file(last), frames.length);
}

function read(path: string): Frames {
  const args = ['-v', 'error', '-i', path, '-vf', `scale=${SIDE}:${SIDE}`, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const { stdout } = spawnSync('ffmpeg', args, { maxBuffer: 2 ** 30 });
  const size = SIDE * SIDE * 3;
  return Array.from({ length: Math.floor(stdout.length / size) }, (_, at) =>
    stdout.subarray(at * size, (at + 1) * size),
  );
}

/** The middle frame of a clip as a PNG. */
function picture(frames: Frames, name: string): void {
  const middle = frames[Math.floor(frames.length / 2)] ?? EMPTY;
  const args = [
    '-y',
    '-v',
    'error',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-s',
    `${SIDE}x${SIDE}`,
    '-i',
    '-',
    file(name),
  ];
  spawnSync('ffmpeg', args, { input: middle });
}

/** A ball of a colour that nothing else has, cut out. */
function drawFigure(name: string): void {
  const ball = "format=rgba,geq=r=230:g=30:b=200:a='255*lt(hypot(X-64,Y-64),56)'";
  const args = ['-y', '-v', 'error', '-f', 'lavfi', '-i', `color=black:s=128x128,${ball}`, '-frames:v', '1'];
  spawnSync('ffmpeg', [...args, file(name)]);
}

/** How much of a frame has the colour of the ball, be it lit or in the shade. */
function figureShare(frame: Buffer): number {
  let count = 0;
  for (let at = 0; at < frame.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = frame.subarray(at, at + 3);
    count += Number(red > green + 80 && blue > green + 60);
  }
  return count / (frame.length / 3);
}

/** The pixels of all frames that lie in the area, or those that do not. */
function part(frames: Frames, within: boolean): Buffer {
  const [left, top, width, height] = AREA.map((percent) => Math.round((percent / 100) * SIDE)) as [
    number,
    number,
    number,
    number,
  ];
  const isIn = (x: number, y: number): boolean => x >= left && x < left + width && y >= top && y < top + height;
  const kept = Array.from({ length: SIDE * SIDE }, (_, pixel) => pixel).filter(
    (pixel) => isIn(pixel % SIDE, Math.floor(pixel / SIDE)) === within,
  );
  return Buffer.concat(
    frames.map((frame) => Buffer.from(kept.flatMap((pixel) => [...frame.subarray(pixel * 3, pixel * 3 + 3)]))),
  );
}

function strip(path: string, count: number): void {
  const step = Math.max(1, Math.floor(count / STRIP_FRAMES));
  const filter = `select='not(mod(n\\,${step}))',scale=128:-2,tile=${STRIP_FRAMES}x1`;
  spawnSync('ffmpeg', ['-y', '-v', 'error', '-i', path, '-vf', filter, '-frames:v', '1', `${path}.png`]);
}

/** In decibels, of 8-bit numbers. */
function psnr(a: Buffer = EMPTY, b: Buffer = EMPTY): string {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] ?? 0) - (b[at] ?? 0)) ** 2;
  return sum === 0 ? 'all' : (10 * Math.log10(255 ** 2 / (sum / a.length))).toFixed(1);
}

function meanDifference(a: Buffer = EMPTY, b: Buffer = EMPTY): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
  return sum / Math.max(1, a.length);
}

/** Change into frame `at`, over the median of the two changes before and the two after it. */
function jump(frames: Frames, at: number): number {
  const change = (to: number): number => meanDifference(frames[to - 1], frames[to]);
  const around = [at - 2, at - 1, at + 1, at + 2].filter((to) => to >= 1 && to < frames.length).map(change);
  const [low = 0, high = low] = around.toSorted((a, b) => a - b).slice(1, 3);
  return Number((change(at) / Math.max(0.05, (low + high) / 2)).toFixed(2));
}

/** Of those where one piece of a made clip may end and the next begin. */
function largestSeam(frames: Frames): number {
  return Math.max(...Array.from({ length: Math.floor((frames.length - 1) / 8) }, (_, at) => jump(frames, 1 + at * 8)));
}

/** How far the mean colours of the last second are from those of the first. */
function drift(frames: Frames): string {
  const colours = (some: Frames): readonly number[] =>
    [0, 1, 2].map((k) => some.reduce((sum, frame) => sum + mean(frame, k), 0) / Math.max(1, some.length));
  const [first, last] = [colours(frames.slice(0, 8)), colours(frames.slice(-8))];
  return Math.max(...first.map((value, k) => Math.abs(value - (last[k] ?? 0)))).toFixed(1);
}

function brightness(frames: Frames): string {
  return average(frames.map((frame) => average([0, 1, 2].map((channel) => mean(frame, channel))))).toFixed(0);
}

function mean(frame: Buffer, channel: number): number {
  let sum = 0;
  for (let at = channel; at < frame.length; at += 3) sum += frame[at] ?? 0;
  return sum / (frame.length / 3);
}

/** Correlation of where two clips change from frame to frame. */
function motion(a: Frames, b: Frames): string {
  const [x, y] = [changes(a), changes(b)];
  const [mx, my] = [average(x), average(y)];
  let [dot, xx, yy] = [0, 0, 0];
  for (const [at, value] of x.entries()) {
    const other = y[at] ?? 0;
    dot += (value - mx) * (other - my);
    xx += (value - mx) ** 2;
    yy += (other - my) ** 2;
  }
  return (dot / Math.sqrt(Math.max(1e-9, xx * yy))).toFixed(2);
}

/** Change of each square of 16 pixels from frame to frame. */
function changes(frames: Frames): readonly number[] {
  const squares = SIDE / 16;
  return frames.slice(1).flatMap((frame, before) => {
    const sums = new Array<number>(squares * squares).fill(0);
    for (let at = 0; at < frame.length; at++) {
      const pixel = Math.floor(at / 3);
      const square = Math.floor(pixel / SIDE / 16) * squares + Math.floor((pixel % SIDE) / 16);
      sums[square] = (sums[square] ?? 0) + Math.abs((frame[at] ?? 0) - (frames[before]?.[at] ?? 0));
    }
    return sums;
  });
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function difference(a: Frames, b: Frames): string {
  return average(a.map((frame, at) => meanDifference(frame, b[at]))).toFixed(1);
}
