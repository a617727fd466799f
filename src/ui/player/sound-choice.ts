/** Where the page remembers whether clips are heard. */
const KEY = 'kinora.sound';

/**
 * Whether a clip that begins now is to be heard: the person asked for that, here or in an earlier visit, and has touched the page
 * since it was opened. Before that browsers let nothing begin that sounds.
 */
export function soundOn(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on' && navigator.userActivation.hasBeenActive;
  } catch {
    return false;
  }
}

/** Remembers what the person chose. */
export function keepSound(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // A forbidden storage costs the memory of the choice, nothing else.
  }
}
