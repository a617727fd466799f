import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { capabilitiesOf, parseManifest } from '../../../models/kinora/manifest.ts';
import { drawnScale, groupSize, parseNetwork } from '../../../models/kinora/network.ts';

const manifest = JSON.parse(readFileSync(new URL('../../golden/tiny/manifest.json', import.meta.url), 'utf8')) as {
  config: Record<string, unknown>;
  cast: readonly { readonly name: string; readonly plural: string; readonly colour?: readonly number[] }[];
  colours: Readonly<Record<string, readonly number[]>>;
};

describe("a manifest's network", () => {
  it('is read as the recipe writes it', () => {
    const encoder = [8, 12, 16].map((channels) => ({ channels, blocks: 1 }));
    const decoder = encoder.toReversed();
    const expected = { width: 32, depth: 2, heads: 2, textTokens: 32, encoder, decoder, flowMap: false };
    expect(parseNetwork(manifest.config)).toMatchObject(expected);
  });

  it('may have a linear encoder and decoder, and be trained for average velocities', () => {
    const linear = { encoderWidths: [], encoderBlocks: [], decoderWidths: [], decoderBlocks: [] };
    const config = { ...manifest.config, ...linear, flowMap: true };
    expect(parseNetwork(config)).toMatchObject({ encoder: null, decoder: null, flowMap: true });
  });

  it('may draw places twice as large as the encoder sees them', () => {
    const config = { ...manifest.config, plateScale: 2, decoderWidths: [4, 8, 12, 16], decoderBlocks: [1, 1, 1, 1] };
    expect(drawnScale(parseNetwork(config))).toBe(2);
    expect(drawnScale(parseNetwork(manifest.config))).toBe(1);
  });

  it.each<readonly [string, unknown]>([
    ['config.latentChannels', null],
    ['config.depth', { ...manifest.config, depth: '2' }],
    ['config.heads', { ...manifest.config, heads: 0 }],
    ['decoderWidths and config.decoderBlocks are not of one length', { ...manifest.config, decoderWidths: [] }],
    ['config.decoderBlocks is no list of 3 to 4 numbers', { ...manifest.config, decoderBlocks: [1, 1] }],
    ['config.decoderWidths is no list of 3 to 4', { ...manifest.config, decoderWidths: null, decoderBlocks: null }],
    ['config.encoderWidths is no list of 3 to 3', { ...manifest.config, encoderWidths: [4, 8, 12, 16] }],
    [
      'the decoder draws at 2 times the size, plates are shown at 1',
      { ...manifest.config, decoderWidths: [4, 8, 12, 16], decoderBlocks: [1, 1, 1, 1] },
    ],
    ['config.encoderWidths.2 is -1', { ...manifest.config, encoderWidths: [8, 12, -1] }],
    ['config.flowMap is "yes"', { ...manifest.config, flowMap: 'yes' }],
    ['width 32 does not divide into 3 heads', { ...manifest.config, heads: 3 }],
    ['width 32 does not divide into 4 heads that can be turned', { ...manifest.config, heads: 4 }],
    ['spatialFactor 8 is not 16', { ...manifest.config, spatialFactor: 8 }],
    ['config.frequencies is undefined', { ...manifest.config, frequencies: undefined }],
    ['config.plateScale is undefined', { ...manifest.config, plateScale: undefined }],
    ['plateScale 3 is neither 1 nor 2', { ...manifest.config, plateScale: 3 }],
    ['config.references is 0', { ...manifest.config, references: 0 }],
    ['poses have not 14 numbers', { ...manifest.config, poseNumbers: 13 }],
  ])('that is wrong is refused with the field: %s', (message, config) => {
    expect(() => parseNetwork(config)).toThrow(message);
  });

  it('says how many numbers a group has: those of the place, then four frames of each figure', () => {
    const network = parseNetwork(manifest.config);
    expect(groupSize(network, { height: 2, width: 4 })).toEqual({ place: 8 * 2 * 4, all: 64 + 4 * (4 * 14) });
  });
});

describe('a manifest', () => {
  it.each<readonly [string, object]>([
    ['its format is 2; this program reads format 3', { format: 2 }],
    ['its format is 4; this program reads format 3', { format: 4 }],
    ['its format is undefined', { format: undefined }],
    ['"cast.sheet" is not a list', { cast: [{ ...manifest.cast[0], sheet: 7 }] }],
    ['"cast.poses" is not a number', { cast: [{ ...manifest.cast[0], poses: 'two' }] }],
    ['"cast.colour" is not a list', { cast: [{ ...manifest.cast[0], colour: 'red' }] }],
    ['"colours.red" is not a number', { colours: { red: ['222', 44, 60] } }],
    ['"sheetColumns" is not a number', { sheetColumns: undefined }],
    ['"poseRate" is not a number', { poseRate: null }],
  ])('that cannot be read is refused: %s', (message, change) => {
    expect(() => parseManifest({ ...manifest, ...change })).toThrow(message);
  });

  it('offers every colour for the things whose own can be turned, and none for the others', () => {
    const things = capabilitiesOf(parseManifest(manifest)).vocabulary.things;
    const coloured = manifest.cast.filter(({ colour }) => colour !== undefined).map(({ name }) => name);
    expect(things.filter(({ colours }) => colours !== undefined).map(({ name }) => name)).toEqual(coloured);
    expect(coloured.length).toBeGreaterThan(0);
    expect(coloured.length).toBeLessThan(manifest.cast.length);
    expect(things.find(({ name }) => name === 'car')?.colours).toEqual(Object.keys(manifest.colours));
  });

  it('offers clips as many times as large as the plates of its network', () => {
    const sides = (plateScale: number) => {
      const { sizeMultiple, sideRange } = capabilitiesOf(
        parseManifest({ ...manifest, config: { ...manifest.config, plateScale } }),
      );
      return [sizeMultiple, ...sideRange];
    };
    expect(sides(1)).toEqual([32, 64, 256]);
    expect(sides(2)).toEqual([64, 128, 512]);
  });

  it('gives every thing its plural as the first of its phrases, by which several of it are heard', () => {
    const things = capabilitiesOf(parseManifest(manifest)).vocabulary.things;
    expect(things.map(({ phrases }) => phrases[0])).toEqual(manifest.cast.map(({ plural }) => plural));
  });
});
