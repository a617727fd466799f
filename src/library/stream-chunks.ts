/** The chunks of a stream, one after another. Safari's streams cannot be iterated by themselves. */
export async function* streamChunks(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Reads no further where the receiver has had enough.
    await reader.cancel().catch(() => undefined);
  }
}
