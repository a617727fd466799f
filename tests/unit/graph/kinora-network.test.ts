import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onnx } from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { decoderGraph, encoderGraph, previewGraph } from '../../../models/kinora/graph-autoencoder.ts';
import { shapeNumbers, transformerGraph } from '../../../models/kinora/graph-transformer.ts';
import { groupSize, type Network, parseNetwork } from '../../../models/kinora/network.ts';
import { rotaryTables, tokenCount } from '../../../models/kinora/rotary.ts';
import { madeUpNumbers, selfCheckAnswer, selfCheckGraph, selfCheckInputs } from '../../../models/kinora/self-check.ts';
import { plainBlock } from '../../../models/kinora/self-check-answer.ts';
import type { GraphModel, WeightEntry } from '../../../src/contract/graph.ts';
import { GraphWriter } from '../../../src/graph/graph-writer.ts';
import { halfCases, operatorCases } from '../../browser/graph/operator-cases.ts';

const TINY = join(import.meta.dirname, '../../golden/tiny');

const GRID = { front: 8, figures: 1, groups: 2, rows: 4, columns: 4 };
const TOKENS = tokenCount(GRID);

const manifest = JSON.parse(readFileSync(join(TINY, 'manifest.json'), 'utf8')) as { config: Record<string, unknown> };
/** What the decoder reads, not the graph: from latents to pose numbers. */
const READ_APART = ['figure.codec.basis', 'figure.codec.mean'];

function tableOf(file: string): Map<string, WeightEntry> {
  const bytes = readFileSync(join(TINY, file));
  const headerBytes = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + headerBytes)) as Record<
    string,
    { dtype: 'F32' | 'I8'; shape: number[]; data_offsets: [number, number] }
  >;
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
  return new Map(
    entries.map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [start, end],
        },
      ]) => [
        name,
        { type: dtype === 'I8' ? 'i8' : 'f32', shape, byteOffset: 8 + headerBytes + start, byteLength: end - start },
      ],
    ),
  );
}

function operatorsOf(model: GraphModel): readonly string[] {
  const nodes = onnx.ModelProto.decode(model.bytes).graph?.node ?? [];
  return nodes.map((node) => node.opType ?? '');
}

function externalNames(model: GraphModel): readonly string[] {
  const initializers = onnx.ModelProto.decode(model.bytes).graph?.initializer ?? [];
  return initializers.filter(({ externalData }) => (externalData?.length ?? 0) > 0).map(({ name }) => name ?? '');
}

