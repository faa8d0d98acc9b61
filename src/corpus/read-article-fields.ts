import { z } from 'zod'
import type { Diagnostic } from '../model/diagnostic.ts'
import { createAliasReader, NATIVE_MARK, type NativeFields } from './aliases/apply-aliases.ts'
import { type ArticleFields, articleSchema, type Writing } from './article-schema.ts'
import type { CorpusProfile } from './corpus-profile.ts'
import { type EpisodeFields, episodeSchema, isEpisode } from './episode-schema.ts'
import type { FrontMatter } from './front-matter/parse-front-matter.ts'
import { parseTolerantly } from './parse-tolerantly.ts'
import { formatPath, type Locate } from './schema-diagnostics.ts'

/** The fields of one file. */
export interface ReadFields {
  fields: ArticleFields
  /** What makes it an episode of a podcast, if anything does. */
  episode?: EpisodeFields | undefined
  /** The author's name of a field; the field's own name if the file does not have it. */
  nameOf: (field: string) => string
  /** The file and the line of a field, under the author's name. */
  locate: Locate
  /** A warning for each value that was dropped, because it is not what its field needs. */
  diagnostics: Diagnostic[]
}

/** Creates a reader of an article's fields, under all names that authors use. What is wrong costs only that field or item. */
export function createFieldReader(profile: CorpusProfile): (file: string, frontMatter: FrontMatter) => ReadFields {
  const isJekyll = profile.generator === 'jekyll'
  const context = { splitsAtBlanks: isJekyll, readsTimesAsUtc: isJekyll }
  const readAliases = createAliasReader(ownNames(profile), context)
  return (file, frontMatter) => {
    const native = readAliases(frontMatter.fields)
    const locate = createLocator(file, frontMatter, native)
    const writing = isCollected(frontMatter.fields) ? 'escaped' : isJekyll ? 'tags' : 'plain'
    const schema = compiledSchema(profile.timezone, writing)
    const nameOf = (field: string) => native.names[field] ?? field
    const article = { ...parseTolerantly(schema, native.values, locate), nameOf, locate }
    if (!isEpisode(native.values)) return article
    const episode = parseTolerantly(episodeSchema, native.values, locate)
    return { ...article, episode: episode.fields, diagnostics: [...article.diagnostics, ...episode.diagnostics] }
  }
}

/**
 * Whether the fields of a file were collected from a publisher's feed or page, so that they are escaped for HTML: it is native
 * and has the URL at the publisher. What people write themselves, for any generator, is plain text.
 */
export function isCollected({ [NATIVE_MARK]: published, originalUrl, webUrl }: FrontMatter['fields']): boolean {
  return Boolean(published && (originalUrl || webUrl))
}

function ownNames({ fields, topics }: CorpusProfile): Record<string, readonly string[]> {
  return topics.fields ? { ...fields, topics: topics.fields } : fields
}

function createLocator(file: string, { lineOf }: FrontMatter, { names, reshaped }: NativeFields): Locate {
  return ([first, ...rest]) => {
    const field = String(first)
    const name = names[field] ?? field
    const path = reshaped.has(field) ? [name] : [name, ...rest]
    return { file, line: lineOf(path), field: formatPath(path) }
  }
}

const schemas = new Map<string, ReturnType<typeof articleSchema>>()

/** Compiles a schema once per thread: it takes as long as reading a hundred articles. */
function compiledSchema(timeZone: string, writing: Writing): ReturnType<typeof articleSchema> {
  const key = `${writing} ${timeZone}`
  const schema = schemas.get(key) ?? z.compile(articleSchema(timeZone, writing))
  schemas.set(key, schema)
  return schema
}
