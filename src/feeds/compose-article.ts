import { renderMarkdown } from '../markdown/render-markdown.ts'
import type { Article, ArticleSummary, Author, Image, RelatedArticle } from '../model/article.ts'
import type { ArticleContent, ComposedArticle, TopicLink } from '../model/composed-article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Topic } from '../model/topic.ts'
import { paths, urlOf } from '../site/urls.ts'
import { embeddedVideo } from '../text/embedded-video.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { fileName } from '../text/file-name.ts'
import { sanitizeHtml } from '../text/sanitize-html.ts'
import { enclosuresOf } from './enclosures.ts'
import { type Phrases, phrasesIn } from './phrases.ts'
import { tagsOf, topicsOf } from './topics-of.ts'

export interface ComposeOptions {
  /** Base of the URLs of hosted articles. */
  publicUrl: string
  /** Language of articles that name none, as a BCP 47 language tag. */
  siteLanguage?: string | undefined
}

/** Composes what all feeds and formats show of an article, except its topics. */
export function composeContent(article: Article, { publicUrl, siteLanguage }: ComposeOptions): ArticleContent {
  const {
    body: _body,
    file: _file,
    featuredContent: _featured,
    topics: _topics,
    fallbackId: _fallbackId,
    aliases: _aliases,
    expires: _expires,
    frontMatter: _frontMatter,
    isOwnPage: _isOwnPage,
    ...rest
  } = article
  const link = article.link ?? urlOf(publicUrl, paths.articlePage(article.slug ?? ''))
  return {
    ...rest,
    link,
    titleHtml: escapeHtml(article.title),
    excerptHtml: article.excerpt && escapeHtml(article.excerpt),
    contentHtml: composeHtml(article, link, phrasesIn(article.locale ?? siteLanguage)),
    authors: authorsOf(article),
    enclosures: enclosuresOf(article),
  }
}

/** Composes an article for all formats: its content and its topics. */
export function composeArticle(
  content: ArticleContent,
  { topics, updated }: Pick<ArticleSummary, 'topics' | 'updated'>,
  { topicByKey, publicUrl }: { topicByKey: Corpus['topicByKey']; publicUrl: string },
): ComposedArticle {
  const links = topicsOf({ topics }, topicByKey).map((topic) => topicLink(topic, publicUrl))
  return { ...content, updated, topics: links, tags: tagsOf({ topics }, topicByKey) }
}

function topicLink({ id, name }: Topic, publicUrl: string): TopicLink {
  return { id, name, pageUrl: urlOf(publicUrl, paths.topicPage(id)) }
}

function authorsOf({ authors, provider }: Article): Author[] {
  if (authors.length > 0 || !provider) return authors
  return [{ name: provider.name, url: provider.domain && `https://${provider.domain}/` }]
}

/** The content as HTML: image, text, featured content, enclosures, link to the publisher, related articles. */
function composeHtml(article: Article, link: string, phrases: Phrases | undefined): string {
  const { images, body, excerpt, featuredContent, enclosures, provider, related } = article
  const [image] = images
  const video = featuredContent && embeddedVideo(featuredContent)
  const parts: string[] = []
  if (image) parts.push(`<p>${withLink(imageHtml(image), video ? video.url : undefined)}</p>`)
  if (body) parts.push(sanitizeHtml(renderMarkdown(body, article.locale), link))
  else if (excerpt) parts.push(`<p>${escapeHtml(excerpt)}</p>`)
  if (featuredContent) parts.push(sanitizeHtml(featuredContent, link))
  for (const { url, title } of enclosures) parts.push(`<p>${withLink(escapeHtml(title ?? fileName(url)), url)}</p>`)
  if (article.link && !(article.isOwnPage && body)) {
    const publisher = provider?.name ?? new URL(article.link).hostname.replace(/^www\./, '')
    parts.push(`<p>${withLink(escapeHtml(phrases ? phrases.readAt(publisher) : publisher), article.link)}</p>`)
  }
  if (related.length > 0) {
    if (phrases) parts.push(`<p>${phrases.related}</p>`)
    parts.push(`<ul>\n${related.map(relatedHtml).join('\n')}\n</ul>`)
  }
  return parts
    .filter((part) => part !== '')
    .join('\n')
    .replaceAll('\uFFFD', '&#xFFFD;')
}

function imageHtml({ url, width, height, alt = '' }: Image): string {
  const size = width && height ? ` width="${width}" height="${height}"` : ''
  return `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}"${size} />`
}

function relatedHtml({ url, title, provider }: RelatedArticle): string {
  return `<li>${withLink(escapeHtml(title), url)}${provider ? ` (${escapeHtml(provider.name)})` : ''}</li>`
}

function withLink(html: string, url: string | undefined): string {
  return url ? `<a href="${escapeHtml(url)}">${html}</a>` : html
}
