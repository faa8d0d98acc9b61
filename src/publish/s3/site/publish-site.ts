import { forEachConcurrent } from '../../../concurrency/for-each-concurrent.ts'
import { cacheControl, lifetimeOf } from '../../../site/cache-control.ts'
import { contentTypeOf } from '../../../text/content-type.ts'
import type { Manifest, ManifestFile } from '../../manifest.ts'
import { isDamage } from '../../read-previous.ts'
import type { Revision, SiteOptions } from '../../store.ts'
import { type Bucket, CONCURRENCY, type Condition } from '../bucket.ts'
import { formatRevision, type Generations, parseRevision } from '../generations.ts'
import { keys, privateHeaders } from '../keys.ts'
import type { Manifests } from '../manifests.ts'
import { invalidationOf } from './invalidation.ts'
import { planSite } from './plan-site.ts'
import { readSiteState, writeSiteState } from './site-state.ts'

interface Place {
  bucket: Bucket
  generations: Generations
  manifests: Manifests
}

/** Whether the site shows the current publication, all of it. */
export async function isSiteCurrent({ bucket, generations }: Place, options: SiteOptions): Promise<boolean> {
  const current = await generations.readCurrent()
  const { state } = await readSiteState(bucket)
  const isShown = current && state?.revisions.length === 1 && state.revisions[0] === formatRevision(current)
  return current === undefined || (isShown === true && state?.headers === describeHeaders(options))
}

/**
 * Writes the current publication to stable paths: only documents that differ from what the site may show. It may show several
 * publications if another publisher died. Ends when the current publication is shown and no other publisher has written since.
 *
 * @param unchanged the condition that an object still has an ETag, in the form that the service understands
 * @returns whether another publisher had left the site unfinished
 */
export async function publishSite(
  { bucket, generations, manifests }: Place,
  options: SiteOptions & { unchanged: (etag: string) => Condition | undefined; signal?: AbortSignal | undefined },
): Promise<{ wasUnfinished: boolean }> {
  const { unchanged, signal } = options
  const headers = describeHeaders(options)
  const write = async (file: ManifestFile): Promise<void> => {
    signal?.throwIfAborted()
    await bucket.copy(keys.object(file.sha256), keys.site(file.path), {
      contentType: contentTypeOf(file.mediaType),
      cacheControl: cacheControl(lifetimeOf(file, options), options.interval),
    })
  }
  const update = async (manifest: Manifest, before: readonly Manifest[] | undefined): Promise<void> => {
    const { steps, removed } = planSite(manifest, before ?? [])
    for (const files of steps) await forEachConcurrent(files, write, CONCURRENCY)
    const garbage = before ? removed : await findOthers(bucket, manifest)
    await forEachConcurrent(garbage, (path) => bucket.remove(keys.site(path)), CONCURRENCY)
    const changed = [...steps.flat().map(({ path }) => path), ...garbage]
    if (changed.length === 0) return
    const list = `${JSON.stringify(invalidationOf(changed))}\n`
    await bucket.put(keys.invalidation, Buffer.from(list), privateHeaders.json)
  }

  /** What this publisher wrote and could not note, as another one wrote at the same time. */
  let own: Revision[] = []
  let wasUnfinished = false
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    const current = await generations.readCurrent({ isExact: true })
    if (!current) return { wasUnfinished }
    const target = formatRevision(current)
    const { state, etag } = await readSiteState(bucket)
    const shown = [...new Set([...(state?.revisions ?? []), ...own])]
    const isComplete = shown.length === 1 && shown[0] === target && state?.headers === headers
    if (isComplete) return { wasUnfinished }
    if (attempt === 1) wasUnfinished = state !== undefined && (shown.length > 1 || state.headers === undefined)
    const before = state?.headers === headers ? await readAll(manifests, shown) : undefined
    const writing = { revisions: [...new Set([...shown, target])], ...(before && { headers }) }
    const started = await writeSiteState(bucket, writing, etag === undefined ? 'absent' : unchanged(etag))
    if (started === undefined) continue
    own = [target]
    await update(await manifests.read(current.manifest), before)
    const ended = await writeSiteState(bucket, { revisions: [target], headers }, unchanged(started))
    if (ended !== undefined) own = []
  }
}

/** The manifests of publications; undefined if one is gone, so that anything may be shown. */
async function readAll(manifests: Manifests, revisions: readonly Revision[]): Promise<Manifest[] | undefined> {
  const found: Manifest[] = []
  for (const revision of revisions) {
    const manifest = await manifests.read(parseRevision(revision).manifest).catch((error: unknown) => {
      if (!isDamage(error)) throw error
      return undefined
    })
    if (!manifest) return undefined
    found.push(manifest)
  }
  return found
}

/** The paths of a site that a publication does not have. */
async function findOthers(bucket: Bucket, { files }: Manifest): Promise<string[]> {
  const kept = new Set(files.map(({ path }) => keys.site(path)))
  const others: string[] = []
  for await (const { key } of bucket.list(keys.site(''))) {
    if (!kept.has(key)) others.push(key.slice(keys.site('').length))
  }
  return others
}

function describeHeaders({ interval, isAnnounced }: SiteOptions): string {
  return `${interval} ${isAnnounced}`
}
