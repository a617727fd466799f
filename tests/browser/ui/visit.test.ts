import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AppError } from '../../../src/contract/result.ts';
import { EXAMPLE_CAPABILITIES } from './example-capabilities.ts';
import { exampleResult } from './example-clip.ts';
import { FakeEngine } from './fake-engine.ts';
import { type OpenPage, openPage, PROMPT } from './open-page.ts';

let shown: OpenPage;

beforeEach(async () => {
  await page.viewport(1280, 800);
  const engine = new FakeEngine();
  engine.capabilities = { ...EXAMPLE_CAPABILITIES, conditions: ['first-frame', 'last-frame'] };
  shown = await openPage('', engine);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  Reflect.deleteProperty(document, 'hidden');
});

const box = () => shown.find<HTMLTextAreaElement>('textarea');
const picture = (name: string) => new File(['a picture'], name, { type: 'image/png' });

async function make(prompt: string): Promise<void> {
  shown.studio.type(prompt);
  await shown.studio.make();
  await shown.drawn();
}

describe('the examples of a first visit', () => {
  async function showExamples() {
    const run = await shown.begin();
    const { clip } = await exampleResult(run.plan, 'video');
    shown = await openPage();
    const url = clip.kind === 'video' ? URL.createObjectURL(clip.blob) : '';
    shown.app.examples = [
      { prompt: 'a fox runs', url, poster: url },
      { prompt: 'a kite flies', url, poster: url },
    ];
    await shown.drawn();
  }

  it('move under the pointer alone', async () => {
    await showExamples();
    const video = shown.find<HTMLVideoElement>('kinora-examples');
    const [first, second] = [...(video.shadowRoot?.querySelectorAll('video') ?? [])];
    expect([first?.paused, second?.paused]).toEqual([true, true]);
    await userEvent.hover(shown.find('kinora-examples').shadowRoot?.querySelector('button') as Element);
    await expect.poll(() => first?.paused).toBe(false);
    expect(second?.paused).toBe(true);
    await userEvent.hover(box());
    await expect.poll(() => first?.paused).toBe(true);
  });

  it('make one like it at a press, and give their room to what is made', async () => {
    await showExamples();
    await userEvent.click(shown.find('kinora-examples').shadowRoot?.querySelectorAll('button')[1] as Element);
    await shown.drawn();
    expect(shown.engine.runs[0]?.plan.segments[0]).toMatchObject({ prompt: 'a kite flies' });
    expect(box().value).toBe('a kite flies');
    expect(shown.seek('kinora-examples')).toBeNull();
  });
});

it('what waits is put in another order with its buttons, as far as there is room', async () => {
  for (const prompt of ['a fox', 'an owl', 'a bear']) await make(prompt);
  const waiting = () => shown.studio.store.state.queue.map(({ prompt }) => prompt);
  expect(waiting()).toEqual(['an owl', 'a bear']);
  const button = (name: string) => shown.find<HTMLButtonElement>(`[aria-label="${name}"]`);
  expect([button('Earlier: an owl').disabled, button('Later: a bear').disabled]).toEqual([true, true]);
  await userEvent.click(button('Earlier: a bear'));
  await shown.drawn();
  expect(waiting()).toEqual(['a bear', 'an owl']);
  await userEvent.click(button('Later: a bear'));
  await shown.drawn();
  expect(waiting()).toEqual(['an owl', 'a bear']);
});

describe('sentences of earlier clips', () => {
  it('are leafed through from an empty box with the arrow keys, and never over words of one’s own', async () => {
    await make('a fox runs');
    await make('an owl flies');
    shown.studio.type('');
    await shown.drawn();
    box().focus();
    const press = async (key: string) => {
      await userEvent.keyboard(`{${key}}`);
      await shown.drawn();
      return box().value;
    };
    expect(await press('ArrowUp')).toBe('an owl flies');
    expect(await press('ArrowUp')).toBe('a fox runs');
    expect(await press('ArrowUp')).toBe('a fox runs');
    expect(await press('ArrowDown')).toBe('an owl flies');
    expect(await press('ArrowDown')).toBe('');
    await userEvent.keyboard('mine');
    await shown.drawn();
    expect(await press('ArrowUp')).toBe('mine');
  });
});

