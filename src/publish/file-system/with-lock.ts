import type { FileSystem } from '../../file-system.ts'
import { type Lock, lockOutDir } from './lock.ts'

/** How long to wait for another process that writes to the same directory. */
const LOCK_TIMEOUT_MS = 30_000

export interface WithLockOptions {
  fileSystem: FileSystem
  /** The PID of this process. */
  pid: number
  now: () => Date
  /** Releases the lock at once, because the work is aborted. */
  signal?: AbortSignal | undefined
}

/**
 * Runs work while no other process writes to `outDir`.
 *
 * @throws FeedmillError `publication-locked` if another process does not finish in time
 */
export async function withLock<Result>(
  outDir: string,
  { signal, ...options }: WithLockOptions,
  work: (lock: Lock) => Promise<Result>,
): Promise<Result> {
  const lock = await lockOutDir(outDir, { ...options, timeoutMs: LOCK_TIMEOUT_MS, signal })
  signal?.addEventListener('abort', lock.release, { once: true })
  try {
    return await work(lock)
  } finally {
    signal?.removeEventListener('abort', lock.release)
    await lock.release()
  }
}
