/** What the model will make of a prompt, told before anything is generated. */
export interface PromptReading {
  /** The prompt as given to the text encoder: emoji replaced by their names, white space tidied, cut to what is read. */
  readonly text: string;
  /** Vocabulary entries found, in the order the prompt names them. */
  readonly things: readonly ReadWord[];
  readonly places: readonly ReadWord[];
  readonly motions: readonly ReadWord[];
  readonly times: readonly ReadWord[];
  readonly cameras: readonly ReadWord[];
  readonly concerns: readonly PromptConcern[];
}

export interface ReadWord {
  /** Id of the vocabulary entry. */
  readonly id: string;
  /** Plain English name of the entry. */
  readonly name: string;
  /** The words of the prompt that were taken for it, as the person wrote them. */
  readonly said: string;
  /** The same as they stand in `text`, where that differs: an emoji's name, another language's English. */
  readonly asText?: string;
  /** How many of a thing are asked for, where it is more than one. */
  readonly count?: number;
  /** The colour that is asked for, where the thing can take it. */
  readonly colour?: string;
}

/** Why a clip may not show what the prompt says. `empty` alone stops generation; the page words each. */
export type PromptConcern =
  | { readonly kind: 'empty' }
  /** Too long: `readWords` of `totalWords` are read. */
  | { readonly kind: 'cut'; readonly readWords: number; readonly totalWords: number }
  /** Mostly letters of another script, or mostly words that are not English. */
  | { readonly kind: 'language' }
  /** Nothing in it is a thing or a place that the model knows. */
  | { readonly kind: 'nothing-known' }
  /** These nouns are not in the vocabulary; `near` are known words to try instead, if any. */
  | { readonly kind: 'unknown-words'; readonly words: readonly string[]; readonly near: readonly string[] }
  /** The thing is asked for in a colour, and has only its own. */
  | { readonly kind: 'own-colours'; readonly thing: ReadWord }
  /** The thing takes other colours, but not the one that it is asked for in; `near` are those to try instead. */
  | {
      readonly kind: 'unknown-colour';
      readonly thing: ReadWord;
      readonly colour: string;
      readonly near: readonly string[];
    };
