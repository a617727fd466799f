import { clipTools, pictureTools } from '../../app/offers.ts';
import { type Given, shownGiven, shownStream, shownTake } from '../../app/state.ts';
import type { Studio } from '../../app/studio-api.ts';
import { isWriting } from '../focus/is-writing.ts';
import { singleKeysOn } from '../shortcuts/kinora-shortcuts.ts';
import { TOOL_KEYS } from '../wording/tools.ts';

/** What keys do that is not the studio's business. */
export interface KeyTargets {
  togglePlay(): void;
  step(by: number): void;
  /** False where there is nothing to be heard. */
  toggleSound(): boolean;
  fullScreen(): void;
  save(): void;
  compare(): void;
  shortcuts(): void;
  write(): void;
  /** Whether a panel in the top layer is open: Escape closes that first. */
  panelIsOpen(): boolean;
}

/** A key pressed anywhere on the page, unless it meant something where it was pressed. */
export function pressKey(event: KeyboardEvent, studio: Studio, targets: KeyTargets): void {
  if (event.defaultPrevented) return;
  if (event.key === 'Escape') {
    leave(studio, targets);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
  if (targets.panelIsOpen()) return;
  if (doKey(event, studio, targets)) event.preventDefault();
}

/** A key pressed in a view beside the studio, which takes its own keys itself: the sheet of keys is everywhere. */
export function pressElsewhere(event: KeyboardEvent, targets: Pick<KeyTargets, 'shortcuts' | 'panelIsOpen'>): void {
  if (event.defaultPrevented || event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isWriting(event) || targets.panelIsOpen() || !singleKeysOn()) return;
  event.preventDefault();
  targets.shortcuts();
}

function leave(studio: Studio, targets: KeyTargets): void {
  // Where elements cannot fill the screen there is no such property.
  if (document.fullscreenElement instanceof Element || targets.panelIsOpen()) return;
  const { tool, running, stream } = studio.store.state;
  if (tool !== null) studio.closeTool();
  else if (running !== null || stream !== null) studio.stop();
}

/** True where the key did something. */
function doKey(event: KeyboardEvent, studio: Studio, targets: KeyTargets): boolean {
  const take = shownTake(studio.store.state);
  const clip = take?.outcome.kind === 'clip' ? take.outcome.result.clip : null;
  const onControl = isControl(event);
  if (clip !== null && !onControl && doMotionKey(event.key, targets)) return true;
  if (shownStream(studio.store.state) !== null && !onControl && event.key === ' ') {
    targets.togglePlay();
    return true;
  }
  if (!singleKeysOn()) return false;
  if (event.key === '?') targets.shortcuts();
  else if (event.key === '/') targets.write();
  else if (onControlKey(event)) return false;
  else if (take === null || clip === null) return openPictureTool(event.key, studio);
  else if (event.key === 'm') return targets.toggleSound();
  else if (event.key === 'f') targets.fullScreen();
  else if (event.key === 's') targets.save();
  else if (event.key === 'x') targets.compare();
  else if (event.key === 'a') studio.again(take.job.id);
  else {
    const tool = clipTools(studio.store.state.capabilities, clip).find((name) => TOOL_KEYS[name] === event.key);
    if (tool === undefined) return openPictureTool(event.key, studio);
    studio.openTool(tool, take.job.id);
  }
  return true;
}

/** Opens a panel over the picture on the stage, or else over the last one that was given. */
function openPictureTool(key: string, studio: Studio): boolean {
  const { state } = studio.store;
  const given = shownGiven(state) ?? state.composer.given.findLast(isReady);
  const tool = pictureTools(state.capabilities, true).find((name) => TOOL_KEYS[name] === key);
  if (given === undefined || tool === undefined || !isReady(given)) return false;
  studio.show({ kind: 'given', id: given.id });
  studio.openTool(tool, given.id);
  return true;
}

function isReady({ found }: Given): boolean {
  return found.kind === 'ready';
}

/** Play, and one frame back or on. */
function doMotionKey(key: string, targets: KeyTargets): boolean {
  if (key === ' ') targets.togglePlay();
  else if (key === 'ArrowLeft') targets.step(-1);
  else if (key === 'ArrowRight') targets.step(1);
  else return false;
  return true;
}

/** Whether space and arrows belong to what has the focus. */
function isControl(event: KeyboardEvent): boolean {
  const [at] = event.composedPath();
  if (!(at instanceof Element)) return false;
  const surface = at.classList.contains('surface');
  return !surface && at.matches('button, a, input, select, summary, [role=slider], [role=application]');
}

/** Letters choose in lists, elsewhere they are free. */
function onControlKey(event: KeyboardEvent): boolean {
  const [at] = event.composedPath();
  return at instanceof Element && at.matches('select, [role=listbox], [role=application]');
}
