import type { PromptReading } from '../contract/reading.ts';

/** Stands in until `tasks/read-prompt.ts` is there: finds nothing, changes nothing but white space. */
export async function readWithEmoji(prompt: string): Promise<PromptReading> {
  const text = prompt.trim().replace(/\s+/g, ' ');
  const concerns = text === '' ? [{ kind: 'empty' } as const] : [];
  return { text, things: [], places: [], motions: [], times: [], cameras: [], concerns };
}
