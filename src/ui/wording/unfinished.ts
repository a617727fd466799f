/** Words about a clip of an earlier visit. */
export const UNFINISHED_WORDS = {
  line: (prompt: string) => (prompt === '' ? 'A clip was not finished.' : `A clip was not finished: ${prompt}`),
  goOn: 'Go on',
  letGo: 'Let it go',
} as const;
