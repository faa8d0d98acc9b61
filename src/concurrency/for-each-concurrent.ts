/** Enough at a time of what is small, since waking a thread for each piece would take longer than the piece. */
const MANY = 64

/** Works on several items at a time; when one fails, waits for the others that are under way. */
export async function forEachConcurrent<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  concurrency = MANY,
): Promise<void> {
  const queue = items.values()
  const failed = new AbortController()
  const worker = async () => {
    for (const item of queue) {
      if (failed.signal.aborted) return
      await work(item).catch((error: unknown) => {
        failed.abort(error)
        throw error
      })
    }
  }
  await Promise.allSettled(Array.from({ length: Math.min(concurrency, items.length) }, worker))
  failed.signal.throwIfAborted()
}
