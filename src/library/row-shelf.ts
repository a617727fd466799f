import { answer } from './connection.ts';
import type { HeldInputs } from './held-inputs.ts';
import { dropUnnamedInputs, type Inputs, writeInputs } from './inputs.ts';
import type { Keeper } from './keeper.ts';
import { ROW_VERSION, rowValue } from './rows.ts';
import type { RowStore } from './schema.ts';

/** Small things of one kind, all of them in memory: folders, cast, presets, projects. */
export interface Shelf<Row extends { readonly id: string }> {
  /** In the order in which they came. */
  list(): readonly Row[];
  get(id: string): Row | null;
  /**
   * Puts a row in, or in the place of the one with its id, with the inputs that it names where they may be new. Never rejects:
   * see `Library.problem`.
   */
  put(row: Row, inputs?: Inputs): Promise<void>;
  /**
   * As `put`, but only over a stored row that is `known`, or none: what another tab wrote in between stays, and is the row of
   * this tab then. Resolves with whether the row was put.
   */
  putOver(row: Row, inputs: Inputs, known: (stored: Row) => boolean): Promise<boolean>;
  /** Also drops the inputs that nothing else names. */
  remove(id: string): Promise<void>;
}

export interface ShelfOptions<Row> {
  readonly store: RowStore;
  readonly keeper: Keeper;
  readonly parse: (value: unknown) => Row | null;
  /** SHA-256 of the inputs that a row names. */
  readonly inputsOf: (row: Row) => readonly string[];
  readonly heldInputs: HeldInputs;
  /** Deletes what else belongs to a row. */
  readonly dropMore?: (transaction: IDBTransaction, id: string) => void;
  /** Called after every change, with whether other tabs can see it. */
  readonly onChange: (ids: readonly string[], stored: boolean) => void;
}

/** See `Shelf`. */
export class RowShelf<Row extends { readonly id: string }> implements Shelf<Row> {
  readonly #options: ShelfOptions<Row>;
  readonly #rows = new Map<string, Row>();

  constructor(options: ShelfOptions<Row>) {
    this.#options = options;
  }

  /** Takes all stored rows; those that this version cannot read are passed over and left alone. */
  load(stored: readonly unknown[]): void {
    for (const one of stored) {
      const row = this.#options.parse(rowValue(one));
      if (row !== null) this.#rows.set(row.id, row);
    }
  }

  /** Takes rows as another tab has left them. */
  async reload(ids: readonly string[]): Promise<void> {
    const { store, keeper, parse } = this.#options;
    const stored = await keeper.read<readonly unknown[] | null>(null, store, (transaction) =>
      Promise.all(ids.map((id) => answer<unknown>(transaction.objectStore(store).get(id)))),
    );
    if (stored === null) return;
    for (const [index, id] of ids.entries()) {
      const row = parse(rowValue(stored[index]));
      if (row === null) this.#rows.delete(id);
      else this.#rows.set(id, row);
    }
  }

  list(): readonly Row[] {
    return [...this.#rows.values()];
  }

  get(id: string): Row | null {
    return this.#rows.get(id) ?? null;
  }

  async put(row: Row, inputs: Inputs = {}): Promise<void> {
    await this.putOver(row, inputs, () => true);
  }

  async putOver(row: Row, inputs: Inputs, known: (stored: Row) => boolean): Promise<boolean> {
    const { store, keeper, parse, inputsOf, heldInputs, onChange } = this.#options;
    const before = this.#rows.get(row.id);
    this.#rows.set(row.id, row);
    const key = this.#key(row.id);
    heldInputs.hold(key, inputs, inputsOf(row));
    const others: Row[] = [];
    const stored = await keeper.write([key], async (transaction) => {
      // Looked up where it is written: word of another tab's change may still be on its way.
      const there = parse(rowValue(await answer<unknown>(transaction.objectStore(store).get(row.id))));
      if (there !== null && !known(there)) {
        others.push(there);
        return;
      }
      await writeInputs(transaction, heldInputs.of(key));
      transaction.objectStore(store).put({ version: ROW_VERSION, value: row });
      if (before !== undefined) await dropUnnamedInputs(transaction, inputsOf(before));
    });
    const [other] = others;
    if (other !== undefined) this.#rows.set(other.id, other);
    onChange([row.id], stored && other === undefined);
    return other === undefined;
  }

  async remove(id: string): Promise<void> {
    const { store, keeper, inputsOf, heldInputs, dropMore, onChange } = this.#options;
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    heldInputs.release(this.#key(id));
    const wasKept = keeper.isKept(this.#key(id));
    keeper.forget(this.#key(id));
    const stored = await keeper.write([this.#key(id)], async (transaction) => {
      transaction.objectStore(store).delete(id);
      dropMore?.(transaction, id);
      await dropUnnamedInputs(transaction, inputsOf(row));
    });
    // What never was on the device need not leave it.
    if (!wasKept) keeper.forget(this.#key(id));
    onChange([id], stored);
  }

  #key(id: string): string {
    return `${this.#options.store}/${id}`;
  }
}
