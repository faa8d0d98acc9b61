import { hash } from 'node:crypto'
import { createQueue } from '../../concurrency/create-queue.ts'
import { FeedmillError } from '../../errors.ts'
import { variantOf } from '../manifest.ts'
import type { PublicationStore, Revision, SiteOptions } from '../store.ts'
import type { Bucket } from './bucket.ts'
import { damaged } from './damaged.ts'
import { findLostObjects } from './find-lost-objects.ts'
import { formatRevision, openGenerations, parseRevision } from './generations.ts'
import { keys, privateHeaders } from './keys.ts'
import { type LeaseOptions, withLease } from './lease.ts'
import { openManifests } from './manifests.ts'
import { type EtagForm, inForm } from './probe.ts'
import { probeOnce } from './probe-once.ts'
import { pruneBucket } from './prune-bucket.ts'
import { createServiceClock } from './service-clock.ts'
import { isSiteCurrent, publishSite } from './site/publish-site.ts'
import { stageGeneration } from './stage-generation.ts'

export interface S3StoreOptions {
  /** The PID of this process. */
  pid: number
  /** How long the lease of a publisher lasts that was killed. */
  leaseMs?: number
  /** Whether documents are also written at stable paths, as a static site. */
  layout?: 'site' | undefined
}

/** How long to wait for another publisher. */
const LEASE_TIMEOUT_MS = 120_000

/**
 * A store in an S3-compatible bucket. Documents are immutable objects that are named by their hashes. A generation is current
 * from the moment when its record, the next number, was created: the service lets exactly one publisher create it.
 */
export function createS3Store(bucket: Bucket, { pid, leaseMs = 30_000, layout }: S3StoreOptions): PublicationStore {
  const clock = () => performance.now()
  const generations = openGenerations(bucket, clock)
  const manifests = openManifests(bucket)
  const inTurn = createQueue()
  const serviceNow = createServiceClock(bucket, clock)
  let probing: Promise<{ etagForm: EtagForm }> | undefined
  /** Probes the bucket before the first write, and again after a failure. */
  const ensureSafe = (): Promise<{ etagForm: EtagForm }> => {
    probing ??= probeOnce(bucket).catch((error: unknown) => {
      probing = undefined
      throw error
    })
    return probing
  }

  const withLeaseOf = async <Result>(
    name: string,
    work: (unchanged: LeaseOptions['unchanged']) => Promise<Result>,
    signal: AbortSignal | undefined,
  ) => {
    const { etagForm } = await ensureSafe()
    const unchanged = (etag: string) => etagForm && { etag: inForm(etag, etagForm) }
    const options = { pid, leaseMs, timeoutMs: LEASE_TIMEOUT_MS, unchanged, clock, signal }
    return withLease(bucket, name, options, () => work(unchanged))
  }
  const readManifest = (revision: Revision) => manifests.read(parseRevision(revision).manifest)
  return {
    readRevision: async () => {
      const current = await generations.readCurrent()
      return current && formatRevision(current)
    },
    listRevisions: async () => (await generations.list()).map(formatRevision),
    readManifest,
    readDocument: async (_revision, file, coding) => {
      const { path, sha256 } = variantOf(file, coding)
      const found = await bucket.get(keys.object(sha256))
      if (!found || found === 'unchanged') throw damaged(bucket, path, 'it is lost')
      if (hash('sha256', found.body) !== sha256) throw damaged(bucket, path, 'its hash is not that in the manifest')
      return found.body
    },
    inTurn: async (kind, work, signal) => (await withLeaseOf(kind, work, signal)).result,
    exclusively: async (work, { signal } = {}) => {
      const { result, takenFrom } = await withLeaseOf('publication', work, signal)
      const recovered = takenFrom === undefined ? [] : [`lease of ${takenFrom}, which did not release it`]
      return { result, recovered, unfinished: [] }
    },
    stage: (base, _paths, { isBaseDamaged = false } = {}) =>
      stageGeneration({ bucket, generations, manifests }, base, { isBaseDamaged, serviceNow, ensureSafe }),
    findDamage: async (revision, sizes) => {
      const parts = () => manifests.keysOf(parseRevision(revision).manifest)
      return findLostObjects(bucket, await readManifest(revision), { sizes, parts, serviceNow })
    },
    prune: ({ isThorough = false } = {}) => pruneBucket({ bucket, generations, manifests }, { serviceNow, isThorough }),
    prepare: async () => undefined,
    ...(layout === 'site' && {
      publishSite: async (options: SiteOptions, signal?: AbortSignal) => {
        const place = { bucket, generations, manifests }
        if (await isSiteCurrent(place, options)) return { wasUnfinished: false }
        if (!(await ensureSafe()).etagForm) throw siteUnsafe(bucket)
        const publish = (unchanged: LeaseOptions['unchanged']) => publishSite(place, { ...options, unchanged, signal })
        return (await withLeaseOf('site', publish, signal)).result
      },
    }),
    readState: async (name) => {
      const found = await bucket.get(keys.state(name))
      return found && found !== 'unchanged' ? found.body.toString() : undefined
    },
    writeState: (name, text) =>
      inTurn(async () => void (await bucket.put(keys.state(name), Buffer.from(text), privateHeaders.json))),
  }
}

function siteUnsafe({ name }: Bucket): FeedmillError {
  const hint =
    'Remove "?layout=site" from PUBLISH_TO, or use a service that honours If-Match (docs/bucket.md names some).'
  return new FeedmillError(
    'bucket-unsafe',
    `"${name}" does not honour If-Match, so publishers could mix static sites`,
    hint,
  )
}
