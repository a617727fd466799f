import type { FamilyModule } from './family.ts';

/** Where a family's files lie, and its code, loaded when first needed. */
export interface RegistryEntry {
  /** Relative to the page's folder; the manifests' file names are relative to `weights/` in it. */
  readonly folder: string;
  /** Manifests in `folder` whose `files` together are everything a first clip needs. */
  readonly manifests: readonly string[];
  readonly load: () => Promise<FamilyModule>;
}

/** Every model this program can run, by the id that plans and pages name it with. */
export const REGISTRY: Readonly<Record<string, RegistryEntry>> = {
  kinora: {
    folder: 'models/kinora/',
    manifests: ['manifest.json', 'text-manifest.json'],
    load: async () => (await import('./kinora/family.ts')).kinora,
  },
};
