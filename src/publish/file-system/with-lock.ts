import type { FileSystem } from '../../file-system.ts'
import { type Lock, lockOutDir } from './lock.ts'
import { publicationError } from './publication-error.ts'
import { removeStale } from './remove-stale.ts'

/** How long to wait for another process that writes to the same folder, in milliseconds. */
const PATIENCE = 30_000

/**
 * Works while no other process writes to `outDir`, and clears away first what runs left there that did not end.
 *
 * @param options.pid number of this process
 * @param options.signal gives the lock back at once, since the work is given up
 * @returns what the work reports, with what was found of such runs
 * @throws FeedmillError `publication-locked` where another process does not come to its end, and whatever the work throws
 */
export async function withLock<Report extends { recovered: string[] }>(
  outDir: string,
  {
    fileSystem,
    pid,
    now,
    signal,
  }: { fileSystem: FileSystem; pid: number; now: () => Date; signal: AbortSignal | undefined },
  work: () => Promise<Report>,
): Promise<Report> {
  let lock: Lock | undefined
  try {
    lock = await lockOutDir(outDir, { fileSystem, pid, now, patience: PATIENCE, signal })
    signal?.addEventListener('abort', lock.release, { once: true })
    const debris = await removeStale(outDir, fileSystem)
    const report = await work()
    const recovered = [
      ...(lock.takenFrom ? [`the lock of ${lock.takenFrom}, which did not end it`] : []),
      ...debris.map((path) => `${path}, left by a run that did not end`),
    ]
    return { ...report, recovered: [...recovered, ...report.recovered] }
  } catch (error) {
    throw publicationError(outDir, error)
  } finally {
    if (lock) signal?.removeEventListener('abort', lock.release)
    await lock?.release()
  }
}
