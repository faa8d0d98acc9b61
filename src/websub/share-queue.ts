import { pause } from '../concurrency/pause.ts'
import { shortHash } from '../publish/short-hash.ts'
import type { PublicationStore } from '../publish/store.ts'
import { createSharedDeliveryState } from './delivery-state.ts'
import type { HubQueueOptions } from './hub-queue.ts'

interface SharingOptions {
  stopping: AbortSignal
  /** How long to wait until all servers have what was published: hubs fetch from any of them. */
  followedMs: number
}

/**
 * What the queue of a hub needs where several publishers notify it: one at a time, each all that is published and was not
 * delivered by any. So a publisher that was killed before it could notify the hub leaves that to the next one.
 */
export function shareQueue(
  hub: string,
  store: PublicationStore & Required<Pick<PublicationStore, 'inTurn'>>,
  { stopping, followedMs }: SharingOptions,
): Required<Pick<HubQueueOptions, 'save' | 'shared'>> {
  const state = createSharedDeliveryState(store, hub)
  return {
    save: (delivered) => state.save(Object.fromEntries(delivered)),
    shared: {
      inTurn: async (round) => {
        await pause(followedMs, stopping)
        return store.inTurn(`websub-${shortHash(hub)}`, round, stopping)
      },
      load: async () => {
        const revision = await store.readRevision()
        const { files } = revision === undefined ? { files: [] } : await store.readManifest(revision)
        return { files, delivered: (await state.load()) ?? {} }
      },
    },
  }
}
