/** Bytes of a .safetensors file from its header, as an object or as text, and its data. */
export function safetensors(header: unknown, data: Uint8Array | number): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const body = typeof data === 'number' ? new Uint8Array(data) : data;
  const file = new Uint8Array(8 + text.length + body.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(body, 8 + text.length);
  return file;
}

/** A Blob that notes how many bytes were read of it. */
export class CountingBlob extends Blob {
  bytesRead = 0;

  override slice(start?: number, end?: number, type?: string): Blob {
    const part = super.slice(start, end, type);
    this.bytesRead += part.size;
    return part;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    this.bytesRead += this.size;
    return super.arrayBuffer();
  }

  override stream(): ReturnType<Blob['stream']> {
    this.bytesRead += this.size;
    return super.stream();
  }

  override text(): Promise<string> {
    this.bytesRead += this.size;
    return super.text();
  }
}
