import { AppError } from '../contract/result.ts';

/**
 * Times of a flow-matching sampler: time runs from 1 (noise) to 0 (data).
 * Uniform in time, then warped by `t' = shift * t / (1 + (shift - 1) * t)` (Esser et al. 2024, section 5.3.2), which spends
 * more steps at high noise; a shift of 1 changes nothing.
 * @param steps network steps from time 1 to time 0
 * @param startTime in (0, 1]: the schedule begins at the first time not above it
 * @returns strictly falling times, the first being `startTime` itself, the last 0
 */
export function flowSchedule(steps: number, shift: number, startTime = 1): readonly number[] {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new AppError('plan-invalid', 'plan', `A schedule needs a whole number of steps from 1, not ${steps}.`);
  }
  if (!(shift > 0) || !(startTime > 0 && startTime <= 1)) {
    throw new AppError('plan-invalid', 'plan', `Shift ${shift} or start time ${startTime} is out of range.`);
  }
  const times: number[] = [startTime];
  for (let step = 1; step <= steps; step++) {
    const time = warp(1 - step / steps, shift);
    if (time < startTime) times.push(time);
  }
  return times;
}

function warp(time: number, shift: number): number {
  return (shift * time) / (1 + (shift - 1) * time);
}
