import type { BoardDesk, BoardEntrance, BoardServices } from './board-desk.ts';
import { type BoardSource, INITIAL_STORYBOARD, type StoryboardAct, type StoryboardState } from './board-state.ts';

/** Storyboards before anybody asked for one: their code is fetched with the first `enter`. Otherwise as `BoardDesk`. */
export class Boards {
  readonly #services: () => BoardServices;
  readonly #listeners = new Set<() => void>();
  #desk: BoardDesk | null = null;
  #opening: Promise<BoardDesk> | null = null;

  /** `services` are asked for once, with the first `enter`. */
  constructor(services: () => BoardServices) {
    this.#services = services;
  }

  get state(): StoryboardState {
    return this.#desk?.state ?? INITIAL_STORYBOARD;
  }

  /** Null until the code is here. */
  get source(): BoardSource | null {
    return this.#desk?.source ?? null;
  }

  async enter(entrance: BoardEntrance): Promise<void> {
    this.#opening ??= this.#open();
    await (await this.#opening).enter(entrance);
  }

  act(act: StoryboardAct): void {
    this.#desk?.act(act);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #open(): Promise<BoardDesk> {
    const { createBoardDesk } = await import('./board-desk.ts');
    const desk = createBoardDesk(this.#services());
    desk.subscribe(() => {
      for (const listener of this.#listeners) listener();
    });
    this.#desk = desk;
    return desk;
  }
}
