import type { Capabilities } from '../contract/capabilities.ts';

/**
 * How frames to be shown are spread over network runs. A run makes `1 + k * group` frames, no more than the family can at
 * once; what neighbours show already stands at its ends as known frames (overlap) and is trimmed; frames made beyond what was
 * asked (spare) are trimmed as well.
 *
 * ```
 *            shown                          shown
 *  run 0  |before|==========|spare|
 *  run 1            |before|===============|after|
 * ```
 */
export interface Run {
  /** before + shown + after + spare; a length the network makes. */
  readonly frameCount: number;
  /** Known frames at its beginning. */
  readonly before: number;
  readonly shown: number;
  /** Known frames behind those shown. */
  readonly after: number;
  /** Frames at its very end that nobody sees. */
  readonly spare: number;
}

/** Lengths that one run can have: from `least` to `most` in steps of `group`. */
export interface Grid {
  readonly group: number;
  readonly least: number;
  readonly most: number;
}

/** Frames to be made, and what is known beside them. */
export interface FitRequest {
  /** Frames to be shown that the model makes, at least 1. */
  readonly shown: number;
  /** Known frames directly before and after those shown that may be used; 0 for none. */
  readonly before: number;
  readonly after: number;
  /** How many frames may be made beyond `after`; infinite where nothing bounds them. */
  readonly spare: number;
  readonly grid: Grid;
  /** Known frames that are used where there are as many; see `overlapOf`. 0 where runs cannot follow on one another. */
  readonly overlap: number;
  /** True where the family takes one known frame on each side and no more. */
  readonly single?: boolean;
}

/** The lengths that a family's runs can have. */
export function gridOf({ frameGroup, frameRange }: Pick<Capabilities, 'frameGroup' | 'frameRange'>): Grid {
  const [shortest, longest] = frameRange;
  return {
    group: frameGroup,
    least: 1 + Math.ceil((shortest - 1) / frameGroup) * frameGroup,
    most: 1 + Math.floor((longest - 1) / frameGroup) * frameGroup,
  };
}

/**
 * Latent groups that a run takes over from its neighbour, beside the frame before them. The encoder sees the first frame
 * alone and then whole groups, so that 1 + group frames are the shortest stretch of motion that the network is told wholly.
 */
const OVERLAP_GROUPS = 1;

/**
 * Known frames with which a run follows on: 1 + group; one alone where runs are too short for that on both sides, or where
 * the family takes single frames only; 0 where it takes none.
 */
export function overlapOf({
  conditions,
  ...lengths
}: Pick<Capabilities, 'frameGroup' | 'frameRange' | 'conditions'>): number {
  const { group, most } = gridOf(lengths);
  const wanted = 1 + OVERLAP_GROUPS * group;
  if (conditions.includes('frames')) return 2 * wanted < most ? wanted : 1;
  return conditions.includes('first-frame') ? 1 : 0;
}

/** Runs that show exactly the frames asked, as few as will do and evenly long; null where no runs do. */
export function fitRuns(request: FitRequest): readonly Run[] | null {
  const one = fitOne(request, known(request.before, request.overlap));
  if (one !== null) return [one];
  if (request.overlap === 0) return null;
  const least = leastRuns(request);
  // One more than the length asks for, where a bounded end leaves no room for a whole group.
  return fitMany(request, least) ?? fitMany(request, least + 1);
}

/** The number of shown frames nearest the asked one, at most `most`, for which there are runs; null where there is none near. */
export function nearestFit(request: FitRequest, most = Number.POSITIVE_INFINITY): number | null {
  const reach = 2 * request.grid.most;
  const middle = Math.max(1, Math.min(request.shown, most));
  for (let distance = 0; distance <= reach; distance++) {
    for (const shown of [middle - distance, middle + distance]) {
      if (shown >= 1 && shown <= most && fitRuns({ ...request, shown }) !== null) return shown;
    }
  }
  return null;
}

/** Known frames on one side: how many are usual, how many there are. */
interface Known {
  readonly usual: number;
  readonly most: number;
}

function known(available: number, overlap: number): Known {
  return { usual: Math.min(available, Math.max(1, overlap)), most: available };
}

