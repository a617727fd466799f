import type { BackendReport } from '../contract/backend.ts';
import type { Engine } from '../engine/engine.ts';
import type { MediaDesk } from '../engine/media-desk.ts';
import { createLibrary, type Library } from '../library/library.ts';
import { type ReadPlan, readPlanAsIs } from '../library/rows.ts';
import { type Arrival, type ArrivalsDesk, createArrivalsDesk } from './library-arrivals.ts';
import { createLibraryDesk, type LibraryDesk } from './library-desk.ts';
import { fetchModelCards } from './library-model-cards.ts';
import { createModelsDesk, type ModelsDesk } from './library-models.ts';
import { createPrivacyDesk, type PrivacyDesk, type PrivacyServices } from './library-privacy.ts';
import type { RequestLog } from './library-requests.ts';
import { saveFile } from './library-save.ts';
import type { StorageRoom } from './library-state.ts';
import { createUpdateDesk, type UpdateDesk } from './library-update.ts';
import { shellReadiness } from './offline.ts';
import type { Route } from './routes.ts';

export interface DesksServices {
  readonly engine: Pick<Engine, 'storedModels' | 'deleteModel' | 'verifyModel'>;
  /** Looks at given files; a refusal is thrown as an `AppError`. */
  readonly media: Pick<MediaDesk, 'inspect' | 'thumbnails' | 'sha256'>;
  /** Makes a stored plan one of today's; plans of today's version alone where it is left out. */
  readonly readPlan?: ReadPlan;
  /** What was asked of the network. */
  readonly requests: Pick<RequestLog, 'list'>;
  /** How the last clip of this visit was computed; null before the first. */
  readonly backend: () => BackendReport | null;
  readonly words: Pick<PrivacyServices, 'remembered' | 'forgetSentences' | 'forgetDraft'>;
  /** Shows what came from outside. */
  readonly take: (arrival: Arrival) => void;
  readonly go: (route: Route) => void;
  /** Absolute URL of the folder that holds the page. */
  readonly base: string;
  /** Name of the IndexedDB database, for tests. */
  readonly database?: string;
}

/** What stands beside the studio: library, models, privacy, new versions of the page, and what comes from outside. */
export interface Desks {
  readonly library: LibraryDesk;
  readonly models: ModelsDesk;
  readonly privacy: PrivacyDesk;
  readonly update: UpdateDesk;
  readonly arrivals: ArrivalsDesk;
}

/** The desks of this tab. Nothing is read or fetched before it is asked for (`library.open()`, acts `list` and `look`). */
export function createDesks(services: DesksServices): Desks {
  const { engine, base, go } = services;
  const readPlan = services.readPlan ?? readPlanAsIs;
  const reload = (): void => location.reload();
  const library: Library = createLibrary({
    readPlan,
    persist,
    ...(services.database === undefined ? {} : { database: services.database }),
  });
  const video = { ...services.media, newId: () => crypto.randomUUID(), now: Date.now };
  const libraryDesk = createLibraryDesk({
    library,
    room: storageRoom,
    saveFile,
    importVideo: async (file) => (await import('./library-import-video.ts')).importVideo(file, video),
    sha256: services.media.sha256,
    compose: () => go({ view: 'studio' }),
    reload,
    readPlan,
  });
  return {
    library: libraryDesk,
    models: createModelsDesk({ engine, models: () => fetchModelCards(base) }),
    privacy: createPrivacyDesk({
      library,
      models: () => engine.storedModels(),
      room: storageRoom,
      shell: shellReadiness,
      backend: services.backend,
      requests: services.requests,
      persist,
      site: location.host,
      ...services.words,
    }),
    arrivals: createArrivalsDesk({
      use: services.take,
      keep: (files) => {
        go({ view: 'library' });
        libraryDesk.act({ kind: 'import', files });
      },
    }),
    update: createUpdateDesk({ reload, container: 'serviceWorker' in navigator ? navigator.serviceWorker : null }),
  };
}

/** Absent where the page is not a secure context. */
async function persist(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}

async function storageRoom(): Promise<StorageRoom | null> {
  const storage: StorageManager | undefined = navigator.storage;
  const { usage, quota } = (await storage?.estimate?.()) ?? {};
  if (usage === undefined || quota === undefined) return null;
  return { usedBytes: usage, quotaBytes: quota, persisted: (await storage?.persisted?.()) ?? null };
}
