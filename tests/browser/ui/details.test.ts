import '../../../src/ui/theme.css';
import axe from 'axe-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClipPlan } from '../../../src/contract/plan.ts';
import { KinoraDetails } from '../../../src/ui/details/kinora-details.ts';
import { exampleResult } from './example-clip.ts';
import { openPage } from './open-page.ts';

let plan: ClipPlan;

beforeEach(async () => {
  const shown = await openPage();
  plan = (await shown.begin()).plan;
  shown.studio.stop();
});

const SOURCE = { kind: 'clip', sha256: 'a'.repeat(64), framing: { kind: 'letterbox' } } as const;

/** A clip that goes on in two runs, with a join that has no sentence. */
function extended(): ClipPlan {
  const [made] = plan.segments;
  if (made?.kind !== 'made') throw new Error('Nothing is made.');
  const kept = { kind: 'kept', source: { ...SOURCE, from: 0, count: 12 }, width: 128, height: 128 } as const;
  const join = { ...made, prompt: '', frameCount: 5, trim: [4, 0] } as const;
  return { ...plan, style: 'pencil', segments: [kept, made, { ...made, frameCount: 9, trim: [5, 0] }, join] };
}

async function show(result: KinoraDetails['result']): Promise<string> {
  const details = new KinoraDetails();
  details.result = result;
  document.body.replaceChildren(details);
  await details.updateComplete;
  const panel = () => details.renderRoot.querySelector('[popover]')?.textContent?.replace(/\s+/gu, ' ') ?? '';
  expect(panel().trim()).toBe('');
  details.renderRoot.querySelector('button')?.click();
  await details.updateComplete;
  return panel();
}

describe('how a clip was made', () => {
  it('is told of a clip out of the library or a file: its parts with their sentences', async () => {
    const { clip } = await exampleResult(plan, 'video');
    const said = await show({ plan: extended(), clip, facts: null });
    expect(said).toContain('34 frames at 8 a second, 128 × 128 pixels, drawn in');
    expect(said).toContain('Frames 1 to 12: kept from a clip');
    expect(said).toMatch(/Frames 13 to 33: made, “a rocket rises on the moon at night”/);
    expect(said).toContain('Frame 34: made, without a sentence');
    expect(said).toMatch(/Style\s*pencil/);
    expect(said).toMatch(/Seed\s*42/);
    expect(said).not.toContain('Seconds');
    const found = await axe.run(document.body);
    expect(found.violations.map(({ id }) => id)).toEqual([]);
  });

  it('says nothing of drawing where every frame was kept', async () => {
    const { clip } = await exampleResult(plan, 'video');
    const { segments } = extended();
    const said = await show({ plan: { ...plan, segments: segments.slice(0, 1) }, clip, facts: null });
    expect(said).toContain('12 frames at 8 a second, 128 × 128 pixels.');
    expect(said).not.toMatch(/drawn|Seed/);
  });

  it('is not known of a file without a plan, which is said', async () => {
    const { clip } = await exampleResult(plan, 'video');
    if (clip.kind !== 'video') throw new Error('There is no video.');
    const shown = { ...clip, mimeType: 'video/webm; codecs="vp8"', hasAudio: true };
    const said = await show({ plan: null, clip: shown, facts: null });
    expect(said).toContain('The file does not say how it was made. 17 frames at 8 a second, 128 × 128 pixels.');
    expect(said).toMatch(/File WebM, [\d.]+ kB/);
    expect(said).toContain('Sound In the file.');
  });

  it('is told in full of a clip of this visit', async () => {
    const said = await show(await exampleResult(plan, 'pictures'));
    expect(said).toContain('Frames 1 to 17: made, “a rocket rises on the moon at night”');
    expect(said).toContain('WebCodecs is not there.');
    expect(said).toContain('From words to film');
  });
});

it('the button stands under a file that was dropped onto the page', async () => {
  const shown = await openPage();
  await shown.studio.give([new File(['film'], 'holiday.mp4', { type: 'video/mp4' })]);
  await shown.drawn();
  shown.find('[aria-label=Details]').click();
  await shown.drawn();
  const panel = shown.find('kinora-details').shadowRoot?.querySelector('[popover]');
  expect(panel?.textContent).toContain('The file does not say how it was made.');
});
