import { onnx } from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/contract/result.ts';
import { add, geluTanh } from '../../../src/graph/elementwise.ts';
import { GraphWriter } from '../../../src/graph/graph-writer.ts';
import { split } from '../../../src/graph/layout.ts';
import { layerNormalization } from '../../../src/graph/normalisation.ts';
import { linear, matMul } from '../../../src/graph/products.ts';

const EXTERNAL = 1;

function small(): GraphWriter {
  const graph = new GraphWriter('small');
  const x = graph.input('x', 'f32', [2, 3]);
  const weight = graph.external(
    { name: 'w', type: 'f32', shape: [3, 4] },
    { file: 'weights.safetensors', byteOffset: 4_294_967_304, byteLength: 48 },
  );
  const bias = graph.constant('b', [4], [0.5, -1, 2, 0]);
  graph.output(geluTanh('y', linear('h', x, { weight, bias })));
  return graph;
}

/** The model as a protobuf reader that is not ours sees it. */
function read(graph: GraphWriter) {
  const model = onnx.ModelProto.decode(graph.build().bytes);
  const body = model.graph;
  if (!body?.node || !body.initializer || !body.input || !body.output) throw new Error('the graph is incomplete');
  return { model, node: body.node, initializer: body.initializer, input: body.input, output: body.output };
}

describe('a written model read back by another protobuf reader', () => {
  it('has the operator set, the IR version and the nodes in order', () => {
    const { model, node } = read(small());
    expect(Number(model.irVersion)).toBe(10);
    expect(model.opsetImport.map(({ domain, version }) => [domain, Number(version)])).toEqual([['', 20]]);
    expect(node.map(({ opType, name, input, output }) => ({ opType, name, input, output }))).toEqual([
      { opType: 'Gemm', name: 'h', input: ['x', 'w', 'b'], output: ['h'] },
      { opType: 'Gelu', name: 'y', input: ['h'], output: ['y'] },
    ]);
  });

  it('has inputs and outputs with their types and shapes', () => {
    const { input, output } = read(small());
    const describeValue = (value: onnx.IValueInfoProto) => ({
      name: value.name,
      type: value.type?.tensorType?.elemType,
      shape: value.type?.tensorType?.shape?.dim?.map((dim) => Number(dim.dimValue)),
    });
    expect(input.map(describeValue)).toEqual([{ name: 'x', type: 1, shape: [2, 3] }]);
    expect(output.map(describeValue)).toEqual([{ name: 'y', type: 1, shape: [2, 4] }]);
  });

  it('keeps small constants inline and refers to weights by file, offset and length, beyond 4 GiB too', () => {
    const { initializer } = read(small());
    const [weight, bias] = initializer;
    expect(weight?.dataLocation).toBe(EXTERNAL);
    expect(weight?.rawData?.length).toBe(0);
    expect(weight?.externalData?.map(({ key, value }) => [key, value])).toEqual([
      ['location', 'weights.safetensors'],
      ['offset', '4294967304'],
      ['length', '48'],
    ]);
    const raw = bias?.rawData ?? new Uint8Array();
    const values = new Float32Array(raw.slice().buffer);
    expect([...values]).toEqual([0.5, -1, 2, 0]);
  });

  it('has float, integer, integer-list and text attributes with the types ONNX wants', () => {
    const graph = new GraphWriter('attributes');
    const x = graph.input('x', 'f32', [2, 4]);
    const ones = graph.constant('ones', [4], [1, 1, 1, 1]);
    const norm = layerNormalization('norm', x, { scale: ones, bias: ones, epsilon: 1e-5 });
    const [left] = split('halves', norm, { axis: -1, sizes: [1, 3] });
    graph.output(geluTanh('y', left));
    const [normNode, splitNode, geluNode] = read(graph).node;
    const byName = (node: onnx.INodeProto | undefined) =>
      Object.fromEntries((node?.attribute ?? []).map((attribute) => [attribute.name, attribute]));
    expect(Number(byName(normNode)['axis']?.i)).toBe(-1);
    expect(byName(normNode)['axis']?.type).toBe(onnx.AttributeProto.AttributeType.INT);
    expect(byName(normNode)['epsilon']?.f).toBeCloseTo(1e-5, 10);
    expect(byName(normNode)['epsilon']?.type).toBe(onnx.AttributeProto.AttributeType.FLOAT);
    expect(splitNode?.output).toEqual(['halves.0', 'halves.1']);
    expect(new TextDecoder().decode(byName(geluNode)['approximate']?.s ?? new Uint8Array())).toBe('tanh');
  });

  it('is the same byte for byte as when this test was written', async () => {
    const { bytes } = small().build();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    expect({ byteLength: bytes.length, hex: hex.slice(0, 16) }).toMatchInlineSnapshot(`
      {
        "byteLength": 241,
        "hex": "779e8a0914a8e98c",
      }
    `);
  });
});

