import type { Reader } from '../../../src/app/reader.ts';
import type { Capabilities, Vocabulary, VocabularyEntry } from '../../../src/contract/capabilities.ts';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import type { PromptConcern, PromptReading, ReadWord } from '../../../src/contract/reading.ts';
import { AppError } from '../../../src/contract/result.ts';
import type { PrepareShape } from '../../../src/contract/workers.ts';
import type { ClipResult, Engine, GenerateOptions } from '../../../src/engine/engine.ts';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';

/** One call of `generate`, in the hands of a test. */
export interface FakeRun {
  readonly plan: ClipPlan;
  readonly options: GenerateOptions;
  finish(result: ClipResult): void;
  fail(error: AppError): void;
}

/** An engine that does what a test says: every run waits until it is finished or failed by hand; stopping rejects it. */
export class FakeEngine implements Engine {
  readonly runs: FakeRun[] = [];
  readonly deleted: string[] = [];
  readonly prepared: PrepareShape[] = [];
  /** Thrown by `describe` as long as it is set. */
  describeError: AppError | null = null;
  capabilities: Capabilities = EXAMPLE_CAPABILITIES;

  async describe(): Promise<Capabilities> {
    if (this.describeError !== null) throw this.describeError;
    return this.capabilities;
  }

  async prepare(_family: string, shape: PrepareShape): Promise<void> {
    this.prepared.push(shape);
  }

  generate(plan: ClipPlan, options: GenerateOptions): Promise<ClipResult> {
    return new Promise((finish, fail) => {
      this.runs.push({ plan, options, finish, fail });
      options.signal.addEventListener('abort', () => fail(new AppError('cancelled', 'denoise', 'Stopped.')));
    });
  }

  async storedModels() {
    return this.deleted.includes('kinora')
      ? []
      : [{ model: 'kinora', sizeBytes: 34_100_000, complete: true, inMemoryOnly: false }];
  }

  async deleteModel(model: string): Promise<void> {
    this.deleted.push(model);
  }

  async verifyModel() {
    return { pieces: 5, damaged: 0 };
  }

  dispose(): void {
    this.runs.length = 0;
  }
}

/** Finds vocabulary names in a prompt; a word that ends in "zeppelin" is unknown. Enough to drive the elements. */
export const exampleReader: Reader = {
  now: readExample,
  full: async (prompt, vocabulary) => readExample(prompt, vocabulary),
};

function readExample(prompt: string, vocabulary: Vocabulary): PromptReading {
  const text = prompt.trim().replace(/\s+/g, ' ');
  const found = (entries: readonly VocabularyEntry[]): readonly ReadWord[] =>
    entries.filter(({ name }) => text.includes(name)).map(({ id, name }) => ({ id, name, said: name }));
  const concerns: PromptConcern[] = [];
  if (text === '') concerns.push({ kind: 'empty' });
  if (text.includes('zeppelin'))
    concerns.push({ kind: 'unknown-words', words: ['zeppelin'], near: ['balloon', 'rocket'] });
  if (/[^\p{ASCII}]/u.test(text)) concerns.push({ kind: 'language' });
  return {
    text,
    things: found(vocabulary.things),
    places: found(vocabulary.places),
    motions: found(vocabulary.motions),
    times: found(vocabulary.times),
    cameras: found(vocabulary.cameras),
    concerns,
  };
}
