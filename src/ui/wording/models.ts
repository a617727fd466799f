import { str } from '@lit/localize';
import type { ModelCard } from '../../app/library-models.ts';
import type { StoredModel } from '../../contract/workers.ts';
import { bytes, bytesOfBytes } from './units.ts';
import { wordsOf } from './words-of.ts';

/** Words of the view of models. */
export const MODEL_WORDS = wordsOf('models', {
  title: 'Models',
  lead: 'What makes the clips. It is fetched from this site alone, once, and kept on this device.',
  tryAgain: 'Try again',
  here: 'On this device',
  licence: 'Licence',
  card: 'Card',
  cardLink: 'What it is, what it learned from, what it cannot do',
  looked: 'Looked through',
  whole: 'Every piece is what was published.',
  damaged: 'A piece was damaged and is thrown away; it is fetched again with the next clip.',
  looking: 'Looking through the model',
  look: 'Look through',
  delete: 'Delete',
  deleteModel: (name: string) => str`Delete ${name} from this device`,
  inUse: 'In use: a clip is being made.',
  notYet: (size: string) => str`Not yet: ${size} come with the first clip.`,
  memory: (size: string) => str`${size}, in memory for this visit alone`,
  complete: (size: string) => str`${size}, complete: clips need no network`,
  partly: (size: string) => str`${size}; the rest comes with the next clip`,
});

/** How much of a model is on this device. */
export function presenceLine({ sizeBytes }: ModelCard, stored: StoredModel | null): string {
  if (stored === null || stored.sizeBytes === 0) return MODEL_WORDS.notYet(bytes(sizeBytes));
  if (stored.inMemoryOnly) return MODEL_WORDS.memory(bytes(stored.sizeBytes));
  return stored.complete
    ? MODEL_WORDS.complete(bytes(stored.sizeBytes))
    : MODEL_WORDS.partly(bytesOfBytes(stored.sizeBytes, sizeBytes));
}
