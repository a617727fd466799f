import type { FamilyModule, ModelFamily, PrepareOptions } from '../models/family.ts';
import { REGISTRY, type RegistryEntry } from '../models/registry.ts';
import type { Capabilities } from '../src/contract/capabilities.ts';
import { AppError } from '../src/contract/result.ts';
import type { Runtime, SelfCheck } from '../src/runtime/choose-backend.ts';
import { parseWeightFiles, type WeightFile } from '../src/weights/manifest.ts';
import { readSafetensorsHeader, weightTable } from '../src/weights/safetensors.ts';
import type { WeightStore } from '../src/weights/store.ts';
import { readTensor } from '../src/weights/tensors.ts';
import { thinnedOut } from '../src/weights/thinned-out.ts';

/** Bytes come in hundreds of chunks a second, and the page is drawn anew for each that it hears of. Milliseconds. */
const TELL_MS = 100;

/** A family whose manifests are read; its weights and networks come with `openFamily`. */
export interface LoadedFamily {
  readonly id: string;
  readonly entry: RegistryEntry;
  readonly module: FamilyModule;
  readonly manifests: readonly unknown[];
  readonly files: readonly WeightFile[];
  readonly capabilities: Capabilities;
  /** Absolute URL of the folder that file names are relative to. */
  readonly weightsUrl: string;
  readonly selfCheck: () => SelfCheck;
  /** The family in use, once opened. */
  opened: Promise<ModelFamily> | null;
}

/** @throws AppError `plan-invalid` for an unknown id, `weights-missing`, `network` or `weights-malformed` */
export async function loadFamily(id: string, base: string, fetchFile = fetch): Promise<LoadedFamily> {
  const entry = REGISTRY[id];
  if (entry === undefined) throw new AppError('plan-invalid', 'plan', `There is no model "${id}" here.`);
  const folder = new URL(entry.folder, base);
  const manifests = await Promise.all(entry.manifests.map((name) => fetchJson(new URL(name, folder), fetchFile)));
  const module = await entry.load();
  const files = manifests.flatMap((manifest) => parseWeightFiles(Reflect.get(Object(manifest), 'files')));
  const weights = files.map(({ sha256 }) => sha256.slice(0, 16)).join('-');
  return {
    id,
    entry,
    module,
    manifests,
    files,
    capabilities: { ...module.describe(manifests), weights },
    weightsUrl: new URL('weights/', folder).href,
    selfCheck: () => module.selfCheck(manifests),
    opened: null,
  };
}

/** The family on this runtime, opened once. */
export function openFamily(loaded: LoadedFamily, runtime: Runtime, store: WeightStore): Promise<ModelFamily> {
  loaded.opened ??= Promise.resolve(create(loaded, runtime, store));
  return loaded.opened;
}

function create(loaded: LoadedFamily, runtime: Runtime, store: WeightStore): ModelFamily {
  const { module, manifests, files } = loaded;
  const { precision, createSession, ort, queue } = runtime;

  function file(name: string): Promise<Blob> {
    const found = files.find((entry) => entry.name === name);
    if (found === undefined) throw new AppError('weights-missing', 'weights', `No manifest names the file "${name}".`);
    return ensureFile(loaded, store, found, { signal: new AbortController().signal, onBytes: () => undefined });
  }

  return module.create({
    manifests,
    precision,
    createSession,
    ort,
    exclusive: (work) => queue.run(work),
    prepare: (options) => fetchFiles(loaded, store, options),
    file,
    weights: async (name) => {
      const blob = await file(name);
      return { blob, table: weightTable(await readSafetensorsHeader(blob, name)) };
    },
    tensor: async (name, tensor) => {
      const blob = await file(name);
      return readTensor(blob, await readSafetensorsHeader(blob, name), tensor);
    },
  });
}

/**
 * Has every file stored or in memory; one after another, so that a slow network brings something whole early. Bytes are told
 * ten times a second, and whenever a file is whole.
 */
export async function fetchFiles(
  loaded: LoadedFamily,
  store: WeightStore,
  { signal, onBytes }: PrepareOptions,
): Promise<void> {
  const totalBytes = loaded.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  let wholeBytes = 0;
  for (const file of loaded.files) {
    const begun = wholeBytes;
    const report = thinnedOut((doneBytes: number) => onBytes(begun + doneBytes, totalBytes), TELL_MS);
    await ensureFile(loaded, store, file, { signal, onBytes: report });
    wholeBytes += file.sizeBytes;
    onBytes(wholeBytes, totalBytes);
  }
}

/** Cheap where the file is stored, and finds out where what was stored can no longer be read. */
function ensureFile(
  { id, weightsUrl }: LoadedFamily,
  store: WeightStore,
  file: WeightFile,
  { signal, onBytes }: PrepareOptions,
): Promise<Blob> {
  const url = new URL(file.name, weightsUrl).href;
  const report = ({ doneBytes }: { readonly doneBytes: number }): void => onBytes(doneBytes, file.sizeBytes);
  return store.ensure({ model: id, file, url, signal, onBytes: report });
}

async function fetchJson(url: URL, fetchFile: typeof fetch): Promise<unknown> {
  const response = await fetchFile(url).catch((cause: unknown) => {
    throw new AppError('network', 'weights', `${url.pathname} could not be fetched.`, { retryable: true, cause });
  });
  if (!response.ok) {
    const detail = `${url.pathname}: the server says ${response.status}.`;
    throw new AppError('weights-missing', 'weights', detail, { retryable: true });
  }
  return response.json().catch((cause: unknown) => {
    throw new AppError('weights-malformed', 'weights', `${url.pathname} is not JSON.`, { cause });
  });
}
