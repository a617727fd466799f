import { wrongUse } from './command-error.ts';

/** What comes between two parts of a re-cut. */
export interface JoinArgument {
  readonly kind: 'cut' | 'extend' | 'fill';
  /** How long it is; undefined where the page's own length does. */
  readonly seconds: string | undefined;
}

/** One join, or several: `fill`, `cut,fill:0.5`. */
export const JOINS_PATTERN = /^(cut|(extend|fill)(:\d+(\.\d+)?)?)(,(cut|(extend|fill)(:\d+(\.\d+)?)?))*$/;

interface JoinsWritten {
  readonly join?: string;
  /** Of every join that does not say its own. */
  readonly seconds?: string;
  readonly partCount: number;
}

/** The join of all parts where there is one, otherwise one for each. Throws `CommandError` where they are too few or too many. */
export function readJoins({ join = 'cut', seconds, partCount }: JoinsWritten): readonly JoinArgument[] {
  const joins = join.split(',').map((written): JoinArgument => {
    const [kind, own] = written.split(':');
    return kind === 'extend' || kind === 'fill'
      ? { kind, seconds: own ?? seconds }
      : { kind: 'cut', seconds: undefined };
  });
  if (seconds !== undefined && joins.every(({ kind }) => kind === 'cut')) {
    throw wrongUse('--seconds is the length of a join: it needs --join extend or fill.');
  }
  if (joins.length > 1 && joins.length !== partCount - 1) {
    throw wrongUse(
      `${partCount} parts have ${partCount - 1} joins, not ${joins.length}: --join takes one for all, or one for each.`,
    );
  }
  return joins;
}
