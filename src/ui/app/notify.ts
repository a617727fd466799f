import { NOTIFY_WORDS } from '../wording/notify.ts';

/**
 * The offer to tell when a clip is done. What the browser allows is looked up once a clip: the answer comes from another
 * process, which has its hands full while one is made.
 */
export class NotifyOffer {
  /** The clip that the answer is of. */
  #of: string | null = null;
  #stands = false;

  /** Whether the person was never asked, and the browser could tell them. `job` is what is being made. */
  stands(job: string): boolean {
    if (job !== this.#of) this.#stands = 'Notification' in globalThis && Notification.permission === 'default';
    this.#of = job;
    return this.#stands;
  }

  /** Asks for leave to tell. Never rejects. */
  async take(): Promise<void> {
    if ('Notification' in globalThis) await Notification.requestPermission().catch(() => 'denied');
    this.#of = null;
  }
}

/**
 * Tells that a clip is done or could not be made, where the person looks elsewhere and allowed it. Names no word of the prompt.
 * Never rejects.
 */
export async function notifyEnd(end: 'done' | 'failed'): Promise<void> {
  if (!document.hidden || !('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const { title, body } = NOTIFY_WORDS[end];
  const options = { body, tag: `kinora-${end}` };
  try {
    const registration = await activeRegistration();
    if (registration !== null) return await registration.showNotification(title, options);
  } catch {
    // Some browsers have service workers that tell nothing: the page can do it there.
  }
  try {
    const notification = new Notification(title, options);
    notification.onclick = () => window.focus();
  } catch {
    // Phones allow notifications from service workers alone; the title of the tab says it too.
  }
}

/** Null where no service worker runs: `ready` would be waited for in vain there. */
async function activeRegistration(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return registration?.active == null ? null : registration;
}
