import { excerptOf } from '../markdown/excerpt.ts'
import type { Article, Provider } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { canonicalLanguageTag } from '../text/language-tag.ts'
import { decodedText } from '../text/plain-text.ts'
import { addressOf } from './article-address.ts'
import { publicationDate } from './article-date.ts'
import { attachEpisode } from './article-episode.ts'
import type { ArticleInput } from './article-input.ts'
import { attachEnclosures, attachImages, authorsOf } from './article-media.ts'
import type { ArticleFields } from './article-schema.ts'
import { firstHeading, titleOfFile } from './article-title.ts'
import { dialects } from './dialects/dialects.ts'
import { expandBody } from './expand-body.ts'

/** Sanitizing takes time quadratic in the depth of tags. */
const MAX_TAGS = 10_000

const MAX_TOPICS = 100

/** Makes an article of what was read of its file, or says why there is none. */
export function toArticle(
  input: ArticleInput,
): { article: Article; diagnostics: Diagnostic[] } | { diagnostics: Diagnostic[] } {
  const { path: file, frontMatter, fields, locate, profile } = input
  const expanded = expandBody(input)
  const { title, body: markdown } = titleAndBody(input, expanded.text)
  const body = markdown.replace(/^(?:[ \t]*\n)+/, '').trimEnd() || undefined
  const published = publicationDate(input)
  const { updatedDateTime: updated, featuredContent } = fields
  const hasBody = body !== undefined
  const address =
    title && published instanceof Date
      ? addressOf(input, { title: decodedText(title), published, hasBody })
      : hasBody || hasUrl(input) || frontMatter.kind === 'none'

  const errors: Diagnostic[] = []
  if (!title) errors.push(diagnostic('field-missing', { file, line: 1, field: 'title' }, 'is missing'))
  if (!(published instanceof Date)) errors.push(...published)
  if (!address) {
    errors.push(diagnostic('article-without-link-or-body', { file, line: 1 }, 'has neither a URL nor a body'))
  }
  if (typeof address === 'object' && address.missingToken !== undefined) {
    const message = `has no value for ":${address.missingToken}" in the permalink of feedmill.yaml`
    errors.push(diagnostic('permalink-token-missing', { file, line: 1 }, message))
  }
  errors.push(...findComplexHtml(file, { body, featuredContent }))
  const diagnostics = [...frontMatter.warnings, ...input.diagnostics, ...expanded.diagnostics]
  if (!title || !(published instanceof Date) || typeof address !== 'object' || errors.length > 0) {
    return {
      diagnostics: [...errors, ...diagnostics.filter((warning) => !errors.some((error) => isSame(error, warning)))],
    }
  }

  const { link, isOwnPage, slug, id, fallbackId, base } = address
  const media = { locate, base, diagnostics }
  if (fields.topics.length > MAX_TOPICS) {
    const message = `has ${fields.topics.length} topics, of which the first ${MAX_TOPICS} are used`
    diagnostics.push(diagnostic('topics-too-many', locate(['topics']), message, { severity: 'warning' }))
  }
  return {
    article: {
      file,
      id,
      fallbackId,
      title,
      link,
      isOwnPage,
      slug,
      aliases: slug ? aliasesOf(fields) : undefined,
      excerpt: fields.excerpt ?? (body && excerptOf(body)),
      body,
      featuredContent,
      published,
      updated: updated && updated > published ? updated : published,
      expires: fields.expires,
      frontMatter: frontMatter.kind === 'yaml' || frontMatter.kind === 'none' ? undefined : frontMatter.kind,
      topics: fields.topics.slice(0, MAX_TOPICS),
      authors: authorsOf(fields, profile.authors),
      provider: toProvider(fields.provider),
      images: attachImages(fields, media),
      related: fields.related.flatMap(toRelatedArticle),
      enclosures: attachEnclosures(fields, media),
      episode: attachEpisode(input.episode, profile.authors, media),
      locale: fields.locale ?? languageOfPath(input),
      type: fields.type,
      category: fields.category,
      quality: fields.quality,
      heat: fields.heat,
      ampWebUrl: fields.ampWebUrl,
      cdnAmpWebUrl: fields.cdnAmpWebUrl,
    },
    diagnostics,
  }
}

/** The title: the field, else the first heading, which leaves the body, else the name of the file. */
function titleAndBody(
  { fields, path, nameOf }: ArticleInput,
  text: string,
): { title: string | undefined; body: string } {
  if (fields.title) return { title: fields.title, body: text }
  const heading = firstHeading(text)
  if (heading) return heading
  const isNative = nameOf('publishedDateTime') === 'publishedDateTime' && fields.publishedDateTime !== undefined
  return { title: isNative ? undefined : titleOfFile(path), body: text }
}

function hasUrl({ fields: { link, originalUrl, webUrl }, profile }: ArticleInput): boolean {
  return [link, originalUrl, webUrl, profile.site].some((url) => url !== undefined)
}

function findComplexHtml(file: string, htmlByField: Readonly<Record<string, string | undefined>>): Diagnostic[] {
  return Object.entries(htmlByField).flatMap(([field, html]) => {
    const isComplex = html && (html.match(/<[a-z]/gi)?.length ?? 0) > MAX_TAGS
    return isComplex ? [diagnostic('html-too-complex', { file, field }, `has more than ${MAX_TAGS} tags`)] : []
  })
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.rule === b.rule && a.field === b.field && a.line === b.line
}

function languageOfPath({ path, profile }: ArticleInput): string | undefined {
  const language = dialects[profile.generator].languageOf?.(path, profile)
  return language && canonicalLanguageTag(language)
}

function aliasesOf({ aliases }: ArticleFields): string[] | undefined {
  return aliases.length > 0 ? aliases : undefined
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
