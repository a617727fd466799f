import type { Remote } from 'comlink';
import type { DecodeApi } from '../src/contract/media.ts';
import { inputsMissing } from '../src/contract/missing-inputs.ts';
import { AppError, unwrap } from '../src/contract/result.ts';
import type { InputReader } from '../src/pipeline/services.ts';

/** A request's pictures and clips, read frame by frame in the decode worker; null where the page joined none to this one. */
export function inputFiles(
  files: Readonly<Record<string, Blob>>,
  decoder: Pick<Remote<DecodeApi>, 'inspect' | 'open' | 'next' | 'close'> | null,
): InputReader {
  const blobOf = (sha256: string): Blob => {
    const blob = Object.hasOwn(files, sha256) ? files[sha256] : undefined;
    if (blob === undefined) throw inputsMissing([sha256]);
    return blob;
  };
  const reading = () => {
    if (decoder === null) throw new AppError('internal', 'plan', 'Nobody here reads pictures and clips.');
    return decoder;
  };
  return {
    has: (sha256) => Object.hasOwn(files, sha256),
    inspect: async (sha256) => unwrap(await reading().inspect(blobOf(sha256))),
    open: async (request) => {
      const api = reading();
      const reader = unwrap(await api.open(blobOf(request.source.sha256), request));
      return { next: async () => unwrap(await api.next(reader)), close: () => api.close(reader) };
    },
  };
}
