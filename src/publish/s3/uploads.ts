/** Uploads side by side. */
export interface Uploads {
  /**
   * Starts an upload as soon as there is room for its bytes.
   *
   * @throws the error of an earlier upload
   */
  add: (bytes: number, upload: () => Promise<unknown>) => Promise<void>
  /**
   * Resolves when all uploads have ended.
   *
   * @throws the first error of an upload
   */
  drain: () => Promise<void>
}

/**
 * Creates a queue for uploads.
 *
 * @param options.maxBytes the most that waits in memory, except for a single upload that is larger
 */
export function createUploads({ concurrency, maxBytes }: { concurrency: number; maxBytes: number }): Uploads {
  const running = new Set<Promise<void>>()
  const failed = new AbortController()
  let pendingBytes = 0
  const hasRoom = (bytes: number) =>
    running.size === 0 || (running.size < concurrency && pendingBytes + bytes <= maxBytes)
  return {
    add: async (bytes, upload) => {
      while (!hasRoom(bytes)) await Promise.race(running)
      failed.signal.throwIfAborted()
      pendingBytes += bytes
      const uploading: Promise<void> = upload()
        .then(
          () => undefined,
          (error: unknown) => failed.abort(error),
        )
        .finally(() => {
          pendingBytes -= bytes
          running.delete(uploading)
        })
      running.add(uploading)
    },
    drain: async () => {
      await Promise.all(running)
      failed.signal.throwIfAborted()
    },
  }
}
