import { z } from 'zod'
import { createJsonState, type JsonState } from '../publish/json-state.ts'
import type { PublicationStore } from '../publish/store.ts'

const schema = z.record(z.string(), z.record(z.string(), z.string()))

/** The last delivered hash of each document, by hub URL and path. */
export type DeliveredByHub = z.infer<typeof schema>

/** The durable record of deliveries, so that neither a restart nor a crash loses a ping. */
export function createDeliveryState(store: PublicationStore): JsonState<DeliveredByHub> {
  return createJsonState(store, 'websub', schema)
}