describe("the built-in model's graphs", () => {
  const network = parseNetwork(manifest.config);
  const source = { file: 'transformer.safetensors', table: tableOf('transformer.safetensors') };
  const autoencoder = { file: 'autoencoder.safetensors', table: tableOf('autoencoder.safetensors') };
  const shape = { groups: 3, height: 2, width: 4, fps: 8, precision: 'f32' } as const;
  const group = { height: 2, width: 3, precision: 'f32' } as const;

  it('use every weight of the transformer file, each once, but what turns latents into poses', () => {
    const model = transformerGraph(network, shape, source);
    expect([...externalNames(model), ...READ_APART].toSorted()).toEqual([...source.table.keys()].toSorted());
    expect(model.externalFiles).toEqual(['transformer.safetensors']);
    expect(model.bytes.length).toBeLessThan(100_000);
  });

  it('take and give latents as one row of numbers a group', () => {
    const model = transformerGraph(network, shape, source);
    const { all } = groupSize(network, shape);
    const rows = { type: 'f32', shape: [3, all] };
    expect(model.inputs).toContainEqual({ name: 'latents', ...rows });
    for (const name of ['masked', 'held', 'held_mask']) expect(model.inputs).toContainEqual({ name, ...rows });
    expect(model.inputs).toContainEqual({ name: 'references', type: 'f32', shape: [1, 4, 8, 4, 4] });
    expect(model.outputs).toEqual([{ name: 'velocity', ...rows }]);
  });

  it.each([1, 2, 5, 9])('take clips of %d groups, whatever the number of frequencies that were measured', (groups) => {
    const { all } = groupSize(network, shape);
    const { outputs } = transformerGraph(network, { ...shape, groups }, source);
    expect(outputs).toEqual([{ name: 'velocity', type: 'f32', shape: [groups, all] }]);
  });

  it('use every weight of the autoencoder file, each once', () => {
    const used = [decoderGraph, encoderGraph].flatMap((graph) => externalNames(graph(network, group, autoencoder)));
    expect(used.toSorted()).toEqual([...autoencoder.table.keys()].toSorted());
  });

  it('leave the convolutions out of a linear encoder', () => {
    const model = encoderGraph({ ...network, encoder: null }, group, autoencoder);
    const names = ['encoder.linear.bias', 'encoder.linear.weight', 'encoder.linear.weight.scale'];
    expect(externalNames(model).toSorted()).toEqual(names);
    expect(model.outputs).toEqual([{ name: 'latents', type: 'f32', shape: [1, 8, 2, 3] }]);
  });

  it('leave the convolutions out of a linear decoder, which needs no group before', () => {
    const model = decoderGraph({ ...network, decoder: null }, group, autoencoder);
    const names = ['decoder.linear.bias', 'decoder.linear.weight', 'decoder.linear.weight.scale'];
    expect(externalNames(model).toSorted()).toEqual(names);
    expect(model.inputs.map(({ name }) => name)).toEqual(['current']);
    expect(model.outputs).toEqual([{ name: 'frames', type: 'f32', shape: [1, 12, 32, 48] }]);
    expect(decoderGraph(network, group, autoencoder).inputs.map(({ name }) => name)).toEqual(['current', 'previous']);
  });

  it('use no operator that is not compared with plain TypeScript in the browser tests', () => {
    const compared = new Set(
      [...operatorCases, ...halfCases].flatMap(({ inputs, build }) => {
        const graph = new GraphWriter('case');
        graph.output(build(inputs.map((sides, index) => graph.input(`input.${index}`, 'f32', sides))));
        return operatorsOf(graph.build());
      }),
    );
    const used = (['f32', 'f16'] as const).flatMap((precision) => [
      ...operatorsOf(transformerGraph(network, { ...shape, precision }, source)),
      ...operatorsOf(decoderGraph(network, { ...group, precision }, autoencoder)),
      ...operatorsOf(decoderGraph({ ...network, decoder: null }, { ...group, precision }, autoencoder)),
      ...operatorsOf(previewGraph(network, { ...group, precision, frame: 2 }, autoencoder)),
      ...operatorsOf(encoderGraph(network, { ...group, precision }, autoencoder)),
      ...operatorsOf(selfCheckGraph(network, precision)),
    ]);
    expect(used.filter((operator) => !compared.has(operator))).toEqual([]);
    expect(new Set(used).size).toBeGreaterThan(20);
  });

  it('tell the network of the shape in octaves, and of a single frame as of a short clip', () => {
    const told = shapeNumbers(network, { ...shape, groups: 9, height: 8, width: 16, fps: 16 });
    expect(told).toEqual([1, 0, 0.5, 1]);
    const single = shapeNumbers(network, { ...shape, groups: 1 });
    expect(single).toEqual(shapeNumbers(network, { ...shape, groups: 2 }));
  });

  it('refuse latents that do not fall into patches', () => {
    expect(() => transformerGraph(network, { ...shape, width: 3 }, source)).toThrow(
      'latents of 2x3 do not fall into patches of 2',
    );
  });

  it('refuse weights of another network and say which', () => {
    expect(() => transformerGraph({ ...network, width: 64 }, shape, source)).toThrow(/weight ".+" is \[.+needs/);
    expect(() => transformerGraph({ ...network, depth: 3 }, shape, source)).toThrow(
      'weight "blocks.2.table" is not in',
    );
    expect(() => decoderGraph(network, group, source)).toThrow(
      'weight "decoder.linear.weight" is not in transformer.safetensors',
    );
  });
});

describe('rotary tables', () => {
  const grid = { front: 2, figures: 3, groups: 2, rows: 3, columns: 2 };
  const { cos, sin } = rotaryTables(grid, 16);
  /** Two pairs turn with the group, three with the row and three with the column. */
  const speeds = [1, 100 ** (-2 / 4), 1, 100 ** (-2 / 6), 100 ** (-4 / 6), 1, 100 ** (-2 / 6), 100 ** (-4 / 6)];
  const expectPlace = (token: number, [group, row, column]: readonly [number, number, number]) => {
    const angles = speeds.map((speed, pair) => speed * (pair < 2 ? group : pair < 5 ? row : column));
    for (const [pair, angle] of angles.entries()) {
      expect(cos[token * 16 + pair]).toBeCloseTo(Math.cos(angle), 6);
      expect(cos[token * 16 + 8 + pair]).toBeCloseTo(Math.cos(angle), 6);
      expect(sin[token * 16 + pair]).toBeCloseTo(-Math.sin(angle), 6);
      expect(sin[token * 16 + 8 + pair]).toBeCloseTo(Math.sin(angle), 6);
    }
  };

  it('have a row for every token: the caption, the figures of every frequency, the place', () => {
    expect(tokenCount(grid)).toBe(2 + 2 * 3 + 2 * 3 * 2);
    expect([cos.length, sin.length]).toEqual([20 * 16, 20 * 16]);
  });

  it('leave caption tokens as they are', () => {
    expect([...cos.subarray(0, 32)]).toEqual(new Array(32).fill(1));
    expect(sin.subarray(0, 32).every((value) => value === 0)).toBe(true);
  });

  it('turn figures with their frequency alone', () => {
    for (let token = 2; token < 5; token++) expectPlace(token, [0, 0, 0]);
    for (let token = 5; token < 8; token++) expectPlace(token, [1, 0, 0]);
  });

  it('turn two pairs with the group, three with the row and three with the column', () => {
    expectPlace(2 + 6 + 1 * 6 + 2 * 2 + 1, [1, 2, 1]);
    expectPlace(2 + 6 + 0 * 6 + 1 * 2 + 0, [0, 1, 0]);
  });
});

describe('the self-check', () => {
  const network: Network = parseNetwork({ ...manifest.config, width: 64, heads: 2 });
  const answer = selfCheckAnswer(network);

  it('has the same answer every time', () => {
    expect(selfCheckAnswer(network)).toEqual(answer);
    const high = network.decoder?.[2]?.channels ?? 0;
    expect(answer.length).toBe(TOKENS * 64 + high * 8 * 10 + network.latentChannels * 4 * 5);
    expect(answer.every(Number.isFinite)).toBe(true);
  });

  it('tries the same convolutions, at sizes of its own, where the network has none', () => {
    const linear: Network = { ...network, decoder: null };
    const { outputs } = selfCheckGraph(linear, 'f32');
    const length = TOKENS * 64 + 16 * 8 * 10 + network.latentChannels * 4 * 5;
    expect(outputs).toEqual([{ name: 'answer', type: 'f32', shape: [length] }]);
    expect(selfCheckAnswer(linear).length).toBe(length);
    expect(selfCheckInputs(linear).picture.shape).toEqual([1, 32, 4, 5]);
  });

  it.each<readonly [string, Partial<Parameters<typeof plainBlock>[1]>]>([
    ['count keys that are masked', { keyBias: new Array<number>(TOKENS).fill(0) }],
    ['do not turn heads', { rotary: rotaryTables({ ...GRID, front: TOKENS, groups: 0 }, 32) }],
    ['take another scale', { heads: 4, rotary: rotaryTables(GRID, 16) }],
  ])('tells backends apart that %s: below the cosine of 0.999 that is asked of them', (_, mistake) => {
    const { tokens, modulation } = selfCheckInputs(network);
    const right = {
      numbers: madeUpNumbers,
      name: 'block',
      width: 64,
      heads: 2,
      modulation: modulation.data,
      rotary: rotaryTables(GRID, 32),
      keyBias: Array.from({ length: TOKENS }, (_, key) => (key >= 2 && key < 8 ? -1e4 : 0)),
    };
    const answerWith = (options: Parameters<typeof plainBlock>[1]) => {
      const block = plainBlock(Float64Array.from(tokens.data), options);
      return [...block, ...answer.subarray(block.length)];
    };
    expect(cosine(answerWith(right), answer)).toBeGreaterThan(0.9999999);
    expect(cosine(answerWith({ ...right, ...mistake }), answer)).toBeLessThan(0.999);
  });
});

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const all = Array.from(a, (value, at) => [value, b[at] ?? Number.NaN] as const);
  const sum = (term: (left: number, right: number) => number) => all.reduce((total, [l, r]) => total + term(l, r), 0);
  return sum((l, r) => l * r) / Math.sqrt(sum((l) => l * l) * sum((_, r) => r * r));
}
