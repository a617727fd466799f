import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { exampleResult } from './example-clip.ts';
import { type OpenPage, openPage } from './open-page.ts';

const SOUND_ON = '[aria-label="Sound on (M)"]';
const SOUND_OFF = '[aria-label="Sound off (M)"]';
let shown: OpenPage;

beforeEach(async () => {
  localStorage.removeItem('kinora.sound');
  await page.viewport(1280, 800);
  shown = await openPage();
});

/** A finished clip on the stage, as the studio and the player show it. */
async function finish({ sounds = false, dropped = '' } = {}): Promise<HTMLVideoElement> {
  const run = await shown.begin();
  const { plan, clip, facts } = await exampleResult(run.plan, 'video');
  if (clip.kind !== 'video') throw new Error('There is no video.');
  const heard = sounds ? ({ audioCodec: 'aac' } as const) : {};
  const lost = dropped === '' ? {} : { audioDropped: dropped };
  run.finish({ plan, facts, clip: { ...clip, ...heard, ...lost } });
  await shown.drawn();
  return shown.find<HTMLVideoElement>('video');
}

describe('the sound of a clip', () => {
  it('is off at first, and goes on and off with a button and with M', async () => {
    const video = await finish({ sounds: true });
    expect(video.muted).toBe(true);
    await userEvent.click(shown.find(SOUND_ON));
    await shown.drawn();
    expect(video.muted).toBe(false);
    expect(shown.seek(SOUND_OFF)).not.toBeNull();
    shown.find(SOUND_OFF).blur();
    await userEvent.keyboard('m');
    await shown.drawn();
    expect(video.muted).toBe(true);
    expect(shown.studio.store.state.tool).toBeNull();
  });

  it('is remembered for the next clip and the next visit', async () => {
    await finish({ sounds: true });
    await userEvent.click(shown.find(SOUND_ON));
    expect((await finish({ sounds: true })).muted).toBe(false);
    shown = await openPage();
    expect((await finish({ sounds: true })).muted).toBe(false);
    expect(shown.seek(SOUND_OFF)).not.toBeNull();
  });

  it('has no button where there is none, and M does nothing then', async () => {
    const video = await finish();
    expect([shown.seek(SOUND_ON), shown.seek(SOUND_OFF)]).toEqual([null, null]);
    video.blur();
    await userEvent.keyboard('m');
    expect([video.muted, localStorage.getItem('kinora.sound')]).toEqual([true, null]);
  });

  it('of a file that was dropped is known by its facts', async () => {
    const type = 'video/mp4; codecs="avc1.42001f, mp4a.40.2"';
    await shown.studio.give([
      new File(['film'], 'loud.mp4', { type }),
      new File(['film'], 'still.png', { type: 'image/png' }),
    ]);
    await shown.drawn();
    expect(shown.seek(SOUND_ON)).not.toBeNull();
  });

  it('that was lost while the clip was made is said to be, with the reason', async () => {
    await finish({ dropped: 'This browser cannot encode sound.' });
    expect(shown.find('kinora-caption').shadowRoot?.textContent).toContain('Its sound was lost');
    await userEvent.click(shown.find('[aria-label=Details]'));
    const details = () => shown.find('kinora-details').shadowRoot?.textContent;
    expect(details()).toMatch(/Sound\s*Left out\. This browser cannot encode sound\./);
    await finish({ sounds: true });
    expect(shown.find('kinora-caption').shadowRoot?.textContent).not.toContain('Its sound was lost');
    expect(details()).toMatch(/Sound\s*From the clips it was made of/);
    await finish();
    expect(details()).not.toContain('Sound');
  });

  it('stands in the sheet of keys', async () => {
    await finish();
    await userEvent.keyboard('{Tab}?');
    expect(shown.find('kinora-shortcuts').shadowRoot?.textContent).toMatch(/M\s*Sound on, off/);
  });
});
