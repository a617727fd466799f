import { expect, it } from 'vitest';
import { concernLine } from '../../../src/ui/wording/concerns.ts';

it.each([
  ['rocket', 'A rocket keeps its own colours.'],
  ['owl', 'An owl keeps its own colours.'],
  ['unicorn', 'A unicorn keeps its own colours.'],
])('a %s that was asked for in another colour is said to keep its own', (name, line) => {
  expect(concernLine({ kind: 'own-colours', thing: { id: name, name, said: name } })).toBe(line);
});

it('what was no English word is said as it was written', () => {
  const thing = { id: 'rocket', name: 'rocket', said: '🚀', asText: 'rocket' };
  expect(concernLine({ kind: 'own-colours', thing })).toBe('“🚀” keeps its own colours.');
});
