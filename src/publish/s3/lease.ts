import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { z } from 'zod'
import { createDeadline } from '../../concurrency/create-deadline.ts'
import { pause } from '../../concurrency/pause.ts'
import { FeedmillError } from '../../errors.ts'
import type { Bucket, Condition } from './bucket.ts'
import { keys, privateHeaders } from './keys.ts'

const schema = z.object({
  /** The holder; null if it was released. */
  id: z.string().nullable(),
  host: z.string(),
  pid: z.int(),
  renewals: z.int(),
})

export interface LeaseOptions {
  pid: number
  /** How long a lease lasts that is not renewed, by the clock of those who wait for it. */
  leaseMs: number
  /** How long to wait for a holder that renews its lease. */
  timeoutMs: number
  /** The condition that an object still has an ETag, in the form that the service understands. */
  unchanged: (etag: string) => Condition | undefined
  /** A monotonic clock, in milliseconds. */
  clock: () => number
  signal?: AbortSignal | undefined
}

/**
 * Runs work while no other process holds the lease of this name. It only saves work: a process that was suspended may still
 * believe that it holds its lease, so what it writes must be safe without.
 *
 * @returns the result, and the host of the process whose lease ran out, if any
 * @throws FeedmillError `publication-locked` if another process does not release it in time
 */
export async function withLease<Result>(
  bucket: Bucket,
  name: string,
  options: LeaseOptions,
  work: () => Promise<Result>,
): Promise<{ result: Result; takenFrom: string | undefined }> {
  const { leaseMs, unchanged, pid, signal } = options
  const key = keys.lease(name)
  const own = { id: randomUUID(), host: hostname(), pid }
  let renewals = 0
  const write = (condition: Condition | undefined, id: string | null = own.id) => {
    const text = JSON.stringify({ ...own, id, renewals: renewals++ })
    return bucket.put(key, Buffer.from(`${text}\n`), privateHeaders.json, condition)
  }

  const { etag, takenFrom } = await acquire(bucket, name, options, write)
  let held: string | undefined = etag
  const ending = createDeadline(2 ** 31 - 1, signal)
  const renew = async (): Promise<void> => {
    while (held !== undefined) {
      await pause(leaseMs / 3, ending.signal)
      if (ending.signal.aborted) break
      // A lease that cannot be renewed for now may be renewed later; one that was taken over is lost.
      held = await write(unchanged(held)).catch(() => held)
    }
    if (held !== undefined) await write(unchanged(held), null).catch(() => undefined)
  }
  const renewing = renew()
  try {
    return { result: await work(), takenFrom }
  } finally {
    ending.abort()
    await renewing
  }
}

async function acquire(
  bucket: Bucket,
  name: string,
  { leaseMs, timeoutMs, unchanged, clock, signal }: LeaseOptions,
  write: (condition: Condition | undefined) => Promise<string | undefined>,
): Promise<{ etag: string; takenFrom: string | undefined }> {
  const start = clock()
  let seen: { etag: string; at: number } | undefined
  let waitMs = leaseMs / 300
  for (;;) {
    signal?.throwIfAborted()
    const found = await bucket.get(keys.lease(name))
    const lease = found && found !== 'unchanged' ? { etag: found.etag, ...parse(found.body) } : undefined
    if (lease && lease.etag !== seen?.etag) seen = { etag: lease.etag, at: clock() }
    const hasRunOut = lease?.id && seen && clock() - seen.at >= leaseMs
    if (!lease?.id || hasRunOut) {
      const etag = await write(lease ? unchanged(lease.etag) : 'absent')
      if (etag !== undefined) return { etag, takenFrom: hasRunOut ? lease?.host : undefined }
    }
    if (clock() - start > timeoutMs) throw locked(bucket, lease?.host)
    await pause(Math.random() * waitMs, signal)
    waitMs = Math.min(waitMs * 2, leaseMs / 15)
  }
}

function parse(body: Buffer): Partial<z.infer<typeof schema>> {
  try {
    return schema.parse(JSON.parse(body.toString()))
  } catch {
    return {}
  }
}

function locked({ name }: Bucket, host = 'another machine'): FeedmillError {
  const hint = 'No action needed: the next run tries again. Publishers take turns, and this one waits for no longer.'
  return new FeedmillError('publication-locked', `"${name}": a publisher on ${host} is still at work`, hint)
}
