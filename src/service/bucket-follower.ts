import type { Logger } from 'pino'
import { createQueue } from '../concurrency/create-queue.ts'
import { messageOf } from '../errors.ts'
import { isDamage } from '../publish/read-previous.ts'
import type { PublicationStore, Revision } from '../publish/store.ts'
import { copyPublication, readCopied } from '../serve/copy-publication.ts'
import { generationAge } from '../serve/generation-age.ts'
import type { ServiceState } from '../serve/service-state.ts'

/** How often to look for a new publication, on average. */
const POLL_MS = 5000

/** How long to wait before a publication that could not be copied is copied again. */
const RETRY_MS = 60_000

export interface FollowerOptions {
  /** The bucket. */
  source: PublicationStore
  /** Where the copy is kept. */
  target: PublicationStore
  state: ServiceState
  log: Logger
  now: () => Date
  /** Called when a new publication was copied. */
  onCopied: () => Promise<void>
}

export interface BucketFollower {
  /** The bucket. */
  source: PublicationStore
  /** Looks for a new publication now; resolves when it is in service. */
  refresh: () => Promise<void>
  /** Whether what is published in the bucket is damaged, so that the next run of a publisher must publish it again. */
  isSourceDamaged: () => boolean
  stop: () => Promise<void>
}

/** Keeps a copy of the publication in a bucket, and goes on with the last one while the bucket is away. */
export function followBucket({ source, target, state, log, now, onCopied }: FollowerOptions): BucketFollower {
  const stopping = new AbortController()
  const { signal } = stopping
  const inTurn = createQueue()
  const status: NonNullable<ServiceState['source']> = { failure: undefined, confirmedAt: undefined }
  state.source = status
  let failed: { revision: Revision; at: number; isDamaged: boolean } | undefined
  let timer: NodeJS.Timeout | undefined

  const follow = async (isRequested: boolean): Promise<void> => {
    const revision = await source.readRevision()
    const { isDamaged } = state
    if (revision !== undefined && (isDamaged || revision !== (await readCopied(target)))) {
      const isTooSoon = failed?.revision === revision && performance.now() - failed.at < RETRY_MS
      if (isTooSoon && !isRequested) return
      try {
        await copyPublication(source, revision, target, { isDamaged, signal })
      } catch (error) {
        failed = { revision, at: performance.now(), isDamaged: isDamage(error) }
        throw error
      }
      await onCopied()
    }
    failed = undefined
    status.confirmedAt = now()
    if (status.failure !== undefined) log.info('the bucket can be read again')
    status.failure = undefined
  }
  const report = (error: unknown): void => {
    const reason = messageOf(error)
    if (signal.aborted || reason === status.failure) return
    status.failure = reason
    const age = generationAge(state, now())
    log.error(
      { reason, ...(age !== undefined && { age: Math.round(age) }) },
      `cannot follow the bucket, will retry${state.generation ? '; serving the copy in OUT_DIR' : ''}`,
    )
  }
  const refresh = (isRequested: boolean) => inTurn(() => follow(isRequested)).catch(report)
  const poll = async (): Promise<void> => {
    await refresh(false)
    // Many servers that start together do not ask together.
    if (!signal.aborted) timer = setTimeout(() => void poll(), POLL_MS * (0.8 + Math.random() * 0.4))
  }
  void poll()
  return {
    source,
    refresh: () => refresh(true),
    isSourceDamaged: () => failed?.isDamaged ?? false,
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await inTurn(async () => undefined)
    },
  }
}
