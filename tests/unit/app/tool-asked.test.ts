import { describe, expect, it } from 'vitest';
import type { ClipSettings, Ticket } from '../../../src/app/state.ts';
import { askedOf } from '../../../src/app/tool-asked.ts';
import type { ToolRequest } from '../../../src/app/tool-request.ts';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import { variationSeed } from '../../../src/tasks/remake.ts';
import { findStyle } from '../../../src/tasks/style-presets.ts';
import { planTextToVideo } from '../../../src/tasks/text-to-video.ts';
import { EXAMPLE_CAPABILITIES } from '../../browser/ui/example-capabilities.ts';
import { exampleReader } from '../../browser/ui/fake-engine.ts';
import { readingOf } from './state-of.ts';

const { width, height, frameCount, steps, guidance } = EXAMPLE_CAPABILITIES.defaults;
const SETTINGS: ClipSettings = {
  width,
  height,
  frameCount,
  steps,
  guidance,
  seed: null,
  variations: 1,
  style: 'pencil',
};
const REX = 'f'.repeat(64);
const PRESETS = [{ id: '1', name: 'mine', words: 'in fog', createdAt: 0 }];

/** A plan in a style, with fewer steps than the settings say. */
function planIn(style: string, changes: Partial<ClipPlan> = {}): ClipPlan {
  const planned = planTextToVideo(
    {
      ...{ width, height, frameCount, guidance: 2, steps: steps - 1, seed: 7 },
      ...{ reading: readingOf('a rocket rises'), cast: true, dropped: [], style: findStyle(style, PRESETS) },
    },
    EXAMPLE_CAPABILITIES,
  );
  if (!planned.ok) throw new Error(planned.refusal.message);
  return { ...planned.plan, ...changes };
}

async function asked(prompt: string, plan: ClipPlan | null, changes: { seed?: number; request?: ToolRequest } = {}) {
  const clip: Ticket | null =
    plan === null ? null : { id: 'a', prompt: 'My best one', plan, group: null, parent: null };
  const result = await askedOf(
    changes.request ?? { tool: 'remix', prompt, strength: 'mild' },
    {
      clip,
      settings: SETTINGS,
      cast: [{ id: '1', name: 'rex', sha256: REX, createdAt: 0, consent: null }],
      presets: PRESETS,
      reader: exampleReader,
      seed: changes.seed ?? 1,
      has: async (sha256) => sha256 === REX,
    },
    EXAMPLE_CAPABILITIES,
  );
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

describe('a panel over a clip with a plan', () => {
  it('goes on with its sentence, style, steps and guidance, not with those of the composer or its title', async () => {
    const value = await asked('', planIn('mine'));
    expect(value).toMatchObject({ reading: { text: 'a rocket rises, in fog' }, steps: steps - 1, guidance: 2 });
    expect(value.style).toMatchObject({ name: 'mine', words: '' });
    expect(value.references).toEqual([{ name: 'rocket', source: { kind: 'cast', id: 'rocket' } }]);
  });

  it('says a new sentence in its style', async () => {
    const value = await asked('@rex jumps', planIn('mine'));
    expect(value).toMatchObject({ reading: { text: 'rex jumps' }, style: { name: 'mine', words: 'in fog' } });
    expect(value.references).toMatchObject([{ name: 'rex', source: { sha256: REX } }]);
  });

  it('has whoever acted in it act again, but for those whose picture is not here', async () => {
    const picture = (name: string, sha256: string) =>
      ({ name, source: { kind: 'picture', sha256, framing: { kind: 'letterbox' } } }) as const;
    const references = [picture('rex', REX), picture('ann', 'e'.repeat(64))];
    const value = await asked('', planIn('mine', { references }));
    expect(value.references.map(({ name }) => name)).toEqual(['rex']);
  });

  it('follows the settings where another model made it', async () => {
    const value = await asked('', planIn('mine', { family: 'other', steps: 99 }));
    expect(value).toMatchObject({ reading: { text: 'a rocket rises, in fog' }, steps, guidance });
    expect(value.style).toMatchObject({ name: 'mine', words: '' });
  });

  it('takes other noise than the clip was made of', async () => {
    expect((await asked('', planIn('mine'), { seed: 7 })).seed).toBe(variationSeed(7, 1));
    expect((await asked('', planIn('mine'), { seed: 8 })).seed).toBe(8);
  });

  it('has nobody act in what is only enlarged', async () => {
    const value = await asked('', planIn('mine'), { request: { tool: 'larger', prompt: '', twice: 'size' } });
    expect(value).toMatchObject({ reading: { text: '' }, references: [], style: null });
  });
});

it('a panel over what has no plan follows the composer, its style too', async () => {
  const value = await asked('a rocket', null);
  expect(value).toMatchObject({ reading: { text: 'a rocket' }, steps, guidance, seed: 1 });
  expect(value.style).toMatchObject({ name: 'pencil', words: 'pencil drawing' });
});
