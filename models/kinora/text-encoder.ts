import { AppError } from '../../src/contract/result.ts';
import type { TextStates } from '../family.ts';
import { type Piece, piecesOf } from './words.ts';

/** Numbers for each word piece. */
const TEXT_WIDTH = 384;
/** What has to be at hand, by the names in `text-manifest.json`. */
export const TEXT_FILES = [
  'text/config.json',
  'text/tokenizer.json',
  'text/tokenizer_config.json',
  'text/onnx/model_quantized.onnx',
] as const;

export interface TextEncoderOptions {
  /**
   * The ONNX Runtime Web module that this worker has chosen, its `env.wasm.wasmPaths` set. transformers.js uses it instead
   * of its own; there can be only one in a thread.
   */
  readonly ort: OrtLike;
  /** A checked file by its name in `TEXT_FILES`; asked once a load. */
  readonly files: (name: string) => Promise<Blob>;
  /** Word pieces read of a prompt, the two marks at its ends included: 32 at most, see `models/recipe/text_encoder.py`. */
  readonly tokens: number;
  /** The worker's one queue for everything that ONNX Runtime does. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
}

/** As much of ONNX Runtime Web as is looked at here. */
interface OrtLike {
  readonly env: { readonly wasm: { readonly wasmPaths?: unknown } };
}

export interface TextEncoder {
  /**
   * Token states of a prompt, cut or padded to the number of tokens, with their source; the first call loads the network. The arrays belong to the caller.
   * @throws AppError `backend-failed`, `network`, or what `files` throws; the signal's reason when it was aborted
   */
  encode(prompt: string, signal: AbortSignal): Promise<TextStates>;
  /** Gives the network's memory back; a later `encode` loads it again. */
  dispose(): Promise<void>;
}

/** MiniLM-L6 on WebAssembly through transformers.js, from the given files alone: it cannot reach the network. */
export function createTextEncoder(options: TextEncoderOptions): TextEncoder {
  const { exclusive, tokens } = options;
  let loading: Promise<Network> | null = null;

  function network(): Promise<Network> {
    if (loading === null) {
      const attempt = load(options);
      loading = attempt;
      attempt.catch(() => {
        if (loading === attempt) loading = null;
      });
    }
    return loading;
  }

  return {
    async encode(prompt, signal) {
      signal.throwIfAborted();
      const { tokenizer, model } = await network();
      const encoded = await exclusive(async () => {
        signal.throwIfAborted();
        // Piece by piece, since the tokenizer does not tell where its tokens stand.
        const pieces = piecesOf(prompt);
        const text = pieces.map((piece) => piece.text).join(' ');
        const batch = tokenizer(text, { padding: 'max_length', truncation: true, max_length: tokens });
        endWith(tokenizer.sep_token_id, batch, tokens);
        const ranges = rangesOf(pieces, (piece) => tokenizer.tokenize(piece).length, tokens);
        return { mask: batch.attention_mask, ranges, output: await run(model, batch) };
      });
      signal.throwIfAborted();
      const { mask, ranges, output } = encoded;
      return { ...textStates(mask, output, tokens), source: { prompt, ranges } };
    },
    async dispose() {
      const loaded = loading;
      loading = null;
      const ready = await loaded?.catch(() => null);
      if (ready) await exclusive(() => ready.model.dispose());
    },
  };
}

type Transformers = typeof import('@huggingface/transformers');

interface Network {
  readonly tokenizer: InstanceType<Transformers['BertTokenizer']>;
  readonly model: InstanceType<Transformers['BertModel']>;
}

interface TensorLike {
  readonly data: { [index: number]: unknown };
}

const ORT_SYMBOL = Symbol.for('onnxruntime');
/** Stands before names of files in transformers.js's cache; no such path exists. */
const NOWHERE = 'stored/';

async function load({ ort, files, exclusive }: TextEncoderOptions): Promise<Network> {
  // All at hand first: transformers.js swallows what its cache throws, and would say only that a file is missing.
  const blobs = new Map(
    await Promise.all(TEXT_FILES.map(async (name) => [name as string, await files(name)] as const)),
  );
  const { BertModel, BertTokenizer, env } = await importTransformers(ort);
  return exclusive(async () => {
    seal(env, blobs);
    try {
      const tokenizer = await BertTokenizer.from_pretrained('text', { local_files_only: true });
      const model = await BertModel.from_pretrained('text', {
        local_files_only: true,
        dtype: 'q8',
        // With an ONNX Runtime from outside it knows no device by name; `auto` is none, and the provider is named below.
        device: 'auto',
        session_options: {
          executionProviders: ['wasm'],
          graphOptimizationLevel: 'all',
          // 8-bit matrices become floats once, at load, for 42 MB: the first run is 6 times faster, later ones twice, and
          // activations are not rounded to 8 bits as well.
          extra: { session: { disable_quant_qdq: '1' } },
        },
      });
      return { tokenizer, model };
    } catch (cause) {
      throw new AppError('backend-failed', 'text', 'The text encoder could not be loaded.', { cause });
    } finally {
      blobs.clear();
    }
  });
}

async function importTransformers(ort: OrtLike): Promise<Pick<Transformers, 'BertModel' | 'BertTokenizer' | 'env'>> {
  if (!ort.env.wasm.wasmPaths) {
    // transformers.js would point ONNX Runtime at a public host.
    throw new AppError(
      'internal',
      'text',
      'ONNX Runtime must know where its own files are before the text encoder loads.',
    );
  }
  const known: unknown = Reflect.get(globalThis, ORT_SYMBOL);
  if (known !== undefined && known !== ort) {
    throw new AppError('internal', 'text', 'This thread already uses another ONNX Runtime.');
  }
  Reflect.set(globalThis, ORT_SYMBOL, ort);
  try {
    const { BertModel, BertTokenizer, env } = await import('@huggingface/transformers');
    return { BertModel, BertTokenizer, env };
  } catch (cause) {
    throw new AppError('network', 'text', 'The text encoder could not be fetched.', { retryable: true, cause });
  }
}

/** Closes every way out: files come from `blobs`, and asking anything else fails. */
function seal(env: Transformers['env'], blobs: ReadonlyMap<string, Blob>): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = NOWHERE;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = {
    match: async (key: string) => {
      const blob = blobs.get(key.startsWith(NOWHERE) ? key.slice(NOWHERE.length) : '');
      return blob === undefined ? undefined : new Response(blob);
    },
    put: async () => undefined,
  };
  env.fetch = (input) => Promise.reject(new Error(`The text encoder asked for ${String(input)}.`));
}

