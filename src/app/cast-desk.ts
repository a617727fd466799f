import type { CastMember } from '../contract/library.ts';
import type { Keeper } from './keeper.ts';
import type { Store } from './store.ts';
import type { CastControl, NewCastMember } from './studio-api.ts';

/** The person's own cast: kept on this device, called by `@name`, renamed, taken out and brought back. */
export class CastDesk implements CastControl {
  readonly #store: Store;
  readonly #keeper: Keeper;
  /** The picture of the one that was taken out last: the library drops it. */
  #picture: Blob | null = null;

  constructor({ store, keeper }: { readonly store: Store; readonly keeper: Keeper }) {
    this.#store = store;
    this.#keeper = keeper;
  }

  add(member: NewCastMember): Promise<void> {
    return this.#keeper.addToCast(member);
  }

  /** A field, so that elements get the same function at every render. */
  readonly picture = (sha256: string): Promise<Blob | null> => this.#keeper.input(sha256);

  async rename(id: string, name: string): Promise<void> {
    const member = this.#member(id);
    if (member === null || member.name === name || this.#isTaken(name)) return;
    const picture = await this.picture(member.sha256);
    if (picture !== null) await this.#keeper.putInCast({ ...member, name }, picture);
  }

  async remove(id: string): Promise<void> {
    const member = this.#member(id);
    if (member === null) return;
    this.#picture = await this.picture(member.sha256);
    await this.#keeper.removeFromCast(id);
    this.#store.dispatch({ type: 'member-removed', member: this.#picture === null ? null : member });
  }

  async undo(): Promise<void> {
    const { removedMember } = this.#store.state;
    const picture = this.#picture;
    // Another may have been given its name meanwhile.
    if (removedMember === null || picture === null || this.#isTaken(removedMember.name)) return;
    this.#store.dispatch({ type: 'member-removed', member: null });
    this.#picture = null;
    await this.#keeper.putInCast(removedMember, picture);
  }

  #member(id: string): CastMember | null {
    return this.#store.state.cast.find((one) => one.id === id) ?? null;
  }

  #isTaken(name: string): boolean {
    return this.#store.state.cast.some((one) => one.name === name);
  }
}
