import type { SentencePair } from '../../wording/sentences.ts';

export const SENTENCES: readonly SentencePair[] = [];
