import type { Article } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { IgnoredReason } from '../model/ignored-reason.ts'
import { NATIVE_MARK } from './aliases/apply-aliases.ts'
import { heldBack, heldBackByText } from './aliases/held-back.ts'
import type { CorpusProfile } from './corpus-profile.ts'
import { dialects } from './dialects/dialects.ts'
import { type FrontMatter, parseFrontMatter } from './front-matter/parse-front-matter.ts'
import { createFieldReader } from './read-article-fields.ts'
import type { SourceFile } from './source-file.ts'
import { toArticle } from './to-article.ts'

/** How much of a file without front matter is searched for fields, in characters. */
const MAX_HEAD = 4096

/** The result of parsing one file: an article and its warnings, why it is no article, or what is wrong with it. */
export type ParsedArticle =
  | { article: Article; diagnostics: Diagnostic[] }
  | { ignored: IgnoredReason }
  | { diagnostics: Diagnostic[] }

/** Creates a parser of article files. */
export function createArticleParser(profile: CorpusProfile): (source: SourceFile) => ParsedArticle {
  const readFields = createFieldReader(profile)
  const dialect = dialects[profile.generator]
  return (source) => {
    const { path } = source
    const frontMatter = parseFrontMatter(source)
    if ('rule' in frontMatter) return { diagnostics: [frontMatter] }
    const fieldsByName = lazy(() => namedFields(frontMatter.fields, profile.fields.url))
    const isNative = Object.hasOwn(frontMatter.fields, NATIVE_MARK)
    const ignored =
      heldBack(frontMatter.fields, profile.fields.draft) ??
      heldBackByText(uncertainText(source, frontMatter)) ??
      (isNative ? undefined : dialect.ignores?.({ path, fields: fieldsByName() }, profile))
    if (ignored) return { ignored }
    const bodyLine = () => source.text.slice(0, source.text.length - frontMatter.body.length).split('\n').length
    return toArticle({ path, frontMatter, fieldsByName, bodyLine, profile, ...readFields(path, frontMatter) })
  }
}

/** Computes a value when it is asked for: few articles need it. */
function lazy<Value>(compute: () => Value): () => Value {
  let value: Value | undefined
  return () => {
    value ??= compute()
    return value
  }
}

/**
 * The text where a field may be that was not read as one: front matter that is not valid, a header, or, in a file without front
 * matter, what is above the first empty line.
 */
function uncertainText({ text }: SourceFile, { kind, body, warnings }: FrontMatter): string {
  if (kind === 'none') return /^\s*\S[\s\S]*?(?=\n[ \t]*\r?\n|$)/.exec(text.slice(0, MAX_HEAD))?.[0] ?? ''
  return kind === 'header' || warnings.length > 0 ? text.slice(0, text.length - body.length) : ''
}

/** The fields by lower-case name, with the author's own URL as `url`. */
function namedFields(
  fields: Readonly<Record<string, unknown>>,
  ownUrlNames: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const names = Object.keys(fields)
  const url = ownUrlNames.map((name) => fields[name]).find((value) => value !== undefined)
  if (url === undefined && names.every((name) => name === name.toLowerCase())) return fields
  const byName = Object.fromEntries(names.map((name) => [name.toLowerCase(), fields[name]]))
  return url === undefined ? byName : { ...byName, url }
}
