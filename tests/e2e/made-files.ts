import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file of its own, made by ffmpeg with these arguments; answers its path. */
export function ffmpeg(file: string, ...args: readonly string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'kinora-')), file);
  // What encoders say by themselves is not shown; what went wrong is in the error.
  execFileSync('ffmpeg', ['-v', 'error', ...args, path], { stdio: ['ignore', 'ignore', 'pipe'] });
  return path;
}
