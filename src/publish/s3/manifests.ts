import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import { FeedmillError, messageOf } from '../../errors.ts'
import type { Manifest } from '../manifest.ts'
import { type Bucket, CONCURRENCY } from './bucket.ts'
import { damagedManifest } from './damaged.ts'
import { keys, privateHeaders } from './keys.ts'
import { joinManifest, partsOf, splitManifest } from './manifest-parts.ts'

/** The manifests in a bucket, each named by the hash of its index. Only parts that are new are sent or read. */
export interface Manifests {
  /** @throws FeedmillError `publication-damaged` */
  read: (sha256: string) => Promise<Manifest>
  /**
   * Sends a manifest.
   *
   * @param base a manifest that is certainly there, whose parts need not be sent again
   * @returns its hash
   */
  write: (manifest: Manifest, base: string | undefined) => Promise<string>
  /**
   * The keys of a manifest and its parts.
   *
   * @throws FeedmillError `publication-damaged`
   */
  keysOf: (sha256: string) => Promise<string[]>
}

/** A manifest that was read or written. */
interface Recent {
  sha256: string
  /** While it is in use elsewhere. */
  manifest: WeakRef<Manifest>
  /** Its parts by hash, compressed. */
  parts: ReadonlyMap<string, Buffer>
}

/** How many manifests to keep in memory: the current one, and one that is about to be. */
const MAX_RECENT = 2

export function openManifests(bucket: Bucket): Manifests {
  let recent: Recent[] = []
  const find = (sha256: string | undefined) => recent.find((one) => one.sha256 === sha256)
  const remember = (sha256: string, manifest: Manifest, parts: Recent['parts']): void => {
    const others = recent.filter((one) => one.sha256 !== sha256)
    recent = [{ sha256, manifest: new WeakRef(manifest), parts }, ...others].slice(0, MAX_RECENT)
  }
  const findPart = (sha256: string) => recent.map(({ parts }) => parts.get(sha256)).find((part) => part !== undefined)

  const load = async (sha256: string): Promise<{ body: Buffer; text: string }> => {
    const key = keys.manifest(sha256)
    const body = findPart(sha256) ?? (await download(bucket, key))
    const text = await unpack(body).catch((error: unknown) => {
      throw damagedManifest(bucket, key, messageOf(error))
    })
    if (hash('sha256', text) !== sha256) throw damagedManifest(bucket, key, 'its hash is not that in its name')
    return { body, text }
  }
  const send = async (sha256: string, body: Buffer): Promise<void> =>
    void (await bucket.put(keys.manifest(sha256), body, privateHeaders.manifest))

  const read = async (sha256: string): Promise<Manifest> => {
    const { text: index } = await load(sha256)
    const bodies = new Map<string, Buffer>()
    const texts = new Map<string, string>()
    try {
      const { files, articles } = partsOf(index)
      await forEachConcurrent(
        [...files, ...articles],
        async (name) => {
          const { body, text } = await load(name)
          bodies.set(name, body)
          texts.set(name, text)
        },
        CONCURRENCY,
      )
      const manifest = joinManifest(index, (name) => texts.get(name) ?? '')
      remember(sha256, manifest, bodies)
      return manifest
    } catch (error) {
      throw error instanceof FeedmillError ? error : damagedManifest(bucket, keys.manifest(sha256), messageOf(error))
    }
  }
  return {
    read: async (sha256) => find(sha256)?.manifest.deref() ?? read(sha256),
    write: async (manifest, base) => {
      const { index, parts } = splitManifest(manifest)
      const there = find(base)?.parts
      const bodies = new Map<string, Buffer>()
      await forEachConcurrent(
        [...parts],
        async ([name, text]) => {
          const body = there?.get(name) ?? (await pack(text))
          bodies.set(name, body)
          if (!there?.has(name)) await send(name, body)
        },
        CONCURRENCY,
      )
      const sha256 = hash('sha256', index)
      await send(sha256, await pack(index))
      remember(sha256, manifest, bodies)
      return sha256
    },
    keysOf: async (sha256) => {
      const { files, articles } = partsOf((await load(sha256)).text)
      return [sha256, ...files, ...articles].map(keys.manifest)
    },
  }
}

async function download(bucket: Bucket, key: string): Promise<Buffer> {
  const found = await bucket.get(key)
  if (!found || found === 'unchanged') throw damagedManifest(bucket, key, 'it is lost')
  return found.body
}

function pack(text: string): Promise<Buffer> {
  return promisify(gzip)(text)
}

async function unpack(body: Buffer): Promise<string> {
  return String(await promisify(gunzip)(body))
}
