import { articleJsonSchema } from './article-json-schema.ts'
import { mixJsonSchema } from './mix-json-schema.ts'
import { settingsJsonSchema } from './settings-json-schema.ts'

/** What `feedmill schema` can describe, with the JSON Schema of each. */
export const jsonSchemas = {
  article: () => articleJsonSchema,
  mix: () => mixJsonSchema,
  settings: settingsJsonSchema,
} as const

export type SchemaKind = keyof typeof jsonSchemas
