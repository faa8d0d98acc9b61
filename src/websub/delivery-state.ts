import { z } from 'zod'
import { createJsonState, type JsonState } from '../publish/json-state.ts'
import type { PublicationStore } from '../publish/store.ts'

const schema = z.record(z.string(), z.record(z.string(), z.string()))

/** What each hub was notified of last: the hash of each document by path, by the hub's URL. */
export type DeliveredByHub = z.infer<typeof schema>

/** What hubs were notified of: neither a restart nor a crash loses a ping. */
export function createDeliveryState(store: PublicationStore): JsonState<DeliveredByHub> {
  return createJsonState(store, 'websub', schema)
}
