import { z } from 'zod'
import type { Article, Provider } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { cleanText } from '../text/clean-text.ts'
import { firstParagraph } from '../text/first-paragraph.ts'
import { slugOf } from '../text/slug.ts'
import { articleId } from './article-id.ts'
import { type ArticleFields, articleSchema } from './article-schema.ts'
import { parseFrontMatter } from './front-matter/parse-front-matter.ts'
import { schemaDiagnostics } from './schema-diagnostics.ts'
import type { SourceFile } from './source-file.ts'

/** Sanitizing takes time quadratic in the depth of tags. */
const MAX_TAGS = 10_000

/** The result of parsing one file: an article, a draft, or what is wrong with it. */
export type ParsedArticle = { article: Article } | { isDraft: true } | { diagnostics: Diagnostic[] }

/**
 * Creates a parser of article files.
 *
 * @param timeZone IANA time zone of dates without a zone
 */
export function createArticleParser({ timeZone }: { timeZone: string }): (source: SourceFile) => ParsedArticle {
  const schema = compiledSchema(timeZone)
  return (source) => {
    const file = source.path
    const frontMatter = parseFrontMatter(source)
    if ('rule' in frontMatter) return { diagnostics: [frontMatter] }
    if (frontMatter.kind === 'none') {
      return {
        diagnostics: [diagnostic('front-matter-missing', { file, line: 1 }, 'does not start with a "---" line')],
      }
    }
    const fields = schema.safeParse(frontMatter.fields)
    if (!fields.success) return { diagnostics: schemaDiagnostics(file, fields.error, frontMatter.lineOf) }
    return fields.data.published ? toArticle(file, fields.data, frontMatter.body) : { isDraft: true }
  }
}

const schemas = new Map<string, ReturnType<typeof articleSchema>>()

/** Compiles the schema once per thread and time zone: it takes as long as reading a hundred articles. */
function compiledSchema(timeZone: string): ReturnType<typeof articleSchema> {
  const schema = schemas.get(timeZone) ?? z.compile(articleSchema(timeZone))
  schemas.set(timeZone, schema)
  return schema
}

function toArticle(file: string, fields: ArticleFields, markdown: string): ParsedArticle {
  const { title, publishedDateTime: published, updatedDateTime: updated } = fields
  const diagnostics: Diagnostic[] = []
  const body =
    cleanText(markdown)
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd() || undefined
  const link = fields.webUrl ?? fields.originalUrl
  const slug = link ? undefined : (fields.slug ?? slugOf(baseName(file)))
  if (!title) diagnostics.push(diagnostic('field-missing', { file, line: 1, field: 'title' }, 'is missing'))
  if (!published)
    diagnostics.push(diagnostic('field-missing', { file, line: 1, field: 'publishedDateTime' }, 'is missing'))
  if (!link && !body) {
    diagnostics.push(diagnostic('article-without-link-or-body', { file, line: 1 }, 'has neither a URL nor a body'))
  }
  for (const [field, html] of Object.entries({ body, featuredContent: fields.featuredContent })) {
    if (html && (html.match(/<[a-z]/gi)?.length ?? 0) > MAX_TAGS) {
      diagnostics.push(diagnostic('html-too-complex', { file, field }, `has more than ${MAX_TAGS} tags`))
    }
  }
  if (!link && body && !slug) {
    diagnostics.push(diagnostic('slug-invalid', { file }, 'has a file name that cannot be turned into a slug'))
  }
  if (!title || !published || diagnostics.length > 0) return { diagnostics }
  return {
    article: {
      file,
      id: articleId(file, fields),
      title,
      link,
      slug,
      excerpt: fields.excerpt ?? (body && firstParagraph(body)),
      body,
      featuredContent: fields.featuredContent,
      published,
      updated: updated && updated > published ? updated : published,
      topics: fields.topics,
      authors: fields.authors.flatMap(({ name, url }) => (name ? [{ name, url }] : [])),
      provider: toProvider(fields.provider),
      images: fields.images.flatMap(({ url, width, height, title: alt }) => (url ? [{ url, width, height, alt }] : [])),
      related: fields.related.flatMap(toRelatedArticle),
      enclosures: fields.enclosures.flatMap(({ url, ...enclosure }) => (url ? [{ url, ...enclosure }] : [])),
      locale: fields.locale,
      type: fields.type,
      category: fields.category,
      quality: fields.quality,
      heat: fields.heat,
      ampWebUrl: fields.ampWebUrl,
      cdnAmpWebUrl: fields.cdnAmpWebUrl,
    },
  }
}

function toProvider(provider: ArticleFields['provider']): Provider | undefined {
  const name = provider?.name ?? provider?.domain
  return name ? { name, domain: provider?.domain } : undefined
}

function toRelatedArticle(related: ArticleFields['related'][number]): Article['related'] {
  const url = related.webUrl ?? related.originalUrl
  if (!related.title || !url) return []
  const { title, excerpt, publishedDateTime: published } = related
  return [{ title, url, excerpt, published, provider: toProvider(related.provider) }]
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.md$/, '')
}
