import { describe, expect, it } from 'vitest';
import { thinnedOut } from '../../../src/weights/thinned-out.ts';

describe('what is told thinned out', () => {
  it('is told at once, and then no sooner than after the given time', () => {
    let clock = 0;
    const heard: number[] = [];
    const tell = thinnedOut(
      (value: number) => heard.push(value),
      100,
      () => clock,
    );
    for (clock = 0; clock <= 250; clock += 10) tell(clock);
    expect(heard).toEqual([0, 100, 200]);
  });

  it('is told again after a silence', () => {
    let clock = 0;
    const heard: string[] = [];
    const tell = thinnedOut(
      (value: string) => heard.push(value),
      100,
      () => clock,
    );
    tell('first');
    clock = 5000;
    tell('second');
    tell('third');
    expect(heard).toEqual(['first', 'second']);
  });
});
