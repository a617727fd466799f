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
  | 'name'
  | 'area'
  | 'style'
  | 'variations'
  | 'timeout';

/** What a task may be given with --input. */
export type InputKind = 'picture' | 'clip' | 'picture or clip';

interface TaskWords {
  /** What must be given with --input, in order. */
  readonly inputs: readonly InputKind[];
  /** Beside those that every task takes. */
  readonly options: readonly OptionName[];
}

/** Options of every task. */
export const COMMON_OPTIONS: readonly OptionName[] = ['seed', 'steps', 'guidance', 'backend', 'json', 'timeout'];

/** Every task that the page offers and a command line can say, with what it takes. */
export const TASKS = {
  text: { inputs: [], options: ['frames', 'size', 'style', 'variations'] },
  animate: { inputs: ['picture'], options: ['frames', 'size', 'style'] },
  'first-last': { inputs: ['picture', 'picture'], options: ['frames', 'size', 'style'] },
  cast: { inputs: ['picture'], options: ['name', 'frames', 'size', 'style'] },
  stream: { inputs: [], options: ['seconds', 'size', 'style'] },
  extend: { inputs: ['clip'], options: ['seconds', 'backwards'] },
  remix: { inputs: ['clip'], options: ['strength'] },
  loop: { inputs: ['clip'], options: ['seconds'] },
  blend: { inputs: ['clip', 'clip'], options: ['offset', 'curve'] },
  fill: { inputs: ['clip'], options: ['frames'] },
  bridge: { inputs: ['clip', 'clip'], options: ['seconds'] },
  recut: { inputs: ['clip'], options: ['parts', 'join', 'seconds'] },
  region: { inputs: ['picture or clip'], options: ['area', 'frames'] },
  larger: { inputs: ['clip'], options: [] },
  smoother: { inputs: ['clip'], options: [] },
  storyboard: { inputs: [], options: ['seconds', 'close', 'size', 'style'] },
} as const satisfies Readonly<Record<string, TaskWords>>;

export type TaskName = keyof typeof TASKS;

export const USAGE = `Usage: npm run clip -- "a sentence" out.mp4 [--task TASK --input FILE ...] [options]
  (no task)                                       a clip of the sentence
  --task animate    --input cat.png               the picture moves; the sentence may be ""
  --task first-last --input a.png --input b.png   from one picture to the other
  --task cast       --input rex.png --name rex    the cut-out figure acts: "@rex jumps over the river"
  --task stream     --seconds 10                  the clip goes on until so many seconds are made; the last minute is kept
  --task extend     --input in.mp4 [--seconds 2] [--backwards]
  --task remix      --input in.mp4 [--strength subtle|mild|strong|0.5]
  --task loop       --input in.mp4 [--seconds 1]
  --task blend      --input a.mp4 --input b.mp4 [--offset 0.5] [--curve 0,50,100]
  --task fill       --input in.mp4 --frames 4-9,12
  --task bridge     --input a.mp4 --input b.mp4 [--seconds 1]
  --task recut      --input in.mp4 --parts 1-8,13-17 [--join cut|extend|fill] [--seconds 1]
                    a join for each: --parts 1-4,9-12,5-8 --join cut,fill:0.5
  --task region     --input in.mp4 --area 25,50,40,30   a picture or clip; the area is left, top, width, height
  --task larger     --input in.mp4                twice as many pixels along each side; the sentence is ""
  --task smoother   --input in.mp4                twice as many frames a second, where the model can
  --task storyboard [--card 2=photo.png --card 4=in.mp4 --card 6="it lands" ...] [--seconds 8] [--close cut|blend]
Every task: [--seed 7] [--steps 4] [--guidance 3] [--backend wasm|webgpu-f32|webgpu-f16] [--json] [--timeout 30]
No task, animate, first-last, cast: [--frames 17] [--size 128x128] [--style night]; stream, storyboard: [--size 128x128]
[--style night]; region of a picture: [--frames 17]; the others keep the clip's own shape.
No task: [--variations 2|4], written to out-1.mp4, out-2.mp4 ...; with --json a line for each.
--area is in percent of the picture; its sides go to the nearest thirty-second of the picture's width. --timeout is in minutes.
Frames are counted from 1, as on the page. --curve is how much of the second clip is seen at the start, in the
middle and at the end, in percent. Ends with 1 where the page refuses or fails, 2 where the command line is wrong.`;
