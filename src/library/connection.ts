/** One step of a database's history: brings it from the version that is its place in the list to the next one. */
export type Migration = (database: IDBDatabase, upgrade: IDBTransaction) => void;

export interface ConnectionOptions {
  readonly name: string;
  /** Every step since the first version; their number is the version that this code speaks. Never changed, only added to. */
  readonly migrations: readonly Migration[];
  /** Called once when a newer version of the page, in another tab, wants to bring the database up; it is closed then. */
  readonly onOutdated: () => void;
}

/** Names of stores. */
export type Stores = string | readonly string[];

/**
 * A connection to an IndexedDB database, opened at the first use and again after the browser closed it. Two tabs with
 * different versions never write the same database: the older one closes at `versionchange` and stays closed, and code that
 * is older than the database is refused by the browser (`VersionError`).
 */
export class Connection {
  readonly #options: ConnectionOptions;
  #database: Promise<IDBDatabase> | null = null;
  #outdated = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** False where the browser gave no database, or took it away. */
  get isOpen(): boolean {
    return this.#database !== null && !this.#outdated;
  }

  /**
   * Runs `work` in one transaction; resolves after it is committed, and undoes all of it where anything fails. Inside, wait
   * for requests of this transaction alone. Rejects with the browser's own errors, or with `OutdatedError`.
   */
  async run<T>(
    stores: Stores,
    mode: 'readonly' | 'readwrite',
    work: (transaction: IDBTransaction) => Promise<T>,
  ): Promise<T> {
    const transaction = await this.#begin(stores, mode);
    const committed = done(transaction);
    const worked = work(transaction).catch((thrown: unknown) => {
      abortQuietly(transaction);
      // A full disk may show in the transaction alone, while the request says no more than that it was aborted.
      throw transaction.error ?? thrown;
    });
    const [value] = await Promise.all([worked, committed]);
    return value;
  }

  /** Lets other tabs bring the database up or delete it. */
  close(): void {
    void this.#database?.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#database = null;
  }

  async #begin(stores: Stores, mode: IDBTransactionMode): Promise<IDBTransaction> {
    const names = typeof stores === 'string' ? stores : [...stores];
    try {
      return (await this.#open()).transaction(names, mode);
    } catch (thrown) {
      // The browser closes connections of its own accord, where the person clears the site's data.
      if (!(thrown instanceof Error && thrown.name === 'InvalidStateError')) throw thrown;
      this.#database = null;
      return (await this.#open()).transaction(names, mode);
    }
  }

  #open(): Promise<IDBDatabase> {
    if (this.#outdated) return Promise.reject(new OutdatedError());
    this.#database ??= openDatabase(this.#options, () => {
      this.#database = null;
      if (this.#outdated) return;
      this.#outdated = true;
      this.#options.onOutdated();
    }).catch((thrown: unknown) => {
      this.#database = null;
      throw thrown;
    });
    return this.#database;
  }
}

/** Another tab runs a newer version of the page, which has the database now. */
export class OutdatedError extends Error {
  override readonly name = 'OutdatedError';

  constructor() {
    super('A newer version of the page has taken over the database; reload this one.');
  }
}

/** The result of a request. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function openDatabase(options: ConnectionOptions, onOutdated: () => void): Promise<IDBDatabase> {
  const { name, migrations } = options;
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, migrations.length);
    request.onupgradeneeded = ({ oldVersion }) => {
      const { result, transaction } = request;
      if (transaction === null) return;
      try {
        for (const step of migrations.slice(oldVersion)) step(result, transaction);
      } catch (thrown) {
        // Undoes the whole upgrade: the old database stays as it was.
        transaction.abort();
        reject(thrown);
      }
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = ({ newVersion }) => {
        database.close();
        // Null means deletion: by the person, or by this page itself.
        if (newVersion !== null) onOutdated();
      };
      resolve(database);
    };
    request.onerror = () => {
      if (request.error?.name === 'VersionError') reject(new OutdatedError());
      else reject(request.error);
    };
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('Undone.', 'AbortError'));
  });
}

function abortQuietly(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // A failed request has already ended it.
  }
}
