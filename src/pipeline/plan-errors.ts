import { AppError } from '../contract/result.ts';

/** A plan that makes no sense, whatever the family. */
export function invalid(detail: string): AppError {
  return new AppError('plan-invalid', 'plan', detail);
}

/** A plan that this family cannot run. */
export function refused(detail: string): AppError {
  return new AppError('plan-refused', 'plan', detail);
}

export interface NumberRule {
  readonly range: readonly [number, number];
  readonly whole?: boolean;
}

/** @throws AppError `plan-refused` for a number outside its range, `NaN` included */
export function checkNumber(name: string, value: number, { range: [low, high], whole = false }: NumberRule): void {
  if (value >= low && value <= high && (!whole || Number.isInteger(value))) return;
  const kind = whole ? 'a whole number ' : '';
  throw refused(`The plan's ${name} is ${value}; it must be ${kind}from ${low} to ${high}.`);
}
