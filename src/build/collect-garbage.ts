import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Below this, it is not worth it: V8 also discards compiled code, which makes the next save a third slower. */
const MIN_GARBAGE_BYTES = 32 * 1024 * 1024

/** Creates a function to call after each run. It collects garbage if there may be enough of it, or always. */
export function createCollector(): (options?: { always?: boolean }) => void {
  let kept = 0
  return ({ always = false } = {}) => {
    const used = usedBytes()
    // V8 counts some of the collected memory as used for a while.
    kept = Math.min(kept, used)
    if (!always && used - kept < MIN_GARBAGE_BYTES) return
    collectGarbage()
    kept = usedBytes()
  }
}

function usedBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}

/**
 * Collects garbage now. V8 would only do so when it needs memory: an idle server would keep the garbage of a run for hours.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  setFlagsFromString('--no-expose-gc')
  collect()
}
