import { FeedmillError } from '../errors.ts'
import type { Manifest } from './manifest.ts'
import type { PublicationStore, Revision } from './store.ts'

/** What was published before. */
export interface Previous {
  /** The manifest of what is published; that of the newest publication where the current one is lost or cannot be read. */
  previous: Manifest | undefined
  /** What is damaged or lost of what is published, if anything is. */
  damage: string | undefined
  /** Why nothing may be published without force: something was published, and nothing is known of it any more. */
  refusal: FeedmillError | undefined
}

/**
 * Reads what was published before, and checks that all of it is still there. The server checks the bytes themselves when it
 * loads them; here only their number is checked.
 *
 * @param options.revision what is published; undefined where that is nothing, or lost
 * @param options.isTrusted whether the next run may check instead
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
    const damage = isTrusted ? undefined : await store.findDamage(revision, previous.files)
    return { previous, damage, refusal: undefined }
  } catch (error) {
    if (!isDamage(error)) throw error
    const previous = await readNewest(store)
    return { previous, damage: 'the manifest', refusal: previous || force ? undefined : error }
  }
}

/** The newest manifest that can be read. */
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

/** Whether an error says that something published is lost or altered, and not that it cannot be read now. */
export function isDamage(error: unknown): error is FeedmillError {
  return error instanceof FeedmillError && error.code === 'publication-damaged'
}
