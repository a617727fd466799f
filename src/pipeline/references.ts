import type { ResolvedReference } from '../../models/family.ts';
import type { PictureSource, Reference } from '../contract/plan.ts';
import { AppError } from '../contract/result.ts';
import { abortable } from './abortable.ts';
import { closeReader, openReader } from './open-reader.ts';
import type { RunContext } from './run-context.ts';

/** Longest side that a picture of the cast is read at, in pixels: several times what any family looks at. */
const MOST_PIXELS = 256;

/** The cast with its pictures read, whole and in their own shape; alpha is kept. How they enter the network is the family's. */
export async function resolveReferences(context: RunContext): Promise<readonly ResolvedReference[]> {
  const resolved: ResolvedReference[] = [];
  for (const reference of context.plan.references) resolved.push(await resolve(reference, context));
  return resolved;
}

async function resolve({ name, source }: Reference, context: RunContext): Promise<ResolvedReference> {
  if (source.kind === 'cast') return { name, source };
  const { inputs } = context.services;
  const { signal, plan } = context;
  const facts = await abortable(inputs.inspect(source.sha256), signal);
  const scale = Math.min(1, MOST_PIXELS / Math.max(facts.width, facts.height));
  // In its own shape nothing is cut off and no bars are added, whatever framing the plan names.
  const whole: PictureSource = { ...source, framing: { kind: 'crop', centre: [0.5, 0.5] } };
  const width = Math.max(1, Math.round(facts.width * scale));
  const height = Math.max(1, Math.round(facts.height * scale));
  const reader = await openReader(inputs, { source: whole, width, height, fps: plan.fps }, signal);
  try {
    const picture = await abortable(reader.next(), signal);
    if (picture !== null) return { name, picture };
  } finally {
    closeReader(reader);
  }
  throw new AppError('input-unreadable', 'plan', `The picture of "${name}" is empty.`);
}
