import { z } from 'zod'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'
import { isReserved, slugOf } from '../text/slug.ts'
import { languageTag, list, name, optional, plain, url } from './fields.ts'
import { parseYaml, yamlDiagnostic } from './front-matter/parse-yaml.ts'
import { createLineFinder } from './front-matter/yaml-locations.ts'
import { schemaDiagnostics } from './schema-diagnostics.ts'
import type { SourceFile } from './source-file.ts'

/** A topic as one file describes it; the parent is a name or an id. */
export interface TopicDescription {
  file: string
  topic: Topic
  parent?: string
}

const topicSchema = z.object({
  id: optional(plain),
  _id: optional(plain),
  name: optional(name),
  description: optional(plain),
  language: optional(languageTag),
  image: optional(url),
  parent: optional(name),
  keywords: list(plain),
  formerIds: list(plain),
  retired: optional(z.boolean()),
})

/** Parses a topic file in `topics/`. */
export function parseTopic({ path: file, text }: SourceFile): TopicDescription | { diagnostics: Diagnostic[] } {
  let data: Record<string, unknown>
  try {
    data = parseYaml(text)
  } catch (error) {
    return { diagnostics: [yamlDiagnostic(file, error, 1)] }
  }
  const parsed = topicSchema.safeParse(data)
  if (!parsed.success) {
    const lineOf = createLineFinder(text)
    return { diagnostics: schemaDiagnostics(file, parsed.error, (path) => lineOf(path) + 1) }
  }
  const { name, formerIds, keywords, ...fields } = parsed.data
  if (!name) return { diagnostics: [diagnostic('field-missing', { file, line: 1, field: 'name' }, 'is missing')] }
  const id = fields.id ?? fields._id ?? slugOf(name) ?? ''
  const diagnostics = [
    ...(isTopicId(id) ? [] : [invalidId(file, fields.id === undefined && fields._id ? '_id' : 'id', id)]),
    ...formerIds.filter((formerId) => !isTopicId(formerId)).map((formerId) => invalidId(file, 'formerIds', formerId)),
  ]
  if (diagnostics.length > 0) return { diagnostics }
  const { description, language, image, parent, retired = false } = fields
  const topic = {
    id,
    name,
    description,
    language,
    image,
    keywords,
    formerIds: [...new Set(formerIds)].filter((former) => former !== id),
    retired,
    hasDescription: true,
  }
  return { file, topic, parent }
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
  return diagnostic('topic-id-invalid', { file, field }, `${JSON.stringify(id)} is not a valid topic id`)
}
