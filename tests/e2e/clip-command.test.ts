import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TaskName } from '../../scripts/clip/tasks.ts';

const SCRIPT = join(import.meta.dirname, '../../scripts/clip.ts');
/** Few steps: what is made need not be beautiful here. */
const QUICK = ['--steps', '2', '--guidance', '1', '--seed', '7'] as const;
const FOLDER = mkdtempSync(join(tmpdir(), 'kinora-'));

/** Runs the command in a folder of its own, as a person would. */
function clip(...args: readonly string[]) {
  return spawnSync(process.execPath, [SCRIPT, ...args], {
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: FOLDER },
  });
}

function ffmpeg(file: string, ...args: readonly string[]): string {
  execFileSync('ffmpeg', ['-v', 'error', ...args, join(FOLDER, file)]);
  return file;
}

/** Frames and size of a clip's file, counted by decoding it. */
function probe(file: string): unknown {
  const entries = 'stream=width,height,nb_read_frames';
  const args = ['-v', 'error', '-count_frames', '-select_streams', 'v', '-show_entries', entries, '-of', 'json'];
  return JSON.parse(execFileSync('ffprobe', [...args, join(FOLDER, file)], { encoding: 'utf8' })).streams;
}

/** A film so small and short that the model makes little. */
const film = (file = 'short.mp4', source = 'testsrc', seconds = 1): string =>
  ffmpeg(file, '-y', '-f', 'lavfi', '-i', `${source}=s=128x128:r=8`, '-t', String(seconds), '-pix_fmt', 'yuv420p');
const other = (): string => film('other.mp4', 'mandelbrot');

const pictureOf = (file: string, colour: string): string =>
  ffmpeg(file, '-f', 'lavfi', '-i', `color=${colour}:s=64x64`, '-frames:v', '1');

/** A disc on nothing: its see-through edge cuts it out. */
const discFile = (): string => {
  const round = "format=rgba,geq=r=200:g=40:b=40:a='255*lt(hypot(X-32,Y-32),28)'";
  return ffmpeg('rex.png', '-f', 'lavfi', '-i', 'color=red:s=64x64', '-vf', round, '-frames:v', '1');
};

interface CommandCase {
  readonly prompt: string;
  readonly inputs: () => readonly string[];
  readonly options: readonly string[];
  readonly frames: number;
  /** As the plan says it; the task's own name where nothing is said. */
  readonly task?: string;
}

/** Every task that has no test of its own further down. */
const CASES: Readonly<
  Record<
    Exclude<TaskName, 'text' | 'animate' | 'extend' | 'storyboard' | 'region' | 'stream' | 'smoother'>,
    CommandCase
  >
> = {
  'first-last': {
    prompt: '',
    inputs: () => [pictureOf('red.png', 'red'), pictureOf('blue.png', 'blue')],
    options: ['--frames', '5', '--size', '128x128'],
    frames: 5,
  },
  cast: {
    prompt: '@rex jumps on the moon',
    inputs: () => [discFile()],
    options: ['--name', 'rex', '--frames', '5', '--size', '128x128'],
    frames: 5,
    task: 'text-to-video',
  },
  remix: { prompt: 'a penguin', inputs: () => [film()], options: ['--strength', '0.5'], frames: 8 },
  loop: { prompt: '', inputs: () => [film()], options: ['--seconds', '0.5'], frames: 12 },
  blend: {
    prompt: '',
    inputs: () => [film('long.mp4', 'testsrc', 1.5), other()],
    options: ['--offset', '0.5', '--curve', '0,25,100'],
    frames: 12,
  },
  fill: { prompt: '', inputs: () => [film()], options: ['--frames', '3-4,6'], frames: 8 },
  bridge: { prompt: '', inputs: () => [film(), other()], options: ['--seconds', '0.5'], frames: 20, task: 'fill' },
  recut: {
    prompt: '',
    inputs: () => [film()],
    options: ['--parts', '1-2,7-8,3-4', '--join', 'cut,fill:0.5'],
    frames: 10,
  },
  larger: { prompt: '', inputs: () => [film()], options: [], frames: 8 },
};

