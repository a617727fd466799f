import type { MediaFacts } from '../../../src/contract/media.ts';
import { AppError } from '../../../src/contract/result.ts';
import type { MediaDesk } from '../../../src/engine/media-desk.ts';
import { hashFile } from '../../../src/media/read/hash-file.ts';

let ids = 0;

/** Names that nobody else has in this page. */
export function nextId(): string {
  ids += 1;
  return `id-${ids}`;
}

/** A desk that believes a file's type and draws its small pictures itself. What is of type text is nothing to it. */
export const exampleMedia: MediaDesk = {
  inspect: async (file) => factsOf(file),
  sha256: hashFile,
  thumbnails: async (_, { count, height }) =>
    Array.from({ length: count }, (_, index) => {
      const canvas = new OffscreenCanvas(height, height);
      const context = canvas.getContext('2d');
      if (context !== null) context.fillStyle = `hsl(${(360 * index) / count} 60% 40%)`;
      context?.fillRect(0, 0, height, height);
      return canvas.transferToImageBitmap();
    }),
  convert: async (clip, format) => new Blob([clip, format]),
  withPlan: async (mp4, planJson) => new Blob([mp4, planJson ?? ''], { type: 'video/mp4' }),
};

function factsOf({ type }: Blob): MediaFacts {
  const size = { width: 128, height: 128, mimeType: type };
  if (type.startsWith('image/')) return { ...size, kind: 'picture', hasAlpha: type === 'image/png' };
  if (type.startsWith('video/')) {
    const hasAudio = type.includes('mp4a');
    const clip = { durationSeconds: 2.125, fps: 8, videoCodec: 'avc', hasAudio, plan: null } as const;
    return { ...size, ...clip, kind: 'clip' };
  }
  throw new AppError('input-unreadable', 'plan', 'This is neither a picture nor a clip. Give a PNG, JPEG or MP4.');
}
