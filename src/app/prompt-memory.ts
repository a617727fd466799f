const PROMPT_KEY = 'kinora.prompt';

/** Where the prompt outlives a reload; `sessionStorage` fits. */
export type PromptMemory = Pick<Storage, 'getItem' | 'setItem'>;

/** What was written last, or nothing: a memory that throws is as good as none. */
export function recallPrompt(memory: PromptMemory | null): string {
  try {
    return memory?.getItem(PROMPT_KEY) ?? '';
  } catch {
    return '';
  }
}

/** Keeps the words for a reload. */
export function keepPrompt(memory: PromptMemory | null, text: string): void {
  try {
    memory?.setItem(PROMPT_KEY, text);
  } catch {
    // A full or forbidden session storage costs the reload, nothing else.
  }
}
