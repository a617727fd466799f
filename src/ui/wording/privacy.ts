import type { PrivacyReport } from '../../app/library-privacy.ts';
import { clips } from './library.ts';
import { bytes } from './units.ts';

const number = new Intl.NumberFormat('en');

/** "17 requests since this page was opened, all of them to kinora.example." */
export function requestsLine({ requests, site }: PrivacyReport): string {
  const count = requests.reduce((sum, one) => sum + one.count, 0);
  const elsewhere = requests.filter(({ own }) => !own).reduce((sum, one) => sum + one.count, 0);
  if (elsewhere > 0)
    return `${number.format(elsewhere)} of ${number.format(count)} requests went to another site than ${site}.`;
  const said = count === 1 ? '1 request' : `${number.format(count)} requests`;
  return `${said} since this page was opened, all of them to ${site}, and for the page’s own files.`;
}

/** What is stored, as terms and facts. */
export function storedFacts(report: PrivacyReport): readonly (readonly [string, string])[] {
  const { use, models, projectCount, castCount, room } = report;
  const modelBytes = models?.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) ?? null;
  const facts: (readonly [string, string])[] = [['Clips', `${clips(use.clipCount)}, ${bytes(use.clipBytes)}`]];
  if (use.deletedBytes > 0) facts.push(['Just deleted', `${bytes(use.deletedBytes)}, until Undo is gone`]);
  facts.push(['Pictures and clips you gave', `${number.format(use.inputCount)}, ${bytes(use.inputBytes)}`]);
  if (castCount > 0) facts.push(['Cast', number.format(castCount)]);
  if (projectCount > 0) facts.push(['Projects', `${number.format(projectCount)}, saved as you go`]);
  facts.push(['Model', modelBytes === null ? 'The engine did not answer' : bytes(modelBytes)]);
  facts.push(['Sentences you made', rememberedLine(report)]);
  facts.push(['Small things', 'What is in the box; how long earlier clips took']);
  if (room !== null)
    facts.push(['In all', `${bytes(room.usedBytes)} of about ${bytes(room.quotaBytes)} that the browser allows`]);
  return facts;
}

/** "The last 12, for the arrow key in the box." */
function rememberedLine({ remembered }: PrivacyReport): string {
  const { sentenceCount } = remembered;
  return sentenceCount === 0 ? 'None' : `The last ${number.format(sentenceCount)}, for the arrow key in the box`;
}

/** What works without a network: what is asked, whether it is so, and what is missing. */
export function offlineFacts({ offline }: PrivacyReport): readonly (readonly [string, boolean, string])[] {
  return [
    ['The page opens', offline.shell, 'it is being kept, or this browser keeps no pages'],
    ['The engine starts', offline.runtime, 'it comes with the first clip'],
    ['The model is here', offline.model, 'it comes with the first clip'],
  ];
}

/** Everything together in one sentence. */
export function offlineLine(report: PrivacyReport): string {
  const missing = offlineFacts(report).filter(([, there]) => !there);
  return missing.length === 0
    ? 'Ready: Kinora works on this device without any network.'
    : 'Not yet: something is missing for making clips without a network.';
}

/** What the browser answered when it was asked to keep everything. */
export function persistAnswerLine(granted: boolean): string {
  return granted
    ? 'The browser promised to keep it.'
    : 'The browser did not promise it. It often does for pages that are installed, or visited often.';
}
