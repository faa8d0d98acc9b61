import { isDamage } from '../publish/read-previous.ts'
import type { PublicationStore, Revision } from '../publish/store.ts'
import { isSubscription } from '../site/urls.ts'
import type { Deltas } from './http/delta.ts'

/**
 * Lets the documents of earlier publications that are still stored be bases of deltas, so that a server that starts late has those
 * of the servers that have run since then.
 */
export async function indexEarlier(deltas: Deltas, store: PublicationStore): Promise<void> {
  const [, ...earlier] = await store.listRevisions()
  for (const revision of earlier) {
    await indexRevision(deltas, store, revision).catch((error: unknown) => {
      if (!isDamage(error)) throw error
    })
  }
}

async function indexRevision(deltas: Deltas, store: PublicationStore, revision: Revision): Promise<void> {
  const { files } = await store.readManifest(revision)
  for (const file of files) {
    if (!isSubscription(file.path)) continue
    await deltas.indexEarlier({ ...file, read: (coding) => store.readDocument(revision, file, coding) })
  }
}
