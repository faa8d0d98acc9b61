import type { z } from 'zod'
import type { PublicationStore } from './store.ts'

/** Small durable state as a value. */
export interface JsonState<Value> {
  /**
   * The value; `undefined` where there is none yet, or where it is damaged: then its text is kept as `<name>-damaged`.
   *
   * @throws where it cannot be read now: then nothing is known of it, and it must not be replaced
   */
  load: () => Promise<Value | undefined>
  save: (value: Value) => Promise<void>
}

/** Keeps a value in the store, as JSON. */
export function createJsonState<Value>(
  store: PublicationStore,
  name: string,
  schema: z.ZodType<Value>,
): JsonState<Value> {
  return {
    load: async () => {
      const text = await store.readState(name)
      if (text === undefined) return undefined
      const value = parse(text, schema)
      if (value === undefined) await store.writeState(`${name}-damaged`, text)
      return value
    },
    save: (value) => store.writeState(name, `${JSON.stringify(value, null, 1)}\n`),
  }
}

function parse<Value>(text: string, schema: z.ZodType<Value>): Value | undefined {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
