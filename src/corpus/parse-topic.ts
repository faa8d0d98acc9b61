import { z } from 'zod'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'
import { isReserved, slugOf } from '../text/slug.ts'
import { escaped, languageTag, list, name, optional, url } from './fields.ts'
import { parseYaml, yamlDiagnostic } from './front-matter/parse-yaml.ts'
import { createLineFinder } from './front-matter/yaml-locations.ts'
import { formatPath, schemaDiagnostics } from './schema-diagnostics.ts'
import type { SourceFile } from './source-file.ts'

/** A topic as one file describes it; the parent is a name or an id. */
export interface TopicDescription {
  file: string
  topic: Topic
  parent?: string
}

const topicSchema = z.object({
  id: optional(escaped),
  _id: optional(escaped),
  name: optional(name),
  description: optional(escaped),
  language: optional(languageTag),
  image: optional(url),
  parent: optional(name),
  keywords: list(escaped),
  formerIds: list(escaped),
  retired: optional(z.boolean()),
})

/** What a topic file says; without a description if it cannot be used. */
export interface ParsedTopic {
  description?: TopicDescription
  diagnostics: Diagnostic[]
}

/**
 * Parses a topic file in `topics/`. An invalid field is left out, and so is an invalid item of a list; without a name or a
 * valid id there is no description.
 */
export function parseTopic({ path: file, text }: SourceFile): ParsedTopic {
  let data: Record<string, unknown>
  try {
    data = parseYaml(text)
  } catch (error) {
    return { diagnostics: [{ ...yamlDiagnostic(file, error, 1), severity: 'warning' }] }
  }
  const { fields, invalid, diagnostics } = readFields(data, { file, text })
  const { name, description, language, image, parent, keywords, retired = false } = fields
  if (['name', 'id', '_id'].some((field) => invalid.has(field))) return { diagnostics }
  if (!name) {
    const where = { file, line: 1, field: 'name' }
    return { diagnostics: [...diagnostics, diagnostic('field-missing', where, 'is missing', { severity: 'warning' })] }
  }
  const id = fields.id ?? fields._id ?? slugOf(name) ?? ''
  if (!isTopicId(id)) {
    const field = fields.id === undefined && fields._id ? '_id' : 'id'
    return { diagnostics: [...diagnostics, invalidId(file, field, id)] }
  }
  const formerIds = [...new Set(fields.formerIds)].filter((former) => former !== id)
  const topic = {
    id,
    name,
    description,
    language,
    image,
    keywords,
    formerIds: formerIds.filter(isTopicId),
    retired,
    hasDescription: true,
  }
  const unusable = formerIds.filter((former) => !isTopicId(former))
  return {
    description: { file, topic, parent },
    diagnostics: [...diagnostics, ...unusable.map((former) => invalidId(file, 'formerIds', former))],
  }
}

/** Reads the fields, without those that are invalid and without invalid items of lists. */
function readFields(
  data: Record<string, unknown>,
  { file, text }: { file: string; text: string },
): { fields: z.infer<typeof topicSchema>; invalid: ReadonlySet<string>; diagnostics: Diagnostic[] } {
  const parsed = topicSchema.safeParse(data)
  if (parsed.success) return { fields: parsed.data, invalid: new Set(), diagnostics: [] }
  const valid = { ...data }
  const invalid = new Set<string>()
  for (const { path } of parsed.error.issues) {
    const [field, index] = path as [string, number?]
    const value = valid[field]
    invalid.add(field)
    if (Array.isArray(value) && index !== undefined) valid[field] = value.with(index, undefined)
    else valid[field] = undefined
  }
  const lineOf = createLineFinder(text)
  const found = schemaDiagnostics(parsed.error, (path) => ({ file, line: lineOf(path) + 1, field: formatPath(path) }))
  const warnings = found.map((issue) => ({ ...issue, severity: 'warning' as const }))
  return { fields: topicSchema.parse(valid), invalid, diagnostics: warnings }
}

/** Whether a YAML file reads like the description of a topic: it has a name, and nothing that no description has. */
export function isLikelyTopic({ text }: SourceFile): boolean {
  try {
    const fields = parseYaml(text)
    return (
      typeof fields.name === 'string' && Object.keys(fields).every((field) => Object.hasOwn(topicSchema.shape, field))
    )
  } catch {
    return false
  }
}

function isTopicId(id: string): boolean {
  return slugOf(id) === id && !isReserved(id)
}

function invalidId(file: string, field: string, id: string): Diagnostic {
  return diagnostic('topic-id-invalid', { file, field }, `${JSON.stringify(id)} is not a valid topic id`, {
    severity: 'warning',
  })
}
