import { type ArrivalsState, NOTHING_ARRIVED } from '../../../src/app/library-arrivals.ts';
import { INITIAL_MODELS, type ModelCard, type ModelsState } from '../../../src/app/library-models.ts';
import { INITIAL_PRIVACY, type PrivacyReport, type PrivacyState } from '../../../src/app/library-privacy.ts';
import type { PageRequest } from '../../../src/app/library-requests.ts';
import type { UpdateState } from '../../../src/app/library-update.ts';

const CARD: ModelCard = {
  model: 'kinora',
  name: 'Kinora',
  about: 'Built in: small, trained by this project from scratch, quick enough for any browser.',
  licence: 'MIT, Apache-2.0',
  card: '/models/kinora/card.md',
  sizeBytes: 34_100_000,
};
const HERE = { model: 'kinora', sizeBytes: 34_100_000, complete: true, inMemoryOnly: false };
const LISTED: ModelsState = { ...INITIAL_MODELS, models: [CARD], stored: [HERE] };

/** Every state of the models' view, by a name. */
export const MODELS_STATES: Readonly<Record<string, ModelsState>> = {
  'models-loading': INITIAL_MODELS,
  'models-none': { ...LISTED, stored: [] },
  'models-here': LISTED,
  'models-partly': { ...LISTED, stored: [{ ...HERE, sizeBytes: 12_000_000, complete: false }] },
  'models-memory': { ...LISTED, stored: [{ ...HERE, inMemoryOnly: true }] },
  'models-working': { ...LISTED, working: true },
  'models-verifying': { ...LISTED, busy: { model: 'kinora', kind: 'verify' } },
  'models-whole': { ...LISTED, verified: { kinora: 'whole' } },
  'models-damaged': { ...LISTED, verified: { kinora: 'damaged' } },
  'models-failed': {
    ...INITIAL_MODELS,
    error: { code: 'network', stage: 'weights', retryable: true, detail: 'The manifest could not be read.' },
  },
};

const own = (address: string, sizeBytes: number, from: PageRequest['from'] = 'page', count = 1): PageRequest => {
  return { address, from, own: true, count, sizeBytes };
};
const REPORT: PrivacyReport = {
  use: { clipCount: 214, clipBytes: 66_340_000, deletedBytes: 620_000, inputCount: 3, inputBytes: 3_200_000 },
  projectCount: 1,
  castCount: 2,
  remembered: { sentenceCount: 12, draft: true },
  problem: null,
  models: [HERE],
  room: { usedBytes: 120_000_000, quotaBytes: 12_000_000_000, persisted: false },
  offline: { shell: true, runtime: true, model: true },
  backend: {
    kind: 'wasm',
    build: 'jspi',
    threads: 2,
    adapter: null,
    tried: [
      { kind: 'webgpu-f16', outcome: 'unavailable', reason: 'There is no adapter.' },
      { kind: 'webgpu-f32', outcome: 'wrong', reason: 'Its answer is not the known one.', cosine: 0.913 },
      { kind: 'wasm', outcome: 'chosen', reason: 'Its answer is the known one.', cosine: 0.999_999 },
    ],
  },
  isolated: true,
  site: 'kinora.example',
  requests: [
    own('/', 2100),
    own('/assets/index-Bx81.js', 61_000),
    own('/models/kinora/manifest.json', 9300, 'generate', 2),
  ],
};
const LOOKED: PrivacyState = { ...INITIAL_PRIVACY, report: REPORT, diagnostics: '{}' };

/** Every state of the privacy view, by a name. */
export const PRIVACY_STATES: Readonly<Record<string, PrivacyState>> = {
  'privacy-looking': INITIAL_PRIVACY,
  'privacy-usual': LOOKED,
  'privacy-first': {
    ...LOOKED,
    persistAnswer: false,
    report: {
      ...REPORT,
      backend: null,
      isolated: false,
      offline: { shell: true, runtime: false, model: false },
    },
  },
  'privacy-elsewhere': {
    ...LOOKED,
    report: {
      ...REPORT,
      problem: { code: 'storage-blocked', reason: 'forbidden', detail: '' },
      room: null,
      models: null,
      requests: [
        { address: 'https://elsewhere.example/pixel.gif', from: 'page', own: false, count: 1, sizeBytes: 43 },
        ...REPORT.requests,
      ],
    },
  },
};

/** Every state of the bar for new versions, by a name. */
export const UPDATE_STATES: Readonly<Record<string, UpdateState>> = {
  'update-none': 'none',
  'update-ready': 'ready',
  'update-waits': 'waits',
  'update-taken': 'taken',
};

/** Every state of the bar for what came from outside, by a name. */
export const ARRIVALS_STATES: Readonly<Record<string, ArrivalsState>> = {
  'arrivals-none': NOTHING_ARRIVED,
  'arrivals-shared': { shared: { files: [new File([], 'cat.png')], text: 'a fox in a forest' }, unreadable: [] },
  'arrivals-gone': { shared: null, unreadable: ['holiday.mp4', 'a-very-long-name-without-any-space-in-it-at-all.png'] },
};
