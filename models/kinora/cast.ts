import type { DecodedFrame } from '../../src/contract/media.ts';
import type { CastSource } from '../../src/contract/plan.ts';
import { AppError } from '../../src/contract/result.ts';
import type { CastEntry, KinoraManifest } from './manifest.ts';
import { recolour } from './recolour.ts';
import { cutSprite, makeThing, type Thing } from './sprite.ts';

/** The family's own things: one WebP picture each in cast.bin, all poses of a thing side by side. */
export class Cast {
  private readonly manifest: KinoraManifest;
  private readonly file: () => Promise<Blob>;
  private readonly things = new Map<string, Promise<Thing>>();

  /** @param file the bytes of cast.bin; asked for when the first thing is */
  constructor(manifest: KinoraManifest, file: () => Promise<Blob>) {
    this.manifest = manifest;
    this.file = file;
  }

  /** A thing in its own colour or in another; decoded once. @throws AppError `plan-invalid` where there is none */
  thing({ id, colour }: CastSource): Promise<Thing> {
    const entry = this.manifest.cast.find((one) => one.id === id);
    if (entry === undefined) throw new AppError('plan-invalid', 'plan', `The cast has no "${id}".`);
    const key = `${id} ${colour ?? ''}`;
    const known = this.things.get(key) ?? this.read(entry, colour);
    this.things.set(key, known);
    return known;
  }

  private async read({ sheet, poses, colour: own }: CastEntry, wanted?: string): Promise<Thing> {
    const [start, length] = sheet;
    const blob = (await this.file()).slice(start, start + length, 'image/webp');
    const picture = await decodePicture(blob);
    const columns = Math.min(this.manifest.sheetColumns, poses);
    const side = picture.width / columns;
    const sprites = Array.from({ length: poses }, (_, pose) => {
      const sprite = cutSprite(picture, (pose % columns) * side, Math.floor(pose / columns) * side, side);
      if (wanted === undefined || own === null) return sprite;
      return recolour(sprite, own, wanted, this.manifest.colours);
    });
    return makeThing(sprites, this.manifest.poseRate);
  }
}

async function decodePicture(blob: Blob): Promise<DecodedFrame> {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new AppError('internal', 'weights', 'There is no canvas to read the cast with.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}
