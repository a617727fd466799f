import { expose, finalizer, transfer } from 'comlink';
import type { DecodeApi } from '../src/contract/media.ts';
import { settle } from '../src/contract/result.ts';
import { holdLifeLock } from '../src/media/life-lock.ts';
import { hashFile } from '../src/media/read/hash-file.ts';
import { MediaReaders } from '../src/media/read/media-readers.ts';
import { tellRequests } from './tell-requests.ts';

let lock: Promise<string> | null = null;
/** What the generate worker has open. It is replaced when that worker was, whose readers nobody closes any more. */
let served = new MediaReaders();

function apiFor(readers: MediaReaders): DecodeApi & { [finalizer](): void } {
  return {
    lifeLock: () => {
      lock ??= holdLifeLock('kinora-decode');
      return lock;
    },
    serve: async (port) => {
      served.closeAll();
      served = new MediaReaders();
      expose(apiFor(served), port);
    },
    inspect: (file) => settle('decode', () => readers.inspect(file)),
    sha256: (file) => settle('decode', () => hashFile(file)),
    open: (file, request) => settle('decode', () => readers.open(file, request)),
    next: async (reader) => {
      const result = await settle('decode', () => readers.next(reader));
      return result.ok && result.value !== null ? transfer(result, [result.value.rgba.buffer]) : result;
    },
    close: async (reader) => readers.close(reader),
    thumbnails: async (file, options) => {
      const result = await settle('decode', () => readers.thumbnails(file, options));
      return result.ok ? transfer(result, [...result.value]) : result;
    },
    [finalizer]: () => readers.closeAll(),
  };
}

tellRequests('decode', (told) => postMessage(told));
expose(apiFor(new MediaReaders()));
