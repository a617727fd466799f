import { AppError } from '../../contract/result.ts';

/** The refusal of a file: `detail` is a sentence for people, which says what is wrong and what to do. */
export function unreadable(detail: string, cause?: unknown): AppError {
  return new AppError('input-unreadable', 'decode', detail, { cause });
}
