import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes from which on it is worthwhile: V8 drops compiled code too, without which the next save takes a third longer. */
const WORTHWHILE = 32 * 1024 * 1024

/** Makes the function that is to be called after each run: it collects garbage always, or where enough may have come up. */
export function createCollector(): (options?: { always?: boolean }) => void {
  let kept = 0
  return ({ always = false } = {}) => {
    const used = usedBytes()
    // V8 takes some of what it has just collected for kept.
    kept = Math.min(kept, used)
    if (!always && used - kept < WORTHWHILE) return
    collectGarbage()
    kept = usedBytes()
  }
}

function usedBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}

/**
 * Gives memory back that is not used any more. V8 does so by itself when more is asked for: a server with little to do
 * would keep for hours what a run has left.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  setFlagsFromString('--no-expose-gc')
  collect()
}
