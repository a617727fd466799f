import type { StylePreset, StyleSettings } from '../contract/library.ts';
import { STYLES } from '../tasks/style-presets.ts';
import type { Keeper } from './keeper.ts';
import type { ClipSettings } from './state.ts';
import type { Store } from './store.ts';
import type { PresetControl } from './studio-api.ts';

interface PresetParts {
  readonly store: Store;
  readonly keeper: Keeper;
  readonly newId: () => string;
  readonly now: () => number;
}

/** The person's own styles: kept on this device, used by name, renamed, deleted and brought back. */
export class PresetDesk implements PresetControl {
  readonly #parts: PresetParts;

  constructor(parts: PresetParts) {
    this.#parts = parts;
  }

  async save(name: string, words: string): Promise<void> {
    const { store, newId, now } = this.#parts;
    const { settings } = store.state;
    if (settings === null || this.#isTaken(name)) return;
    const { steps, guidance } = settings;
    await this.#put({ id: newId(), name, words, createdAt: now(), settings: { steps, guidance } });
    this.#choose(name);
  }

  async rename(id: string, name: string): Promise<void> {
    const { settings } = this.#parts.store.state;
    const preset = this.#preset(id);
    if (preset === null || preset.name === name || this.#isTaken(name)) return;
    await this.#put({ ...preset, name });
    if (settings?.style === preset.name) this.#choose(name);
  }

  async remove(id: string): Promise<void> {
    const { store, keeper } = this.#parts;
    const preset = this.#preset(id);
    if (preset === null) return;
    store.dispatch({
      type: 'presets-listed',
      presets: store.state.presets.filter((one) => one.id !== id),
      removed: preset,
    });
    if (store.state.settings?.style === preset.name) this.#choose(null);
    await keeper.removePreset(id);
  }

  async undo(): Promise<void> {
    const { removedPreset } = this.#parts.store.state;
    // Another may have been given its name meanwhile.
    if (removedPreset !== null && !this.#isTaken(removedPreset.name)) await this.#put(removedPreset);
  }

  async #put(preset: StylePreset): Promise<void> {
    const { store, keeper } = this.#parts;
    const others = store.state.presets.filter(({ id }) => id !== preset.id);
    const presets = [...others, preset].sort((one, other) => one.createdAt - other.createdAt);
    store.dispatch({ type: 'presets-listed', presets, removed: null });
    await keeper.putPreset(preset);
  }

  #choose(style: string | null): void {
    this.#parts.store.dispatch({ type: 'settings-changed', settings: { style } });
  }

  #preset(id: string): StylePreset | null {
    return this.#parts.store.state.presets.find((one) => one.id === id) ?? null;
  }

  #isTaken(name: string): boolean {
    return name.trim() === '' || takenStyleNames(this.#parts.store.state.presets).has(name);
  }
}

/** Names that a new style cannot have: plans name their style by it alone. */
export function takenStyleNames(presets: readonly StylePreset[]): ReadonlySet<string> {
  return new Set([...STYLES, ...presets].map(({ name }) => name));
}

/** Settings that come with a style when it is chosen, beneath those that are changed with it. */
export function withStyle(
  changes: Partial<ClipSettings>,
  style: { readonly settings?: StyleSettings } | null,
): Partial<ClipSettings> {
  return { ...style?.settings, ...changes };
}
