import { AppError } from '../contract/result.ts';
import type { ModelCard } from './library-models.ts';

/** The models of this page: where their manifests and cards lie, and what they are in a sentence. */
const MODELS = [
  {
    model: 'kinora',
    name: 'Kinora',
    about: 'Built in: small, trained by this project from scratch, quick enough for any browser.',
    folder: 'models/kinora/',
    manifests: ['manifest.json', 'text-manifest.json'],
  },
] as const;

/** Reads size and licence from the manifests. Errors: `network` where they cannot be had. */
export async function fetchModelCards(base: string): Promise<readonly ModelCard[]> {
  return Promise.all(
    MODELS.map(async ({ model, name, about, folder, manifests }) => {
      const read = await Promise.all(manifests.map((file) => fetchFields(new URL(folder + file, base))));
      const licences = read.flatMap(({ license, licence }) =>
        [license, licence].filter((name) => typeof name === 'string'),
      );
      return {
        model,
        name,
        about,
        licence: [...new Set(licences)].join(', '),
        card: new URL(`${folder}card.md`, base).href,
        sizeBytes: read.reduce((sum, { files }) => sum + sizeOf(files), 0),
      };
    }),
  );
}

async function fetchFields(url: URL): Promise<Readonly<Record<string, unknown>>> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return (await response.json()) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new AppError('network', 'weights', `The model's manifest could not be read.`, { retryable: true, cause });
  }
}

function sizeOf(files: unknown): number {
  const list: readonly unknown[] = Array.isArray(files) ? files : [];
  return list.reduce<number>((sum, file) => {
    const size = typeof file === 'object' && file !== null && 'sizeBytes' in file ? file.sizeBytes : 0;
    return sum + (typeof size === 'number' ? size : 0);
  }, 0);
}
