import { describe, expect, it } from 'vitest';
import { Announcer } from '../../../src/ui/app/announcer.ts';

describe('the announcer', () => {
  it('tells each stage of a clip once, however often it comes back', () => {
    const announcer = new Announcer();
    const stages = ['Warming up', 'Fetching', 'Warming up', 'Drawing', 'Fetching', 'Writing'];
    expect(stages.map((stage) => announcer.hold('one', stage))).toEqual([
      'Warming up',
      'Fetching',
      'Fetching',
      'Drawing',
      'Drawing',
      'Writing',
    ]);
  });

  it('tells the stages of the next clip again, and that a clip is ready each time', () => {
    const announcer = new Announcer();
    const told = [
      announcer.hold('one', 'Drawing'),
      announcer.hold(null, 'Ready'),
      announcer.hold('two', 'Drawing'),
      announcer.hold(null, 'Ready'),
    ];
    expect(told).toEqual(['Drawing', 'Ready', 'Drawing', 'Ready']);
  });
});