describe.each(Object.entries(CASES))('--task %s', (task, { prompt, inputs, options, frames, task: planned = task }) => {
  it('writes the clip that the page makes', () => {
    const given = inputs().flatMap((file) => ['--input', file]);
    const args = ['--task', task, ...given, ...options, '--json', ...QUICK];
    const { status, stdout, stderr } = clip(prompt, `${task}.mp4`, ...args);
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ plan: { task: planned }, frameCount: frames, requestsOffOrigin: 0 });
    const side = task === 'larger' ? 256 : 128;
    expect(probe(`${task}.mp4`)).toMatchObject([{ width: side, height: side, nb_read_frames: String(frames) }]);
  });
});

describe('the command line', () => {
  it('has a picture move', () => {
    const picture = ffmpeg('wide.png', '-f', 'lavfi', '-i', 'color=red:s=320x240', '-frames:v', '1');
    const options = ['--task', 'animate', '--input', picture, '--frames', '5', '--json'] as const;
    const { status, stdout, stderr } = clip('it moves left', 'moved.mp4', ...options, ...QUICK);
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ plan: { task: 'image-to-video' }, requestsOffOrigin: 0 });
    expect(probe('moved.mp4')).toMatchObject([{ width: 256, height: 256, nb_read_frames: '5' }]);
  });

  it('extends a clip, and says without a clip what is wrong with a length', () => {
    const phone = ['-f', 'lavfi', '-i', 'testsrc=s=240x320:r=30:d=1', '-pix_fmt', 'yuv420p'] as const;
    const extend = ['--task', 'extend', '--input', ffmpeg('phone.mp4', ...phone), ...QUICK] as const;
    const { status, stderr } = clip('', 'longer.mp4', ...extend, '--seconds', '0.5', '--backwards');
    expect(status, stderr).toBe(0);
    expect(probe('longer.mp4')).toMatchObject([{ nb_read_frames: '12' }]);
    const wrong = clip('', 'never.mp4', ...extend, '--seconds', '0.7');
    expect([wrong.status, wrong.stderr.trim().split('\n').at(-1)]).toEqual([
      1,
      'The page takes --seconds from 0.5 to 10 in steps of 0.5, not 0.7.',
    ]);
    expect(existsSync(join(FOLDER, 'never.mp4'))).toBe(false);
  });

  it('makes a storyboard of two sentences, the second later than it would follow by itself', () => {
    const cards = ['--task', 'storyboard', '--card', '4=a cat on the moon', '--json'] as const;
    const { status, stdout, stderr } = clip('a cat walks on a beach', 'board.mp4', ...cards, ...QUICK);
    expect(status, stderr).toBe(0);
    const { plan, frameCount } = JSON.parse(stdout);
    const prompts = plan.segments.map(({ prompt }: { prompt: string }) => prompt);
    expect([frameCount, plan.task, prompts.at(0), prompts.at(-1)]).toEqual([
      48,
      'storyboard',
      'a cat walks on a beach',
      'a cat on the moon',
    ]);
  });

  it('says what else can be done where the model makes nothing smoother, and where an extension ends', () => {
    const film = ['-f', 'lavfi', '-i', 'testsrc=s=256x256:r=8:d=1', '-pix_fmt', 'yuv420p'] as const;
    const input = ffmpeg('film.mp4', ...film);
    const said = (...args: readonly string[]) => {
      const { status, stderr } = clip('', 'never.mp4', '--input', input, ...args);
      return [status, stderr.trim().split('\n').at(-1)];
    };
    expect(said('--task', 'smoother')).toEqual([
      1,
      'This model draws at one frame rate alone, so that it cannot make a clip smoother. It can only make it larger.',
    ]);
    expect(said('--task', 'extend', '--backwards', '--seconds', '4')).toEqual([
      1,
      'The page takes --seconds from 0.5 to 3.5 in steps of 0.5, not 4.',
    ]);
  });

  it('changes a region of a clip, painted by the keyboard', () => {
    const size = ['-f', 'lavfi', '-i', 'testsrc=s=256x256:r=8:d=1', '-pix_fmt', 'yuv420p'] as const;
    const region = ['--task', 'region', '--input', ffmpeg('square.mp4', ...size), '--area', '25,12.5,50,40'] as const;
    const { status, stdout, stderr } = clip('a balloon', 'region.mp4', ...region, ...QUICK, '--json');
    expect(status, stderr).toBe(0);
    expect(stderr).toContain('Painted from 25 to 75 % across and from 12.5 to 53.1 % down.\n');
    expect(JSON.parse(stdout)).toMatchObject({ plan: { task: 'region-edit' }, frameCount: 8 });
  });

  it('makes two variations in a style, a file each', () => {
    const two = ['--variations', '2', '--style', 'night', '--frames', '5', '--json'] as const;
    const { status, stdout, stderr } = clip('a rocket on the moon', 'two.mp4', ...two, ...QUICK);
    expect(status, stderr).toBe(0);
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told).toMatchObject([
      { file: 'two-1.mp4', plan: { style: 'night' } },
      { file: 'two-2.mp4', plan: { style: 'night' } },
    ]);
    for (const { file, plan } of told) {
      const [{ seed }] = plan.segments;
      expect(readFileSync(join(FOLDER, file)).includes(`"seed":${seed}`)).toBe(true);
      expect(probe(file)).toMatchObject([{ nb_read_frames: '5' }]);
    }
    expect(told[0].plan.segments[0].seed).not.toBe(told[1].plan.segments[0].seed);
  });

  it('lets a clip go on until it is long enough', () => {
    const stream = ['--task', 'stream', '--seconds', '3', '--json'] as const;
    const { status, stdout, stderr } = clip('a rocket rises on the moon', 'stream.mp4', ...stream, ...QUICK);
    expect(status, stderr).toBe(0);
    const { plan, frameCount } = JSON.parse(stdout);
    expect(plan.task).toBe('stream');
    expect(frameCount).toBeGreaterThanOrEqual(3 * plan.fps);
  });

  it('waits no longer than it may', () => {
    const { status, stderr } = clip('a cat', 'never.mp4', '--timeout', '0.01');
    expect([status, stderr.trim().split('\n').at(-1)]).toEqual([
      1,
      'No clip within 0.01 minutes; --timeout 1 would wait longer.',
    ]);
  });

  it('refuses before it opens a page what can be no command', () => {
    const alone = clip('', 'never.mp4', '--task', 'extend', '--input', 'nowhere.mp4');
    expect([alone.status, alone.stderr]).toEqual([2, 'There is no file nowhere.mp4.\n']);
    expect(clip('a cat', 'never.mp4', '--seconds', '2').stderr).toBe('--seconds needs a --task.\n');
    const cut = clip('', 'never.mp4', '--task', 'recut', '--parts', '1-4', '--seconds', '1');
    expect([cut.status, cut.stderr]).toEqual([
      2,
      '--seconds is the length of a join: it needs --join extend or fill.\n',
    ]);
    const few = clip('', 'never.mp4', '--task', 'recut', '--parts', '1-4,2-3', '--join', 'cut,fill:0.5');
    expect([few.status, few.stderr]).toEqual([
      2,
      '2 parts have 1 joins, not 2: --join takes one for all, or one for each.\n',
    ]);
    const beyond = clip('a cat', 'never.mp4', '--task', 'region', '--area', '80,0,30,50');
    expect([beyond.status, beyond.stderr]).toEqual([
      2,
      '--area 80,0,30,50 reaches beyond the picture: left and width, top and height may be 100 percent together.\n',
    ]);
    expect(clip('a cat', 'never.mp4', '--seed', 'seven').stderr).toBe('--seed takes a whole number, not seven.\n');
  });
});
