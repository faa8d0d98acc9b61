import { messageOf } from '../errors.ts'
import type { PublicationStore } from '../publish/store.ts'
import { FOLLOWED_MS, type HubNotifierOptions } from './hub-notifier.ts'
import { createHubQueue } from './hub-queue.ts'
import { planPings } from './plan-pings.ts'
import { shareQueue } from './share-queue.ts'

/** How long to wait for hubs, and for other publishers that notify them. */
const MAX_WAIT_MS = 60_000

interface NotifyOnceOptions extends Pick<HubNotifierOptions, 'hubs' | 'publicUrl' | 'now' | 'followedMs'> {
  store: PublicationStore & Required<Pick<PublicationStore, 'inTurn'>>
}

/** What became of the documents of which a hub had not been notified. */
export interface Notified {
  hub: string
  /** The number of documents that it has been notified of. */
  documents: number
  /** Why it does not know of others. */
  failure?: string
}

/**
 * Notifies each hub of all that publishers of the same bucket have published and not delivered, once (WebSub §7). What fails is
 * left to the next publisher. Only hubs with something to deliver are in the result, and waited for.
 */
export async function notifyOnce({
  store,
  hubs,
  publicUrl,
  now,
  followedMs = FOLLOWED_MS,
}: NotifyOnceOptions): Promise<Notified[]> {
  const stopping = AbortSignal.timeout(MAX_WAIT_MS)
  const notify = async (hub: string): Promise<Notified | undefined> => {
    const sharing = shareQueue(hub, store, { stopping, followedMs })
    const { files, delivered } = await sharing.shared.load()
    if (planPings(files, new Map(Object.entries(delivered)), publicUrl).length === 0) return undefined
    let documents = 0
    const onPing: HubNotifierOptions['onPing'] = ({ urls, failure }) => {
      if (failure === undefined) documents += urls.length
    }
    const queue = createHubQueue(hub, { publicUrl, now, stopping, onPing, firstPauseMs: 0, ...sharing })
    const failure = await queue.deliverOnce()
    return { hub, documents, ...(failure === undefined ? {} : { failure }) }
  }
  const notified = hubs.map((hub) =>
    notify(hub).catch((error: unknown) => ({ hub, documents: 0, failure: messageOf(error) })),
  )
  return (await Promise.all(notified)).filter((result) => result !== undefined)
}