describe('a picture', () => {
  const roles = () => shown.studio.store.state.composer.given.map(({ name, role }) => [name, role]);

  it('that is pasted into the box begins the next clip', async () => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(picture('fox.png'));
    box().dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
    );
    await expect.poll(roles).toEqual([['fox.png', 'first']]);
    await expect.poll(() => shown.studio.store.state.composer.given[0]?.found.kind).toBe('ready');
    await make(PROMPT);
    expect(shown.engine.runs[0]?.plan.task).toBe('image-to-video');
  });

  it('that is dropped anywhere on the page is taken once, and the page says what will become of it', async () => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(picture('fox.png'));
    dataTransfer.items.add(picture('owl.png'));
    const drag = (kind: string) => {
      const event = new DragEvent(kind, { dataTransfer, bubbles: true, composed: true, cancelable: true });
      shown.find('kinora-stage').dispatchEvent(event);
      return event;
    };
    drag('dragenter');
    await shown.drawn();
    expect(shown.find('.drop').textContent).toContain('a picture begins the next clip');
    expect(drag('dragover').defaultPrevented).toBe(true);
    expect(drag('drop').defaultPrevented).toBe(true);
    await expect.poll(roles).toEqual([
      ['fox.png', 'first'],
      ['owl.png', 'last'],
    ]);
    await shown.drawn();
    expect(shown.seek('.drop')).toBeNull();
  });
});

describe('being told when a clip is done', () => {
  function notifications(permission: NotificationPermission) {
    const asked: true[] = [];
    const told: { readonly title: string; readonly body: string }[] = [];
    class FakeNotification {
      static permission = permission;
      static async requestPermission() {
        asked.push(true);
        FakeNotification.permission = 'granted';
        return FakeNotification.permission;
      }
      constructor(title: string, { body = '' }: NotificationOptions) {
        told.push({ title, body });
      }
    }
    vi.stubGlobal('Notification', FakeNotification);
    return { asked, told };
  }

  const hide = () => Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  const finish = async () => {
    const run = shown.engine.runs.at(-1);
    if (run !== undefined) run.finish(await exampleResult(run.plan, 'video'));
    await shown.drawn();
  };

  it('is asked for only when the person presses the bell', async () => {
    const { asked, told } = notifications('default');
    await shown.begin();
    hide();
    await finish();
    expect([asked, told]).toEqual([[], []]);
    await shown.begin();
    await userEvent.click(shown.find('[aria-label="Tell me when it is done"]'));
    await expect.poll(() => asked.length).toBe(1);
    await expect.poll(() => shown.seek('[aria-label="Tell me when it is done"]')).toBeNull();
    await finish();
    await expect.poll(() => told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('rocket');
  });

  it('is done by the service worker where one runs, as phones allow no other way', async () => {
    const { told } = notifications('granted');
    const refuse = () => {
      throw new TypeError('Illegal constructor.');
    };
    vi.stubGlobal('Notification', Object.assign(refuse, { permission: 'granted' }));
    const byWorker: (readonly [string, NotificationOptions | undefined])[] = [];
    const showNotification: ServiceWorkerRegistration['showNotification'] = async (title, options) =>
      void byWorker.push([title, options]);
    const registration = { active: {}, showNotification } as ServiceWorkerRegistration;
    vi.spyOn(navigator.serviceWorker, 'getRegistration').mockResolvedValue(registration);
    await shown.begin();
    hide();
    await finish();
    await expect.poll(() => byWorker).toMatchObject([['Your clip is ready', { tag: 'kinora-done' }]]);
    expect(told).toEqual([]);
  });

  it('is done by the page where the service worker cannot', async () => {
    const { told } = notifications('granted');
    const showNotification = () => Promise.reject(new TypeError('No notifications here.'));
    const registration = { active: {}, showNotification } as unknown as ServiceWorkerRegistration;
    vi.spyOn(navigator.serviceWorker, 'getRegistration').mockResolvedValue(registration);
    await shown.begin();
    hide();
    await finish();
    await expect.poll(() => told).toMatchObject([{ title: 'Your clip is ready' }]);
  });

  it('tells also that a clip could not be made, but not that the person stopped it', async () => {
    const { told } = notifications('granted');
    await shown.begin();
    hide();
    shown.studio.stop();
    await expect.poll(() => shown.studio.store.state.running).toBeNull();
    await shown.begin();
    shown.engine.runs.at(-1)?.fail(new AppError('out-of-memory', 'denoise', 'No room for a rocket.'));
    await expect.poll(() => told).toMatchObject([{ title: 'Your clip could not be made' }]);
    expect(JSON.stringify(told)).not.toContain('rocket');
  });

  it('is not done while the person looks at the page', async () => {
    const { told } = notifications('granted');
    await shown.begin();
    await finish();
    expect(told).toEqual([]);
  });

  it('is not offered where the person said no', async () => {
    notifications('denied');
    await shown.begin();
    expect(shown.seek('[aria-label="Tell me when it is done"]')).toBeNull();
  });
});