/** transformers.js cuts a long prompt's end mark off; the model was made with it in the last place. */
function endWith(
  mark: number,
  batch: { readonly attention_mask: TensorLike; readonly input_ids: TensorLike },
  tokens: number,
): void {
  const last = tokens - 1;
  if (Number(batch.attention_mask.data[last]) === 1) batch.input_ids.data[last] = BigInt(mark);
}

/** Where each of the tokens stands: the start mark, those of the pieces in order as far as they fit, end mark, padding. */
function rangesOf(
  pieces: readonly Piece[],
  count: (piece: string) => number,
  tokens: number,
): readonly (readonly [number, number] | null)[] {
  const ranges: (readonly [number, number] | null)[] = [null];
  for (const { text, start, end } of pieces) {
    if (ranges.length >= tokens - 1) break;
    for (let token = count(text); token > 0; token--) ranges.push([start, end]);
  }
  return Array.from({ length: tokens }, (_, token) => (token < tokens - 1 ? (ranges[token] ?? null) : null));
}

async function run(model: Network['model'], batch: unknown): Promise<unknown> {
  try {
    return await model(batch);
  } catch (cause) {
    throw new AppError('backend-failed', 'text', 'The text encoder failed.', { cause });
  }
}

function textStates(mask: { readonly data: ArrayLike<unknown> }, output: unknown, tokens: number): TextStates {
  const states = dataOf(output, 'last_hidden_state');
  if (!(states instanceof Float32Array) || states.length !== tokens * TEXT_WIDTH) {
    throw new AppError('backend-failed', 'text', 'The text encoder gave states of another shape.');
  }
  return { shape: [1, tokens, TEXT_WIDTH], states: states.slice(), mask: Float32Array.from(mask.data, Number) };
}

function dataOf(output: unknown, name: string): unknown {
  const tensor: unknown = Reflect.get(Object(output), name);
  return Reflect.get(Object(tensor), 'data');
}
