import { z } from 'zod'
import type { Diagnostic } from '../model/diagnostic.ts'
import { isReserved, slugOf } from '../text/slug.ts'
import { escaped, languageTag, list, name, optional, url } from './fields.ts'
import { parseYaml, yamlDiagnostic } from './front-matter/parse-yaml.ts'
import type { SourceFile } from './source-file.ts'
import { createYamlLocator } from './yaml-locator.ts'

/** The fields of a file that describes a feed: that of a topic, or of a mix. */
export const descriptionFields = {
  name: optional(name),
  description: optional(escaped),
  language: optional(languageTag),
  image: optional(url),
  keywords: list(escaped),
  formerIds: list(escaped),
  retired: optional(z.boolean()),
}

/** A file that describes a feed: its fields as written, and where they are; only what is wrong if it is not YAML. */
type DescriptionFile =
  | { data: Record<string, unknown>; locate: ReturnType<typeof createYamlLocator> }
  | { diagnostics: Diagnostic[] }

export function readDescription({ path: file, text }: SourceFile): DescriptionFile {
  try {
    return { data: parseYaml(text), locate: createYamlLocator(file, text) }
  } catch (error) {
    return { diagnostics: [{ ...yamlDiagnostic(file, error, 1), severity: 'warning' }] }
  }
}

/** Whether a feed can have the id: it is a slug, and no reserved word. */
export function isFeedId(id: string): boolean {
  return slugOf(id) === id && !isReserved(id)
}

/** The former ids of a feed that it can have had, and the others. */
export function sortFormerIds(formerIds: readonly string[], id: string): { usable: string[]; unusable: string[] } {
  const former = [...new Set(formerIds)].filter((other) => other !== id)
  return { usable: former.filter(isFeedId), unusable: former.filter((other) => !isFeedId(other)) }
}
