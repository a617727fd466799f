const encoder = new TextEncoder();

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/**
 * Writes one protobuf message field by field (https://protobuf.dev/programming-guides/encoding/).
 * Bytes passed in are kept by reference until `finish`, so large constants are copied once.
 */
export class MessageWriter {
  readonly #parts: Uint8Array[] = [];
  #byteLength = 0;

  /** A signed or unsigned integer field; `value` must be a safe integer. */
  integer(field: number, value: number): this {
    this.#tag(field, VARINT);
    this.#varint(BigInt(value));
    return this;
  }

  float(field: number, value: number): this {
    this.#tag(field, FIXED_32);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#push(bytes);
  }

  text(field: number, value: string): this {
    return this.bytes(field, encoder.encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, LENGTH_DELIMITED);
    this.#varint(BigInt(value.length));
    return this.#push(value);
  }

  message(field: number, value: MessageWriter): this {
    this.#tag(field, LENGTH_DELIMITED);
    this.#varint(BigInt(value.#byteLength));
    for (const part of value.#parts) this.#push(part);
    return this;
  }

  finish(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#byteLength);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  #tag(field: number, wireType: number): void {
    this.#varint(BigInt((field << 3) | wireType));
  }

  #varint(value: bigint): void {
    const bytes: number[] = [];
    // Negative numbers are written as their 64-bit two's complement.
    let rest = BigInt.asUintN(64, value);
    do {
      const low = Number(rest & 127n);
      rest >>= 7n;
      bytes.push(rest > 0n ? low | 128 : low);
    } while (rest > 0n);
    this.#push(Uint8Array.from(bytes));
  }

  #push(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.#byteLength += bytes.length;
    return this;
  }
}
