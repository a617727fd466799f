import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { KinoraPlayer } from '../../../src/ui/player/kinora-player.ts';
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
afterEach(() => vi.restoreAllMocks());

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

function player(): KinoraPlayer {
  const found = shown.find('kinora-player');
  if (!(found instanceof KinoraPlayer)) throw new Error('There is no player.');
  return found;
}

/** A clip that stands still at its first frame; nothing has the focus. */
async function still(): Promise<HTMLVideoElement> {
  const video = await finish();
  await expect.poll(() => video.readyState).toBeGreaterThan(1);
  video.pause();
  video.currentTime = 0;
  await expect.poll(() => player().frame).toBe(0);
  shown.find('textarea').blur();
  return video;
}

const frame = () => expect.poll(() => player().frame);

describe('the frames of a clip', () => {
  it('are stepped through with the arrow keys, round at both ends', async () => {
    const video = await still();
    await userEvent.keyboard('{ArrowRight}');
    await frame().toBe(1);
    await userEvent.keyboard('{ArrowRight}');
    await frame().toBe(2);
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await frame().toBe(0);
    await userEvent.keyboard('{ArrowLeft}');
    await frame().toBe(16);
    await userEvent.keyboard('{ArrowRight}');
    await frame().toBe(0);
    expect(video.paused).toBe(true);
  });

  it('are stepped through with the buttons of the bar, which stop the clip', async () => {
    const video = await finish();
    await expect.poll(() => video.paused).toBe(false);
    const at = player().frame;
    await userEvent.click(shown.find('[aria-label="One frame on (arrow right)"]'));
    await expect.poll(() => video.paused).toBe(true);
    expect(player().frame).not.toBe(at);
  });

  it('are scrubbed through with pointer and keys, and the mark says where', async () => {
    const video = await still();
    const slider = shown.find<HTMLInputElement>('.film input');
    slider.focus();
    await userEvent.keyboard('{End}');
    await frame().toBe(16);
    expect(slider.getAttribute('aria-valuetext')).toBe('Frame 17 of 17');
    await userEvent.keyboard('{ArrowLeft}');
    await frame().toBe(15);
    const { width, height } = slider.getBoundingClientRect();
    await userEvent.click(slider, { position: { x: width / 2, y: height / 2 } });
    await frame().toBe(8);
    expect(video.currentTime).toBeCloseTo(8.5 / 8, 2);
    expect(slider.value).toBe('8');
  });

  it('are copied as PNG, with a mark that it worked', async () => {
    await still();
    const items: ClipboardItem[] = [];
    vi.spyOn(navigator.clipboard, 'write').mockImplementation(async (written) => void items.push(...written));
    const copy = shown.find('[aria-label="Copy this frame"]');
    const before = copy.innerHTML;
    await userEvent.click(copy);
    await expect.poll(() => items.length).toBe(1);
    const picture = await createImageBitmap((await items[0]?.getType('image/png')) as Blob);
    expect([picture.width, picture.height]).toEqual([128, 128]);
    await expect.poll(() => copy.innerHTML).not.toBe(before);
  });

  it('are copied from the menu of Save too, where the bar has no room for its button', async () => {
    await page.viewport(360, 740);
    await still();
    expect(shown.find('[aria-label="Copy this frame"]').checkVisibility()).toBe(false);
    const items: ClipboardItem[] = [];
    vi.spyOn(navigator.clipboard, 'write').mockImplementation(async (written) => void items.push(...written));
    await userEvent.click(shown.find('[aria-label="Save in another form, or share"]'));
    await userEvent.click(shown.find('.frame button'));
    await expect.poll(() => items.length).toBe(1);
    await expect.poll(() => shown.find('kinora-save').shadowRoot?.textContent).toContain('The frame is copied.');
  });

  it('that the browser lets nobody copy are said to be not copied, in the bar and in the menu', async () => {
    await still();
    vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new DOMException('No.', 'NotAllowedError'));
    const failed = 'Not copied: this browser does not let pictures into its clipboard here.';
    const told = () => shown.find('kinora-player').shadowRoot?.querySelector('.told');
    await userEvent.click(shown.find('[aria-label="Copy this frame"]'));
    await expect.poll(() => told()?.textContent).toBe(failed);
    expect(told()?.checkVisibility()).toBe(true);
    await userEvent.click(shown.find('[aria-label="Save in another form, or share"]'));
    await userEvent.click(shown.find('.frame button'));
    await expect.poll(() => shown.find('kinora-save').shadowRoot?.querySelector('.told')?.textContent).toBe(failed);
  });
});

it('a clip plays at four speeds, from the fastest round to the slowest', async () => {
  const video = await finish();
  const rates: number[] = [];
  for (let press = 0; press < 4; press++) {
    await userEvent.click(shown.find('.speed'));
    await shown.drawn();
    rates.push(video.playbackRate);
    expect(shown.find('.speed').getAttribute('aria-label')).toBe(`Speed ${video.playbackRate}×`);
  }
  expect(rates).toEqual([2, 0.25, 0.5, 1]);
});

it('a clip fills the screen at a press of its button, or of F', async () => {
  await finish();
  const asked: Element[] = [];
  vi.spyOn(Element.prototype, 'requestFullscreen').mockImplementation(async function (this: Element) {
    asked.push(this);
  });
  await userEvent.click(shown.find('[aria-label="Full screen"]'));
  expect(asked).toEqual([player()]);
  shown.find('[aria-label="Full screen"]').blur();
  await userEvent.keyboard('f');
  expect(asked).toEqual([player(), player()]);
});

describe('where no element but a video fills the screen', () => {
  const { requestFullscreen } = Element.prototype;
  const asked = vi.fn();
  beforeEach(async () => {
    Reflect.deleteProperty(Element.prototype, 'requestFullscreen');
    Object.assign(HTMLVideoElement.prototype, { webkitEnterFullscreen: asked });
    shown = await openPage();
  });
  afterEach(() => {
    Element.prototype.requestFullscreen = requestFullscreen;
    Reflect.deleteProperty(HTMLVideoElement.prototype, 'webkitEnterFullscreen');
    asked.mockClear();
  });

  it('the video of the clip does', async () => {
    const video = await finish();
    await userEvent.click(shown.find('[aria-label="Full screen"]'));
    expect(asked.mock.contexts).toEqual([video]);
  });

  it('pictures have no button for it, and F does nothing', async () => {
    const run = await shown.begin();
    run.finish(await exampleResult(run.plan, 'pictures'));
    await shown.drawn();
    expect(shown.seek('[aria-label="Full screen"]')).toBeNull();
    (document.activeElement as HTMLElement | null)?.blur();
    await userEvent.keyboard('f');
    expect(asked).not.toHaveBeenCalled();
  });
});
