import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SaveForm } from '../../app/save-clip.ts';
import { shownTake } from '../../app/state.ts';
import type { Studio } from '../../app/studio-api.ts';
import { toErrorData } from '../../contract/result.ts';
import type { SaveState } from '../save/kinora-save.ts';
import { downloadFile, shareFile } from './give-file.ts';

/** Has the file of the shown clip written, and gives it to the person; how far it is, or what became of a copied frame, shows in `state`. */
export class ClipSaving implements ReactiveController {
  #state: SaveState = { kind: 'none' };
  /** The clip that the state is of. */
  #of: string | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #studio: () => Studio | null;

  constructor(host: ReactiveControllerHost, studio: () => Studio | null) {
    this.#host = host;
    this.#studio = studio;
    host.addController(this);
  }

  hostConnected(): void {
    this.#set({ kind: 'none' });
  }

  /** Of the shown clip. */
  get state(): SaveState {
    const studio = this.#studio();
    const shown = studio === null ? null : shownTake(studio.store.state);
    return shown?.job.id === this.#of ? this.#state : { kind: 'none' };
  }

  async save(options: { readonly form: SaveForm; readonly withPlan: boolean }): Promise<void> {
    await this.#write(options.form, options, downloadFile);
  }

  async share(withPlan: boolean): Promise<void> {
    await this.#write('share', { form: 'mp4', withPlan }, shareFile);
  }

  /** Tells what becomes of the frame that was to be copied. */
  async copy(copied: Promise<boolean>): Promise<void> {
    const studio = this.#studio();
    this.#of = (studio === null ? null : shownTake(studio.store.state))?.job.id ?? null;
    this.#set({ kind: 'none' });
    this.#set({ kind: 'copied', worked: await copied });
  }

  async #write(
    form: SaveForm | 'share',
    options: { readonly form: SaveForm; readonly withPlan: boolean },
    use: (file: File) => void | Promise<void>,
  ): Promise<void> {
    const studio = this.#studio();
    const take = studio === null ? null : shownTake(studio.store.state);
    if (studio === null || take === null) return;
    this.#of = take.job.id;
    this.#set({ kind: 'writing', form });
    try {
      await use(await studio.file(take.job.id, options));
      this.#set({ kind: form === 'share' ? 'none' : 'saved' });
    } catch (thrown) {
      this.#set({ kind: 'failed', detail: toErrorData(thrown, 'save').detail });
    }
  }

  #set(state: SaveState): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
