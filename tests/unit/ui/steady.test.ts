import { describe, expect, it } from 'vitest';
import { steady } from '../../../src/ui/app/steady.ts';

describe('a steady value', () => {
  it('is the very same one for the same arguments, and another one for others', () => {
    const listOf = steady((a: number, b: string) => [a, b]);
    const first = listOf(1, 'a');
    expect(listOf(1, 'a')).toBe(first);
    expect(listOf(1, 'b')).toEqual([1, 'b']);
    expect(listOf(1, 'a')).not.toBe(first);
  });
});
