import { expect, it } from 'vitest';
import { concernLine } from '../../../src/ui/wording/concerns.ts';

it.each([
  ['rocket', 'A rocket keeps its own colours.'],
  ['owl', 'An owl keeps its own colours.'],
  ['unicorn', 'A unicorn keeps its own colours.'],
])('a %s that was asked for in another colour is said to keep its own', (name, line) => {
  expect(concernLine({ kind: 'own-colours', thing: { id: name, name, said: name } })).toBe(line);
});

it('a colour that a thing does not know is told with those near it, where there are some', () => {
  const thing = { id: 'balloon', name: 'balloon', said: 'balloon' };
  const concern = { kind: 'unknown-colour', thing, colour: 'brown', near: ['orange'] } as const;
  expect(concernLine(concern)).toBe('A balloon cannot be “brown” here. Near:');
  expect(concernLine({ ...concern, near: [] })).toBe('A balloon cannot be “brown” here.');
});

it('what was no English word is said as it was written', () => {
  const thing = { id: 'rocket', name: 'rocket', said: '🚀', asText: 'rocket' };
  expect(concernLine({ kind: 'own-colours', thing })).toBe('“🚀” keeps its own colours.');
});
