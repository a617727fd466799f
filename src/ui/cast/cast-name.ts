const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** Whether sentences can call somebody so, without the `@`. */
export function isCastName(name: string): boolean {
  return NAME.test(name);
}

/** What somebody writes for a name, as near to one as it goes. */
export function asCastName(written: string): string {
  return written
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/[^a-z0-9-]/g, '');
}
