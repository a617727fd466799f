import type { PromptMemory } from './prompt-memory.ts';

const KEY = 'kinora.history';
/** More than anybody leafs back through with the arrow key. */
const MOST = 50;

/** The sentences of earlier visits, the newest first; none where the memory is empty, foreign or forbidden. */
export function recallHistory(memory: PromptMemory | null): readonly string[] {
  try {
    const kept: unknown = JSON.parse(memory?.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((entry) => typeof entry === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** The history with a sentence on top, named once. */
export function withSentence(history: readonly string[], text: string): readonly string[] {
  const said = text.trim();
  if (said === '') return history;
  return [said, ...history.filter((other) => other !== said)].slice(0, MOST);
}

/** Keeps it for the next visit. */
export function keepHistory(memory: PromptMemory | null, history: readonly string[]): void {
  try {
    memory?.setItem(KEY, JSON.stringify(history));
  } catch {
    // A full or forbidden storage costs the history, nothing else.
  }
}
