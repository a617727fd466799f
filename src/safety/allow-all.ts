import type { FrameVerdict, PromptVerdict } from '../contract/verdict.ts';

/** Until the safety work is done nothing is checked, and the page and the README say so. */
export const allowEveryPrompt: PromptVerdict = async () => ({ allowed: true });

/** See `allowEveryPrompt`. */
export const allowEveryFrame: FrameVerdict = async () => ({ allowed: true });
