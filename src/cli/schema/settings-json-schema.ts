import { z } from 'zod'
import { corpusSettingsSchema } from '../../corpus/corpus-settings-schema.ts'

/** The JSON Schema of `feedmill.yaml`, for editors. */
export function settingsJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(corpusSettingsSchema, { io: 'input' })
  return { $schema, title: 'feedmill.yaml', description: 'How Feedmill reads a folder of articles.', ...schema }
}
