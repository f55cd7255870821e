/** Bytes that are read at a time. */
export const piece = 16 * 1024

/** A body that counts what is read of it. */
export function bodyOf(bytes: number) {
  let read = 0
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (read >= bytes) return controller.close()
        read += piece
        controller.enqueue(new Uint8Array(piece).fill(120))
      },
    },
    // Nothing is made before it is asked for.
    { highWaterMark: 0 },
  )
  return { stream, read: () => read }
}
