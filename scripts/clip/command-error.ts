/** Ends the command with one plain sentence on standard error. */
export class CommandError extends Error {
  /** 2 where the command line itself is wrong, 1 where the page refuses or fails. */
  readonly status: 1 | 2;

  constructor(message: string, status: 1 | 2) {
    super(message);
    this.status = status;
  }
}

/** The command line is wrong. */
export function wrongUse(message: string): CommandError {
  return new CommandError(message, 2);
}

/** The page refuses, or fails. */
export function refused(message: string): CommandError {
  return new CommandError(message, 1);
}
