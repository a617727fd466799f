import type { Capabilities } from '../contract/capabilities.ts';
import type { CastMember, StylePreset } from '../contract/library.ts';
import type { ClipPlan, Reference } from '../contract/plan.ts';
import { castOfReading, readCast } from '../tasks/cast.ts';
import type { TaskRequest } from '../tasks/plan-draft.ts';
import type { OrRefusal } from '../tasks/refusal.ts';
import { makeAgain, requestOf, seedOf, variationSeed } from '../tasks/remake.ts';
import { findStyle, type Style } from '../tasks/style-presets.ts';
import type { Reader } from './reader.ts';
import type { ClipSettings, Ticket } from './state.ts';
import type { ToolRequest } from './tool-request.ts';

/** What every panel's clip is made with, whatever its task. */
export interface ToolAsked extends Pick<TaskRequest, 'reading'> {
  readonly references: readonly Reference[];
  readonly style: Style | null;
  readonly steps: number;
  readonly guidance: number;
  /** Unsigned 32-bit. */
  readonly seed: number;
}

interface AskedParts {
  /** Of the clip that the panel works on; null for a picture. */
  readonly clip: Ticket | null;
  readonly settings: ClipSettings;
  readonly cast: readonly CastMember[];
  readonly presets: readonly StylePreset[];
  readonly reader: Reader;
  /** Unsigned 32-bit. */
  readonly seed: number;
  /** Whether a picture is on this device, by SHA-256. */
  readonly has: (sha256: string) => Promise<boolean>;
}

/** A clip goes on as its own plan was asked, with other noise; only what has no plan follows the settings. */
export async function askedOf(
  request: ToolRequest,
  parts: AskedParts,
  capabilities: Capabilities,
): Promise<OrRefusal<ToolAsked>> {
  const { clip, settings, presets } = parts;
  const plan = clip?.plan ?? null;
  // Another model's numbers mean nothing to this one.
  const own = plan !== null && makeAgain(plan, capabilities).ok ? plan : null;
  const { steps, guidance } = own ?? settings;
  const numbers = { steps, guidance, seed: seedBeside(plan, parts.seed) };
  // Nobody acts in what is only enlarged.
  if (request.tool === 'larger' && request.twice === 'size') {
    return { ok: true, value: { ...numbers, reading: { text: '' }, references: [], style: null } };
  }
  const before = plan === null ? null : requestOf(plan, presets);
  const style = plan === null ? settings.style : plan.style;
  if (request.prompt.trim() !== '' || before === null || before.reading.text === '') {
    const sentence = request.prompt.trim() === '' && plan !== null ? (clip?.prompt ?? '') : request.prompt;
    return withSentence(sentence, { numbers, style: named(style, presets), parts }, capabilities);
  }
  // Its sentence has the style's words already.
  const { reading, style: said = null } = before;
  if (own === null) return withSentence(reading.text, { numbers, style: said, parts }, capabilities);
  const references = await present(own.references, parts.has);
  return { ok: true, value: { ...numbers, reading, references, style: said } };
}

async function withSentence(
  sentence: string,
  asked: {
    readonly numbers: Pick<ToolAsked, 'steps' | 'guidance' | 'seed'>;
    readonly style: Style | null;
    readonly parts: Pick<AskedParts, 'cast' | 'reader'>;
  },
  capabilities: Capabilities,
): Promise<OrRefusal<ToolAsked>> {
  const { cast, reader } = asked.parts;
  const called = readCast(sentence, cast, capabilities);
  if (!called.ok) return called;
  const reading = await reader.full(called.value.prompt, capabilities.vocabulary);
  const references = castOfReading(
    { reading, cast: true, dropped: [], members: called.value.references },
    capabilities,
  );
  return { ok: true, value: { ...asked.numbers, reading, references, style: asked.style } };
}

/** The noise that made the clip is not to be met again in what goes on from it. */
function seedBeside(plan: ClipPlan | null, seed: number): number {
  return plan !== null && seedOf(plan) === seed ? variationSeed(seed, 1) : seed;
}

/** A style by its name; without words where nobody knows them any more. */
function named(name: string | null, own: readonly Style[]): Style | null {
  return name === null ? null : { words: '', ...findStyle(name, own), name };
}

/** Whoever acted before acts again, unless only a file knew the picture. */
async function present(references: readonly Reference[], has: AskedParts['has']): Promise<readonly Reference[]> {
  const here = await Promise.all(
    references.map(async ({ source }) => source.kind !== 'picture' || (await has(source.sha256))),
  );
  return references.filter((_, at) => here[at] === true);
}
