import type { Remembered } from './library-privacy.ts';
import type { AppState } from './state.ts';

/** What the page remembers of the words that a person wrote, as the privacy view tells it. */
export function rememberedWords({ history, composer }: AppState, toolDraftCount: number): Remembered {
  const draft = composer.text.trim() !== '' || composer.given.length > 0 || toolDraftCount > 0;
  return { sentenceCount: history.length, draft };
}
