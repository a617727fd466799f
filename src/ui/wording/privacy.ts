import { str } from '@lit/localize';
import type { PrivacyReport } from '../../app/library-privacy.ts';
import type { BackendTrial } from '../../contract/backend.ts';
import type { Asker } from '../../contract/requests.ts';
import { number } from './formats.ts';
import { CLIP_COUNT_WORDS, clips } from './library.ts';
import { bytes } from './units.ts';
import { plural, wordsOf } from './words-of.ts';

export const PRIVACY_WORDS = wordsOf('privacy', {
  title: 'Nothing leaves this device',
  lead: 'Words, pictures and clips are made and kept here. Do not take our word for it: this is what the page sees of itself.',
  looking: 'Looking …',
  diagnostics: 'For a bug report',
  diagnosticsAbout: 'Everything on this page as text. It holds no word you wrote, no title and no picture.',
  copy: 'Copy diagnostics',
  copied: 'Copied',
  copiedAloud: 'Diagnostics copied',
  lookAgain: 'Look again',
  asked: 'What was asked of the network',
  guarded:
    'What the workers that make the clips asked for is in it. To them, as to the page, the browser refuses any other site: the page’s own rule (Content-Security-Policy) tells it to.',
  every: 'Every request',
  address: 'Address',
  askedBy: 'Asked by',
  askers: {
    page: 'Page',
    generate: 'Worker for frames',
    encode: 'Worker for saving',
    decode: 'Worker for reading',
    service: 'Service worker',
  } satisfies Readonly<Record<Asker, string>>,
  times: 'Times',
  overNetwork: 'Over the network',
  nothing: 'nothing',
  requests: {
    one: (count: string, site: string) =>
      str`${count} request since this page was opened, to ${site}, and for the page’s own files.`,
    other: (count: string, site: string) =>
      str`${count} requests since this page was opened, all of them to ${site}, and for the page’s own files.`,
  },
  elsewhere: {
    one: (count: string, elsewhere: string, site: string) =>
      str`${elsewhere} of ${count} request went to another site than ${site}.`,
    other: (count: string, elsewhere: string, site: string) =>
      str`${elsewhere} of ${count} requests went to another site than ${site}.`,
  },
  stored: 'What is stored here',
  forgetSentences: 'Forget the sentences',
  sentencesForgotten: 'The sentences are forgotten.',
  emptyBox: 'Empty the box',
  boxEmptied: 'The box is empty.',
  persist: 'Ask the browser to keep it',
  persistGranted: 'The browser promised to keep it.',
  persistDenied: 'The browser did not promise it. It often does for pages that are installed, or visited often.',
  withoutNetwork: 'Without a network',
  notYetWhy: (why: string) => str`not yet, ${why}`,
  opens: 'The page opens',
  opensNot: 'it is being kept, or this browser keeps no pages',
  starts: 'The engine starts',
  here: 'The model is here',
  withFirstClip: 'it comes with the first clip',
  ready: 'Ready: Kinora works on this device without any network.',
  notReady: 'Not yet: something is missing for making clips without a network.',
  computed: 'How clips are computed',
  undecided:
    'That is decided with the first clip of a visit: each way must answer a small question of the real network rightly before it is trusted.',
  oneThread:
    'This visit runs with one thread, because the page is not isolated from other pages. Reload it once: from then on it is.',
  trials: 'What was tried',
  tried: 'Tried',
  outcome: 'Outcome',
  why: 'Why',
  likeness: 'Likeness',
  outcomes: { chosen: 'Taken', unavailable: 'Not here', failed: 'Failed', wrong: 'Wrong answer' } satisfies Readonly<
    Record<BackendTrial['outcome'], string>
  >,
});

export const STORED_WORDS = wordsOf('stored', {
  clips: 'Clips',
  deleted: 'Just deleted',
  deletedBytes: (size: string) => str`${size}, until Undo is gone`,
  inputs: 'Pictures and clips you gave',
  inputsUse: (count: string, size: string) => str`${count}, ${size}`,
  cast: 'Cast',
  projects: 'Projects',
  projectsUse: (count: string) => str`${count}, saved as you go`,
  model: 'Model',
  modelUnknown: 'The engine did not answer',
  sentences: 'Sentences you made',
  noSentences: 'None',
  lastSentences: (count: string) => str`The last ${count}, for the arrow key in the box`,
  small: 'Small things',
  smallWhat: 'What is in the box; language, sound and single keys as chosen; how long earlier clips took',
  inAll: 'In all',
  inAllUse: (used: string, quota: string) => str`${used} of about ${quota} that the browser allows`,
});

/** "17 requests since this page was opened, all of them to kinora.example." */
export function requestsLine({ requests, site }: PrivacyReport): string {
  const count = requests.reduce((sum, one) => sum + one.count, 0);
  const elsewhere = requests.filter(({ own }) => !own).reduce((sum, one) => sum + one.count, 0);
  return elsewhere > 0
    ? plural(count, PRIVACY_WORDS.elsewhere, number(elsewhere), site)
    : plural(count, PRIVACY_WORDS.requests, site);
}

/** What is stored, as terms and facts. */
export function storedFacts(report: PrivacyReport): readonly (readonly [string, string])[] {
  const words = STORED_WORDS;
  const { use, models, projectCount, castCount, room } = report;
  const modelBytes = models?.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) ?? null;
  const clipsUse = CLIP_COUNT_WORDS.clipsUse(clips(use.clipCount), bytes(use.clipBytes));
  const facts: (readonly [string, string])[] = [[words.clips, clipsUse]];
  if (use.deletedBytes > 0) facts.push([words.deleted, words.deletedBytes(bytes(use.deletedBytes))]);
  facts.push([words.inputs, words.inputsUse(number(use.inputCount), bytes(use.inputBytes))]);
  if (castCount > 0) facts.push([words.cast, number(castCount)]);
  if (projectCount > 0) facts.push([words.projects, words.projectsUse(number(projectCount))]);
  facts.push([words.model, modelBytes === null ? words.modelUnknown : bytes(modelBytes)]);
  facts.push([words.sentences, rememberedLine(report)]);
  facts.push([words.small, words.smallWhat]);
  if (room !== null) facts.push([words.inAll, words.inAllUse(bytes(room.usedBytes), bytes(room.quotaBytes))]);
  return facts;
}

/** "The last 12, for the arrow key in the box." */
function rememberedLine({ remembered }: PrivacyReport): string {
  const { sentenceCount } = remembered;
  return sentenceCount === 0 ? STORED_WORDS.noSentences : STORED_WORDS.lastSentences(number(sentenceCount));
}

/** What works without a network: what is asked, whether it is so, and what is missing. */
export function offlineFacts({ offline }: PrivacyReport): readonly (readonly [string, boolean, string])[] {
  return [
    [PRIVACY_WORDS.opens, offline.shell, PRIVACY_WORDS.opensNot],
    [PRIVACY_WORDS.starts, offline.runtime, PRIVACY_WORDS.withFirstClip],
    [PRIVACY_WORDS.here, offline.model, PRIVACY_WORDS.withFirstClip],
  ];
}

/** Everything together in one sentence. */
export function offlineLine(report: PrivacyReport): string {
  const missing = offlineFacts(report).filter(([, there]) => !there);
  return missing.length === 0 ? PRIVACY_WORDS.ready : PRIVACY_WORDS.notReady;
}

/** What the browser answered when it was asked to keep everything. */
export function persistAnswerLine(granted: boolean): string {
  return granted ? PRIVACY_WORDS.persistGranted : PRIVACY_WORDS.persistDenied;
}