describe('what a model says about itself', () => {
  it('lists inputs, outputs and the weight files it needs, each once', () => {
    const { inputs, outputs, externalFiles } = small().build();
    expect(inputs).toEqual([{ name: 'x', type: 'f32', shape: [2, 3] }]);
    expect(outputs).toEqual([{ name: 'y', type: 'f32', shape: [2, 4] }]);
    expect(externalFiles).toEqual(['weights.safetensors']);
  });

  it('leaves out initialisers that no node reads', () => {
    const graph = small();
    graph.constant('unused', [1], [1]);
    expect(read(graph).initializer.map(({ name }) => name)).toEqual(['w', 'b']);
  });
});

describe('a mistake in a graph', () => {
  it('is a typed error of the start stage', () => {
    const graph = new GraphWriter('wrong');
    const a = graph.input('a', 'f32', [2, 256]);
    const b = graph.input('b', 'f32', [384, 5]);
    let thrown: unknown;
    try {
      matMul('blocks.3.qkv', a, b);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).data).toMatchObject({
      code: 'graph-invalid',
      stage: 'start',
      detail: 'node "blocks.3.qkv" (MatMul): inner sizes 256 and 384 differ',
    });
  });

  it('is found where a name is taken twice, by nodes, inputs or initialisers', () => {
    const graph = new GraphWriter('twice');
    const x = graph.input('x', 'f32', [2]);
    graph.constant('c', [1], [1]);
    add('sum', x, x);
    expect(() => add('sum', x, x)).toThrow('node "sum" (Add): the name is taken');
    expect(() => add('c', x, x)).toThrow('node "c" (Add): the name is taken');
    expect(() => graph.constant('x', [1], [1])).toThrow('node "x" (initializer): the name is taken');
    expect(() => add('', x, x)).toThrow('it has no name');
  });

  it('is found where tensors of two graphs meet', () => {
    const one = new GraphWriter('one').input('x', 'f32', [2]);
    const other = new GraphWriter('other');
    const y = other.input('y', 'f32', [2]);
    expect(() => add('sum', y, one)).toThrow('node "sum" (Add): its input "x" belongs to another graph');
    expect(() => other.output(one)).toThrow('belongs to another graph');
  });

  it('is found where a constant does not fill its shape', () => {
    const graph = new GraphWriter('short');
    expect(() => graph.constant('c', [2, 2], [1, 2, 3])).toThrow(
      'node "c" (initializer): f32 [2, 2] needs 16 bytes and has 12',
    );
    const place = { file: 'f', byteOffset: 0, byteLength: 5 };
    expect(() => graph.external({ name: 'w', type: 'i8', shape: [2, 2] }, place)).toThrow(
      'i8 [2, 2] needs 4 bytes and has 5',
    );
  });

  it('is found where a shape is none', () => {
    const graph = new GraphWriter('shapes');
    expect(() => graph.input('a', 'f32', [2, 0])).toThrow('[2, 0] is not a shape');
    expect(() => graph.input('b', 'f32', [1.5])).toThrow('[1.5] is not a shape');
  });

  it('is found where nothing comes out, or an input goes nowhere', () => {
    const graph = new GraphWriter('empty');
    const x = graph.input('x', 'f32', [2]);
    graph.input('lost', 'f32', [2]);
    expect(() => graph.build()).toThrow('graph "empty" has no output');
    graph.output(add('y', x, x));
    expect(() => graph.build()).toThrow('node "lost" (graph input): nothing reads it');
  });
});
