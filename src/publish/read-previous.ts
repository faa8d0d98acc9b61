import { FeedmillError } from '../errors.ts'
import { sizesOf } from './file-sizes.ts'
import type { Manifest } from './manifest.ts'
import type { PublicationStore, Revision } from './store.ts'

/** The previous publication. */
export interface Previous {
  /** The current manifest; if it is lost or cannot be read, that of the newest publication. */
  previous: Manifest | undefined
  /** The part of the current publication that is damaged or lost, if any. */
  damage: string | undefined
  /** Why publishing needs `--force`: something was published, but no manifest can be read. */
  refusal: FeedmillError | undefined
}

/**
 * Reads the previous manifest, and checks that all documents are present. Checks only their sizes; the server checks the bytes
 * when it loads them.
 *
 * @param options.revision the current revision; undefined if there is none or it is lost
 * @param options.isTrusted whether to leave the check to the next run
 */
export async function readPrevious(
  store: PublicationStore,
  { revision, force, isTrusted }: { revision: Revision | undefined; force: boolean | undefined; isTrusted: boolean },
): Promise<Previous> {
  if (revision === undefined) {
    const previous = await readNewest(store)
    return { previous, damage: previous && 'the current publication', refusal: undefined }
  }
  try {
    const previous = await store.readManifest(revision)
    const damage = isTrusted ? undefined : await store.findDamage(revision, sizesOf(previous.files))
    return { previous, damage, refusal: undefined }
  } catch (error) {
    if (!isDamage(error)) throw error
    const previous = await readNewest(store)
    return { previous, damage: 'the manifest', refusal: previous || force ? undefined : error }
  }
}

/**
 * Reads the articles that were published after the last run of this publisher, if another one has published since.
 *
 * @param last the revision after that run, if any
 * @param current the current revision, if any
 */
export async function readKnown(
  store: PublicationStore,
  last: Revision | undefined,
  current: Revision | undefined,
): Promise<Manifest['articles'] | undefined> {
  if (last === undefined || last === current) return undefined
  try {
    return (await store.readManifest(last)).articles
  } catch (error) {
    if (!isDamage(error)) throw error
    return undefined
  }
}

/** Reads the newest manifest that is not damaged. */
async function readNewest(store: PublicationStore): Promise<Manifest | undefined> {
  for (const revision of await store.listRevisions()) {
    try {
      return await store.readManifest(revision)
    } catch (error) {
      if (!isDamage(error)) throw error
    }
  }
  return undefined
}

/** Whether an error means that something published is lost or altered, and not just unreadable for now. */
export function isDamage(error: unknown): error is FeedmillError {
  return error instanceof FeedmillError && error.code === 'publication-damaged'
}
