import type {
  ClipShape,
  FrameConditions,
  Latents,
  MaskedClip,
  ModelFamily,
  ResolvedReference,
  TextStates,
  VelocityInput,
} from '../../../models/family.ts';
import type { RawFrame } from '../../../src/contract/verdict.ts';
import { elementCount, latentShape } from '../../../src/numeric/latent-layout.ts';
import { CAPABILITIES } from '../capabilities.ts';

const LAYOUT = { channels: 1, groupFrames: 4, spatialFactor: 32 };
const DEVIATION = 0.1;

/**
 * A whole model family in closed form: its data is normal around a mean that the prompt's length sets, so the best velocity
 * is known and the pipeline can be followed number by number. Counts what it is asked.
 */
export class GaussianFamily implements ModelFamily {
  readonly id = 'test';
  readonly capabilities = CAPABILITIES;
  readonly sampling = { sampler: 'euler', shift: 2 } as const;
  readonly asked: string[] = [];
  passes = 0;
  disposed = false;
  /** Called before every network pass. */
  beforePass: (pass: number) => void = () => undefined;
  /** Groups that `encodeFrames` calls wholly known. */
  knownGroups: readonly number[] = [];

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

  async encodeFrames(clip: MaskedClip): Promise<FrameConditions> {
    const count = elementCount(this.latentShape(clip));
    return { mask: new Float32Array(count), masked: new Float32Array(count).fill(0.25), knownGroups: this.knownGroups };
  }

  async encodeReferences(references: readonly ResolvedReference[]) {
    this.asked.push(...references.map((reference) => reference.name));
    return { states: new Float32Array(0), mask: new Float32Array(0) };
  }

  async predictVelocity({ latents, time, text }: VelocityInput): Promise<Float32Array<ArrayBuffer>> {
    this.beforePass(this.passes++);
    const mean = text?.states[0] ?? 0;
    const variance = ((1 - time) * DEVIATION) ** 2 + time ** 2;
    const slope = (time - (1 - time) * DEVIATION ** 2) / variance;
    return Float32Array.from(latents.data, (x) => -mean + slope * (x - (1 - time) * mean));
  }

  async *decode(latents: Latents): AsyncGenerator<RawFrame> {
    const frameCount = 1 + ((latents.shape[2] ?? 1) - 1) * LAYOUT.groupFrames;
    for (let index = 0; index < frameCount; index++) yield this.frame(latents, index);
  }

  async preview(latents: Latents): Promise<RawFrame> {
    return this.frame(latents, 0);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
  }

  private frame({ data }: Latents, index: number): RawFrame {
    return { index, width: 2, height: 2, rgba: new Uint8ClampedArray(16).fill(128 + 100 * (data[index] ?? 0)) };
  }
}
