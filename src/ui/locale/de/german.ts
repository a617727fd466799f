import { templatesOf } from '../../wording/words-of.ts';
import type { Language } from '../locales.ts';
import * as library from './library.ts';
import { SENTENCES } from './sentences.ts';
import * as stage from './stage.ts';
import * as tools from './tools.ts';

/** German: "du", short enough for 320 pixels. */
export const GERMAN: Language = {
  templates: templatesOf({ ...stage, ...tools, ...library }),
  sentences: SENTENCES,
};