function fitOne({ shown, after, spare, grid, overlap }: FitRequest, before: Known): Run | null {
  const tail = known(after, overlap);
  const usual = before.usual + shown + tail.usual;
  for (let frameCount = grid.least; frameCount <= grid.most; frameCount += grid.group) {
    if (frameCount < usual) continue;
    const ends = grow(frameCount - usual, before, tail, spare);
    if (ends !== null) return { frameCount, shown, ...ends };
  }
  for (let frameCount = grid.most; frameCount >= grid.least; frameCount -= grid.group) {
    if (frameCount >= usual) continue;
    const ends = shrink(usual - frameCount, before.usual, tail.usual);
    if (ends !== null) return { frameCount, shown, ...ends };
  }
  return null;
}

type Ends = Pick<Run, 'before' | 'after' | 'spare'>;

/** More known frames where there are some; frames that nobody sees else, or at once where nothing follows. */
function grow(slack: number, before: Known, after: Known, spare: number): Ends | null {
  if (after.most === 0 && slack <= spare && spare === Number.POSITIVE_INFINITY) {
    return { before: before.usual, after: 0, spare: slack };
  }
  const moreBefore = Math.min(slack, before.most - before.usual);
  const moreAfter = Math.min(slack - moreBefore, after.most - after.usual);
  const rest = slack - moreBefore - moreAfter;
  if (rest > spare) return null;
  return { before: before.usual + moreBefore, after: after.usual + moreAfter, spare: rest };
}

/** Fewer known frames, but one on each side that has any. */
function shrink(excess: number, before: number, after: number): Ends | null {
  const lessBefore = Math.min(excess, Math.max(0, before - 1));
  const lessAfter = excess - lessBefore;
  if (lessAfter > Math.max(0, after - 1)) return null;
  return { before: before - lessBefore, after: after - lessAfter, spare: 0 };
}

/** Most frames that `count` runs can show. */
function capacity({ before, after, grid, overlap }: FitRequest, count: number): number {
  const ends = Math.min(before, overlap) + Math.min(after, overlap);
  return count * grid.most - ends - (count - 1) * overlap;
}

function leastRuns(request: FitRequest): number {
  const { grid, overlap, shown } = request;
  let count = 2;
  while (capacity(request, count) < shown && grid.most > overlap) count++;
  return count;
}

function fitMany(request: FitRequest, count: number): readonly Run[] | null {
  const { grid, overlap } = request;
  const runs: Run[] = [];
  let left = request.shown;
  let available = request.before;
  for (let index = 0; index < count - 1; index++) {
    const before = Math.min(available, overlap);
    const rest = capacity({ ...request, before: overlap }, count - 1 - index);
    const target = Math.max(Math.ceil(left / (count - index)), left - rest);
    // Frames that lie in later runs' places may be made and hidden, as far as there is something to make them from.
    const spare = (shown: number): number => left - shown + request.after + request.spare;
    const run = earlierRun({ before, target, most: left - 1, spare, grid });
    if (run === null) return null;
    runs.push(run);
    left -= run.shown;
    available = run.before + run.shown;
  }
  const last = fitOne({ ...request, shown: left }, known(request.single ? 1 : available, overlap));
  return last === null ? null : [...runs, last];
}

interface EarlierRun {
  readonly before: number;
  readonly target: number;
  /** Most frames that it may show, so that something is left for the last run. */
  readonly most: number;
  /** Frames that it may hide when it shows so many. */
  readonly spare: (shown: number) => number;
  readonly grid: Grid;
}

/** A run that shows `target` frames or the few more that fill its last group; fewer, some hidden, where that is too many. */
function earlierRun({ before, target, most, spare, grid }: EarlierRun): Run | null {
  const lowest = legalFrom(before + 1, grid);
  let frameCount = Math.min(grid.most, legalFrom(before + target, grid));
  while (frameCount > lowest && frameCount - before > most) frameCount -= grid.group;
  const shown = Math.min(frameCount - before, most);
  const hidden = frameCount - before - shown;
  if (frameCount > grid.most || shown < 1 || hidden > spare(shown)) return null;
  return { frameCount, before, shown, after: 0, spare: hidden };
}

/** The shortest length of a run that holds so many frames. */
function legalFrom(frames: number, grid: Grid): number {
  return Math.max(grid.least, 1 + Math.ceil((frames - 1) / grid.group) * grid.group);
}
