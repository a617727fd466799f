import { NOTIFY_WORDS } from '../wording/notify.ts';

/** Whether the person was never asked, and the browser could tell them. */
export function mayAskToNotify(): boolean {
  return 'Notification' in globalThis && Notification.permission === 'default';
}

/** Asks for leave to tell when a clip is done; answers whether it was given. */
export async function askToNotify(): Promise<boolean> {
  if (!('Notification' in globalThis)) return false;
  return (await Notification.requestPermission().catch(() => 'denied')) === 'granted';
}

/** Tells that a clip is done, where the person looks elsewhere and allowed it. Names no word of the prompt. */
export function notifyDone(): void {
  if (!document.hidden || !('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(NOTIFY_WORDS.title, { body: NOTIFY_WORDS.body, tag: 'kinora-done' });
    notification.onclick = () => window.focus();
  } catch {
    // Phones allow notifications from service workers alone; the title of the tab says it too.
  }
}
