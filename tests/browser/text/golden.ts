/** Reads `tests/golden/text`, made by `python -m models.recipe.text_encoder`. */

export interface GoldenCase {
  readonly prompt: string;
  /** Word pieces, the marks at both ends included. */
  readonly pieces: readonly string[];
  /** `[pieces, 384]` of the published float model in PyTorch. */
  readonly float: Float32Array;
  /** The same of the 8-bit ONNX file in ONNX Runtime for Python. */
  readonly small: Float32Array;
}

interface Prompts {
  readonly cases: readonly { readonly prompt: string; readonly pieces: readonly string[] }[];
}

type Header = Readonly<Record<string, { readonly data_offsets: readonly [number, number] }>>;

export async function readGolden(): Promise<readonly GoldenCase[]> {
  const prompts: Prompts = await (await fetch('/tests/golden/text/prompts.json')).json();
  const bytes = await (await fetch('/tests/golden/text/states.safetensors')).arrayBuffer();
  const headerLength = Number(new DataView(bytes).getBigUint64(0, true));
  const header: Header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 8, headerLength)));
  const tensor = (name: string): Float32Array => {
    const entry = header[name];
    if (entry === undefined) throw new Error(`No golden tensor ${name}.`);
    const [start, end] = entry.data_offsets;
    const view = new DataView(bytes, 8 + headerLength + start, end - start);
    return Float32Array.from({ length: view.byteLength / 2 }, (_, index) => halfFloat(view.getUint16(index * 2, true)));
  };
  return prompts.cases.map((one, index) => ({
    ...one,
    float: tensor(`float.${index}`),
    small: tensor(`small.${index}`),
  }));
}

/** Lowest cosine between rows of 384 numbers; `actual` may have more rows. */
export function lowestCosine(actual: Float32Array, expected: Float32Array): number {
  let lowest = 1;
  for (let row = 0; row < expected.length; row += 384) {
    let dot = 0;
    let a = 0;
    let b = 0;
    for (let index = row; index < row + 384; index++) {
      const x = actual[index] ?? Number.NaN;
      const y = expected[index] ?? Number.NaN;
      dot += x * y;
      a += x * x;
      b += y * y;
    }
    lowest = Math.min(lowest, dot / Math.sqrt(a * b));
  }
  return lowest;
}

function halfFloat(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return bits & 0x8000 ? -size : size;
}
