/** What the options of a command line are called, without the dashes. */
export type OptionName =
  | 'seed'
  | 'steps'
  | 'guidance'
  | 'backend'
  | 'json'
  | 'size'
  | 'frames'
  | 'seconds'
  | 'backwards'
  | 'strength'
  | 'offset'
  | 'curve'
  | 'parts'
  | 'join'
  | 'close'
  | 'name';

interface TaskWords {
  /** What must be given with --input, in order. */
  readonly inputs: readonly ('picture' | 'clip')[];
  /** Beside those that every task takes. */
  readonly options: readonly OptionName[];
}

/** Options of every task. */
export const COMMON_OPTIONS: readonly OptionName[] = ['seed', 'steps', 'guidance', 'backend', 'json'];

/** Every task that the page offers and a command line can say, with what it takes. */
export const TASKS = {
  text: { inputs: [], options: ['frames', 'size'] },
  animate: { inputs: ['picture'], options: ['frames', 'size'] },
  'first-last': { inputs: ['picture', 'picture'], options: ['frames', 'size'] },
  cast: { inputs: ['picture'], options: ['name', 'frames', 'size'] },
  extend: { inputs: ['clip'], options: ['seconds', 'backwards'] },
  remix: { inputs: ['clip'], options: ['strength'] },
  loop: { inputs: ['clip'], options: ['seconds'] },
  blend: { inputs: ['clip', 'clip'], options: ['offset', 'curve'] },
  fill: { inputs: ['clip'], options: ['frames'] },
  bridge: { inputs: ['clip', 'clip'], options: ['seconds'] },
  recut: { inputs: ['clip'], options: ['parts', 'join'] },
  larger: { inputs: ['clip'], options: [] },
  storyboard: { inputs: [], options: ['seconds', 'close', 'size'] },
} as const satisfies Readonly<Record<string, TaskWords>>;

export type TaskName = keyof typeof TASKS;

/** What the page offers, but not to a command line, and why. */
export const BY_HAND: Readonly<Record<string, string>> = {
  region: 'The page takes no mask file: the region is painted there by hand, so npm start and paint it in the browser.',
};

export const USAGE = `Usage: npm run clip -- "a sentence" out.mp4 [--task TASK --input FILE ...] [options]
  (no task)                                       a clip of the sentence
  --task animate    --input cat.png               the picture moves; the sentence may be ""
  --task first-last --input a.png --input b.png   from one picture to the other
  --task cast       --input rex.png --name rex    the cut-out figure acts: "@rex jumps over the river"
  --task extend     --input in.mp4 [--seconds 2] [--backwards]
  --task remix      --input in.mp4 [--strength subtle|mild|strong|0.5]
  --task loop       --input in.mp4 [--seconds 1]
  --task blend      --input a.mp4 --input b.mp4 [--offset 0.5] [--curve 0,50,100]
  --task fill       --input in.mp4 --frames 4-9,12
  --task bridge     --input a.mp4 --input b.mp4 [--seconds 1]
  --task recut      --input in.mp4 --parts 1-8,13-17 [--join cut|extend|fill]
  --task larger     --input in.mp4                twice as many pixels along each side; the sentence is ""
  --task storyboard [--card 2=photo.png --card 4=in.mp4 --card 6="it lands" ...] [--seconds 8] [--close cut|blend]
Every task: [--seed 7] [--steps 4] [--guidance 3] [--backend wasm|webgpu-f32|webgpu-f16] [--json]
No task, animate, first-last, cast: [--frames 17] [--size 128x128]; storyboard: [--size 128x128]; the others keep the clip's own shape.
Frames are counted from 1, as on the page. --curve is how much of the second clip is seen at the start, in the
middle and at the end, in percent. Ends with 1 where the page refuses or fails, 2 where the command line is wrong.`;
