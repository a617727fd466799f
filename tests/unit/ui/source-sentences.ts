import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SRC = join(import.meta.dirname, '../../../src');

/** A sentence that a source file writes in English, its gaps filled with sevens. */
export interface SourceSentence {
  readonly file: string;
  readonly text: string;
}

/** Everything in some folders of `src` that reads like a whole sentence for a person. */
export function sentencesOf(folders: readonly string[]): readonly SourceSentence[] {
  return folders.flatMap((folder) =>
    readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => sentencesIn(join(folder, name))),
  );
}

function sentencesIn(file: string): readonly SourceSentence[] {
  const source = readFileSync(join(SRC, file), 'utf8')
    .replace(/\/\*.*?\*\//gsu, '')
    .replace(/(^|\s)\/\/.*$/gmu, '');
  const constants = new Map(
    [...source.matchAll(/const ([A-Z_]+) = '([^'\n]+)';/gu)].map(([, name = '', text = '']) => [name, text]),
  );
  return [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/gu)]
    .map(([, quoted, template]) => quoted ?? template ?? '')
    .map((text) => text.replace(/\$\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/gu, (_, gap: string) => constants.get(gap) ?? '7'))
    .filter((text) => /^[A-Z7]/u.test(text) && / .* /u.test(text) && /\.$/u.test(text))
    .map((text) => ({ file, text }));
}
