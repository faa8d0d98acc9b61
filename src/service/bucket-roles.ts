import type { Config } from '../config.ts'
import { openStore, type StoreOptions } from '../publish/open-store.ts'
import type { PublicationStore } from '../publish/store.ts'
import { type BucketFollower, type FollowerOptions, followBucket } from './bucket-follower.ts'

/** Whether a server has articles to publish, and does not only serve what others publish. */
export function publishes({ publishTo, serveFrom }: Pick<Config, 'publishTo' | 'serveFrom'>): boolean {
  return publishTo !== undefined || serveFrom === undefined
}

/** Where runs publish: a bucket or, without one, what is served. */
export async function openPublication(
  config: Config,
  served: PublicationStore,
  options: StoreOptions,
): Promise<PublicationStore> {
  return config.publishTo ? openStore(config.publishTo, config, options) : served
}

/** Follows the bucket that is served or, where that is published to, that one; without a bucket, there is nothing to follow. */
export async function startFollower(
  config: Config,
  publication: PublicationStore,
  { pid, signal, ...options }: Omit<FollowerOptions, 'source'> & StoreOptions,
): Promise<BucketFollower | undefined> {
  const { serveFrom, publishTo } = config
  if (!serveFrom && !publishTo) return undefined
  const source = serveFrom ? await openStore(serveFrom, config, { pid, now: options.now, signal }) : publication
  return followBucket({ ...options, source })
}
