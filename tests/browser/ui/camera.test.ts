import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { KinoraCamera } from '../../../src/ui/camera/kinora-camera.ts';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';
import { FakeEngine } from './fake-engine.ts';
import { type OpenPage, openPage } from './open-page.ts';

let shown: OpenPage;
let streams: MediaStream[];

/** Chromium's; types of the web do not have it. */
declare const MediaStreamTrackGenerator: new (
  options: MediaStreamTrackInit,
) => MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };
interface MediaStreamTrackInit {
  readonly kind: 'video';
}

/**
 * A camera that shows red on its left and blue on its right, 64x48, in frames that lie in memory: those of `captureStream` cannot be
 * read back where there is no real GPU.
 */
async function camera(): Promise<MediaStream> {
  const data = new Uint8Array(4 * 64 * 48);
  for (let at = 0; at < 64 * 48; at += 1) data.set(at % 64 < 32 ? [255, 0, 0, 255] : [0, 0, 255, 255], 4 * at);
  const track = new MediaStreamTrackGenerator({ kind: 'video' });
  const writer = track.writable.getWriter();
  const size = { codedWidth: 64, codedHeight: 48 };
  const timer = setInterval(() => {
    if (track.readyState !== 'live') return clearInterval(timer);
    const frame = new VideoFrame(data, { format: 'RGBX', timestamp: performance.now() * 1000, ...size });
    writer.write(frame).catch(() => frame.close());
  }, 40);
  const stream = new MediaStream([track]);
  streams.push(stream);
  return stream;
}

function camerasAre(...ids: readonly string[]): void {
  const devices = ids.map((deviceId) => ({ kind: 'videoinput', deviceId }) as MediaDeviceInfo);
  vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue(devices);
}

function fails(name: string): void {
  vi.mocked(navigator.mediaDevices.getUserMedia).mockRejectedValueOnce(new DOMException('No.', name));
}

function live(): number {
  return streams.flatMap((stream) => stream.getTracks()).filter(({ readyState }) => readyState === 'live').length;
}

/** Something in the dialog. */
function seek(selector: string): HTMLElement | null {
  return shown.seek('kinora-camera')?.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
}

function find(selector: string): HTMLElement {
  const found = seek(selector);
  if (found === null) throw new Error(`There is no ${selector} in the dialog.`);
  return found;
}

async function open(): Promise<void> {
  shown.find('.camera').click();
  await expect.poll(() => seek('dialog[open]'), { timeout: 8_000 }).not.toBeNull();
}

async function openLive(): Promise<HTMLVideoElement> {
  await open();
  await expect.poll(() => (seek('video') as HTMLVideoElement | null)?.videoWidth).toBe(64);
  await expect.poll(() => find('.row .primary').getAttribute('aria-disabled')).toBe('false');
  return find('video') as HTMLVideoElement;
}

/** Red over blue on the left of a picture. */
function redness(picture: CanvasImageSource): number {
  const context = new OffscreenCanvas(64, 48).getContext('2d', { willReadFrequently: true });
  context?.drawImage(picture, 0, 0);
  const [red = 0, , blue = 0] = context?.getImageData(8, 24, 1, 1).data ?? [];
  return red - blue;
}

beforeEach(async () => {
  await page.viewport(320, 640);
  streams = [];
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(camera);
  camerasAre('a');
  const engine = new FakeEngine();
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions: ['first-frame', 'last-frame'] };
  shown = await openPage('', engine);
});

afterEach(() => {
  vi.restoreAllMocks();
});

it('a picture that was taken hangs in the composer like any other, and the camera is off', async () => {
  const view = await openLive();
  // Without a real GPU some Chromiums cannot read a video back, whoever asks.
  const readable = redness(view) > 150;
  if (!readable) console.warn('The colours of the picture are not looked at: this Chromium reads no video back.');
  find('.primary').click();
  await expect.poll(() => shown.studio.store.state.composer.given.length).toBe(1);
  const [given] = shown.studio.store.state.composer.given;
  expect([given?.file.type, given?.name]).toEqual(['image/jpeg', expect.stringMatching(/^camera-.*\.jpg$/)]);
  const picture = await createImageBitmap(given?.file ?? new Blob());
  expect([picture.width, picture.height]).toEqual([64, 48]);
  // As others see it, not mirrored.
  if (readable) expect(redness(picture)).toBeGreaterThan(150);
  expect(live()).toBe(0);
  await expect.poll(() => shown.seek('kinora-camera')).toBeNull();
});

describe('the camera is off', () => {
  it('after Escape, and nothing on the page takes that key for its own', async () => {
    await openLive();
    await shown.begin();
    expect(live()).toBe(1);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => shown.seek('kinora-camera')).toBeNull();
    expect(live()).toBe(0);
    expect(shown.studio.store.state.running).not.toBeNull();
  });

  it('after the dialog is closed by its button or taken out of the page', async () => {
    await openLive();
    find('.round').click();
    await expect.poll(() => live()).toBe(0);
    await expect.poll(() => shown.seek('kinora-camera')).toBeNull();
    await openLive();
    shown.app.remove();
    expect(live()).toBe(0);
  });

  it('where it is only given after the dialog was closed', async () => {
    const late = Promise.withResolvers<MediaStream>();
    vi.mocked(navigator.mediaDevices.getUserMedia).mockReturnValueOnce(late.promise);
    await open();
    find('.round').click();
    late.resolve(await camera());
    await expect.poll(() => live()).toBe(0);
  });
});

it.each([
  ['NotAllowedError', 'not allowed'],
  ['NotFoundError', 'no camera'],
  ['NotReadableError', 'no picture'],
])('%s is said in words, and can be tried again', async (name, words) => {
  fails(name);
  await open();
  await expect.poll(() => find('.view').textContent).toContain(words);
  find('.primary').click();
  await expect.poll(() => seek('video')).not.toBeNull();
});

it('a camera that is unplugged is told of', async () => {
  const view = await openLive();
  const [track] = (view.srcObject as MediaStream).getTracks();
  track?.dispatchEvent(new Event('ended'));
  await expect.poll(() => find('.view').textContent).toContain('no picture');
});

it('another camera is taken where there are several, the first one off', async () => {
  await openLive();
  expect(seek('.quiet')).toBeNull();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => shown.seek('kinora-camera')).toBeNull();
  camerasAre('a', 'b');
  await openLive();
  await expect.poll(() => seek('.quiet')).not.toBeNull();
  find('.quiet').click();
  await expect
    .poll(() => vi.mocked(navigator.mediaDevices.getUserMedia).mock.lastCall?.[0])
    .toMatchObject({
      audio: false,
      video: { deviceId: { exact: 'a' } },
    });
  await expect.poll(() => live()).toBe(1);
});

it('axe finds nothing in the dialog, which fits 320 pixels', async () => {
  camerasAre('a', 'b');
  await openLive();
  const { violations } = await axe.run(document, {
    rules: { 'html-has-lang': { enabled: false }, 'document-title': { enabled: false } },
    resultTypes: ['violations'],
  });
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  const dialog = find('dialog');
  expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth);
});

it('there is no button where pages are given no cameras', async () => {
  expect(shown.seek('.camera')).not.toBeNull();
  vi.spyOn(navigator, 'mediaDevices', 'get').mockReturnValue(undefined as unknown as MediaDevices);
  shown = await openPage('', shown.engine);
  await shown.drawn();
  expect(shown.seek('.file')).not.toBeNull();
  expect(shown.seek('.camera')).toBeNull();
  expect(customElements.get('kinora-camera')).toBe(KinoraCamera);
});
