import type {
  ClipShape,
  FrameConditions,
  MadeLatents,
  MaskedClip,
  ModelFamily,
  ReferenceStates,
  ResolvedReference,
  TextStates,
  VelocityInput,
} from '../../../models/family.ts';
import type { RawFrame } from '../../../src/contract/verdict.ts';
import { latentShape } from '../../../src/numeric/latent-layout.ts';
import { ALL_CONDITIONS, CAPABILITIES } from '../capabilities.ts';

const LAYOUT = { channels: 1, groupFrames: 4, spatialFactor: 32 };
const DEVIATION = 0.1;
/** Grey of latent 0, and grey levels for 1. */
const GREY = 128;
const LEVELS = 100;

/**
 * A whole model family in closed form: its data is normal around a mean that the prompt's length sets, so the best velocity
 * is known and the pipeline can be followed number by number. Counts what it is asked.
 */
export class GaussianFamily implements ModelFamily {
  readonly id = 'test';
  readonly capabilities = { ...CAPABILITIES, conditions: ALL_CONDITIONS };
  readonly sampling = { sampler: 'euler', shift: 2 } as const;
  readonly asked: string[] = [];
  passes = 0;
  disposed = false;
  /** Called before every network pass. */
  beforePass: (pass: number) => void = () => undefined;
  /** What the network was told of known pixels, call by call. */
  readonly told: FrameConditions[] = [];
  /** Who was there in every pass: what `encodeReferences` gave, and whether there was a caption. */
  readonly cast: { readonly references: ReferenceStates; readonly captioned: boolean }[] = [];
  /** Whom each decoded clip and each preview was drawn with. */
  readonly drawn: ReferenceStates[] = [];
  guidanceShares?: (clip: ClipShape) => Float32Array;
  /** Called before every decoded frame. */
  beforeFrame: (index: number) => void = () => undefined;

  static meanOf(prompt: string): number {
    return prompt.length / 100;
  }

  fit(asked: ClipShape) {
    return { ...asked, exact: true };
  }

  async prepare({ onBytes }: Parameters<ModelFamily['prepare']>[0]): Promise<void> {
    onBytes(10, 10);
  }

  async warmUp(): Promise<void> {}

  latentShape(clip: ClipShape) {
    return latentShape(LAYOUT, clip);
  }

  async encodeText(prompt: string): Promise<TextStates> {
    this.asked.push(prompt);
    return { shape: [1, 1, 1], states: Float32Array.of(GaussianFamily.meanOf(prompt)), mask: Float32Array.of(1) };
  }

  /** Latents are mean grey; a cell is known where all its pixels are. */
  async encodeFrames(clip: MaskedClip): Promise<FrameConditions> {
    const [, , groups, height, width] = this.latentShape(clip);
    const cells = groups * height * width;
    const sums = new Float32Array(cells);
    const counts = new Float32Array(cells);
    for (const { frame, mask } of clip.known) {
      const group = Math.ceil(frame.index / LAYOUT.groupFrames);
      for (let i = 0; i < clip.width * clip.height; i++) {
        if (mask !== null && mask[i] !== 255) continue;
        const row = Math.floor(i / clip.width / LAYOUT.spatialFactor);
        const cell = (group * height + row) * width + Math.floor((i % clip.width) / LAYOUT.spatialFactor);
        sums[cell] = (sums[cell] ?? 0) + ((frame.rgba[i * 4] ?? 0) - GREY) / LEVELS;
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
    }
    const fullOf = (cell: number): number =>
      LAYOUT.spatialFactor ** 2 * (cell < height * width ? 1 : LAYOUT.groupFrames);
    const conditions = {
      mask: counts.map((count, cell) => count / fullOf(cell)),
      masked: sums.map((sum, cell) => sum / fullOf(cell)),
      known: Uint8Array.from(counts, (count, cell) => (count === fullOf(cell) ? 1 : 0)),
    };
    this.told.push(conditions);
    return conditions;
  }

  async encodeReferences(references: readonly ResolvedReference[]): Promise<ReferenceStates> {
    const names = references.map((reference) => reference.name);
    this.asked.push(...names);
    return { states: new Float32Array(0), mask: new Float32Array(0), names };
  }

  async predictVelocity({ latents, time, text, references }: VelocityInput): Promise<Float32Array<ArrayBuffer>> {
    this.beforePass(this.passes++);
    this.cast.push({ references, captioned: text !== null });
    const mean = text?.states[0] ?? 0;
    const variance = ((1 - time) * DEVIATION) ** 2 + time ** 2;
    const slope = (time - (1 - time) * DEVIATION ** 2) / variance;
    return Float32Array.from(latents.data, (x) => -mean + slope * (x - (1 - time) * mean));
  }

  async *decode(made: MadeLatents): AsyncGenerator<RawFrame> {
    this.drawn.push(made.references);
    for (let index = 0; index < made.clip.frameCount; index++) {
      this.beforeFrame(index);
      yield this.frame(made, index);
    }
  }

  async preview(made: MadeLatents): Promise<RawFrame> {
    this.drawn.push(made.references);
    return this.frame(made, 0);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
  }

  private frame({ latents, clip }: MadeLatents, index: number): RawFrame {
    const { data, shape } = latents;
    const { width, height } = clip;
    const { spatialFactor, groupFrames } = LAYOUT;
    const [, , , rows = 1, columns = 1] = shape;
    const first = Math.ceil(index / groupFrames) * rows * columns;
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let i = 0; i < width * height; i++) {
      const row = Math.floor(i / width / spatialFactor);
      const cell = first + row * columns + Math.floor((i % width) / spatialFactor);
      const level = GREY + LEVELS * (data[cell] ?? 0);
      rgba.fill(level, i * 4, i * 4 + 3);
    }
    return { index, width, height, rgba };
  }
}
