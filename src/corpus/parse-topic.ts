import { z } from 'zod'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'
import { slugOf } from '../text/slug.ts'
import { descriptionFields, isFeedId, readDescription, sortFormerIds } from './feed-description.ts'
import { escaped, name, optional } from './fields.ts'
import { parseYaml } from './front-matter/parse-yaml.ts'
import { podcastSchema, toPodcast } from './parse-podcast.ts'
import { parseTolerantly } from './parse-tolerantly.ts'
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
  ...descriptionFields,
  parent: optional(name),
  podcast: optional(podcastSchema),
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
export function parseTopic(source: SourceFile): ParsedTopic {
  const read = readDescription(source)
  if ('diagnostics' in read) return read
  const { data, locate } = read
  const { path: file } = source
  const podcastAsWritten: unknown = structuredClone(data.podcast)
  const { fields, diagnostics } = parseTolerantly(topicSchema, data, locate)
  const { name, description, language, image, parent, keywords, retired = false } = fields
  if (diagnostics.some(({ field = '' }) => ['name', 'id', '_id'].includes(field))) return { diagnostics }
  if (!name) {
    const where = { file, line: 1, field: 'name' }
    return { diagnostics: [...diagnostics, diagnostic('field-missing', where, 'is missing', { severity: 'warning' })] }
  }
  const id = fields.id ?? fields._id ?? slugOf(name) ?? ''
  if (!isFeedId(id)) {
    const field = fields.id === undefined && fields._id ? '_id' : 'id'
    return { diagnostics: [...diagnostics, invalidId(file, field, id)] }
  }
  const podcast =
    fields.podcast && toPodcast(fields.podcast, podcastAsWritten as Record<string, unknown>, { image, locate })
  const formerIds = sortFormerIds(fields.formerIds, id)
  const topic = {
    id,
    name,
    description,
    language,
    image,
    keywords,
    formerIds: formerIds.usable,
    retired,
    hasDescription: true,
    podcast: podcast?.podcast,
  }
  return {
    description: { file, topic, parent },
    diagnostics: [
      ...diagnostics,
      ...(podcast?.diagnostics ?? []),
      ...formerIds.unusable.map((former) => invalidId(file, 'formerIds', former)),
    ],
  }
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

function invalidId(file: string, field: string, id: string): Diagnostic {
  return diagnostic('topic-id-invalid', { file, field }, `${JSON.stringify(id)} is not a valid topic id`, {
    severity: 'warning',
  })
}
