import type { z } from 'zod'
import type { PublicationStore } from './store.ts'

/** Small durable state as a typed value. */
export interface JsonState<Value> {
  /**
   * Loads the value; `undefined` if there is none, or if it is damaged, in which case its text is kept as `<name>-damaged`.
   *
   * @throws if it cannot be read for now; then it must not be replaced
   */
  load: () => Promise<Value | undefined>
  save: (value: Value) => Promise<void>
}

/** Creates durable state that is stored as JSON. */
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
