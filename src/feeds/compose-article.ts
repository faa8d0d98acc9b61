import { renderMarkdown } from '../markdown/render-markdown.ts'
import type { Article, ArticleSummary, Author, Image, RelatedArticle } from '../model/article.ts'
import type { ArticleContent, ComposedArticle, TopicLink } from '../model/composed-article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Topic } from '../model/topic.ts'
import { paths, urlOf } from '../site/urls.ts'
import { parseUrl } from '../text/canonical-url.ts'
import {
  articlePlaceholders,
  corpusReferences,
  hostedPlaceholders,
  referenceOf,
  resolveCorpusReferences,
} from '../text/corpus-reference.ts'
import { embeddedVideo } from '../text/embedded-video.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { fileName } from '../text/file-name.ts'
import { parseAbsoluteUrl } from '../text/parse-absolute-url.ts'
import { sanitizeHtml } from '../text/sanitize-html.ts'
import { pictureKey, picturesIn } from '../text/shown-pictures.ts'
import { enclosuresOf } from './enclosures.ts'
import { type Phrases, phrasesIn } from './phrases.ts'
import { resolveEpisode, resolveFiles, urlsOfEpisode } from './resolve-files.ts'
import { linkOf, type ResolvedReferences } from './resolve-references.ts'
import { tagsOf, topicsOf } from './topics-of.ts'

/** A reference to a file, not to a page. */
const FILE = /^[^?#]*\.(?!html?(?:[?#]|$))[a-z][a-z\d]{1,7}(?:[?#]|$)/i

export interface ComposeOptions {
  /** Base of the URLs of hosted articles. */
  publicUrl: string
  /** Language of articles that name none, as a BCP 47 language tag. */
  siteLanguage?: string | undefined
}

/** Composes what all feeds and formats show of an article, except its topics. Its links to files of the corpus are not resolved. */
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
  const link = linkOf(article, publicUrl)
  const html = sanitizeParts(article, link)
  const shown = picturesIn(html.text + html.featured)
  return {
    ...rest,
    link,
    titleHtml: escapeHtml(article.title),
    excerptHtml: article.excerpt && escapeHtml(article.excerpt),
    contentHtml: composeHtml(article, html, { shown, phrases: phrasesIn(article.locale ?? siteLanguage) }),
    authors: authorsOf(article),
    images: article.images.map((image) => (shown.has(pictureKey(image.url)) ? { ...image, isShown: true } : image)),
    enclosures: enclosuresOf(article),
  }
}

/** What the corpus says of its articles. */
export interface CorpusContext {
  topicByKey: Corpus['topicByKey']
  resolved: ResolvedReferences
  publicUrl: string
}

/** Composes an article for all formats: its content, with resolved links, and its topics. */
export function composeArticle(
  content: ArticleContent,
  { file, topics, updated, link: liveUrl }: Pick<ArticleSummary, 'file' | 'topics' | 'updated' | 'link'>,
  { topicByKey, resolved, publicUrl }: CorpusContext,
): ComposedArticle {
  const links = topicsOf({ topics }, topicByKey).map((topic) => topicLink(topic, publicUrl))
  const urls = resolved.get(file)
  const resolve = (reference: string) => urls?.get(reference) ?? (liveUrl && writtenUrl(reference, liveUrl))
  const resolveLink = (reference: string) =>
    resolve(reference) ?? (FILE.test(reference) ? undefined : writtenUrl(reference, content.link))
  const contentHtml = resolveCorpusReferences(content.contentHtml, (reference, use) =>
    use === 'link' ? resolveLink(reference) : resolve(reference),
  )
  return {
    ...content,
    ...withoutRepetition(contentHtml, resolveFiles(content.images, resolve), content.images),
    enclosures: resolveFiles(content.enclosures, resolve),
    episode: content.episode && resolveEpisode(content.episode, resolve),
    updated,
    topics: links,
    tags: tagsOf({ topics }, topicByKey),
  }
}

/** Without the first image, if that is a file which the text names by another path. */
function withoutRepetition(contentHtml: string, images: Image[], [written]: Image[]) {
  const [image, ...others] = images
  if (!image || image.isShown || !written || referenceOf(written.url) === undefined) return { contentHtml, images }
  const key = pictureKey(image.url)
  const end = contentHtml.indexOf('\n') + 1
  const text = contentHtml.slice(end)
  if (!picturesIn(contentHtml.slice(0, end)).has(key) || !picturesIn(text).has(key)) return { contentHtml, images }
  return { contentHtml: text, images: [{ ...image, isShown: true }, ...others] }
}

/** Everything that a content names of the corpus, without repetition. */
export function referencesIn({ contentHtml, images, enclosures, episode }: ArticleContent): string[] {
  const urls = [...images, ...enclosures].map(({ url }) => url)
  if (episode) urls.push(...urlsOfEpisode(episode))
  return [...new Set([...corpusReferences(contentHtml), ...urls.flatMap((url) => referenceOf(url) ?? [])])]
}

/** The URL of a path that an author wrote, if it names nothing in the corpus: the site may have it. */
function writtenUrl(reference: string, liveUrl: string): string | undefined {
  if (!/^[./]/.test(reference)) return undefined
  const url = parseUrl(parseAbsoluteUrl(reference, liveUrl)?.href ?? '')
  return typeof url === 'string' ? undefined : url.href
}

function topicLink({ id, name }: Topic, publicUrl: string): TopicLink {
  return { id, name, pageUrl: urlOf(publicUrl, paths.topicPage(id)) }
}

function authorsOf({ authors, provider }: Article): Author[] {
  if (authors.length > 0 || !provider) return authors
  return [{ name: provider.name, url: provider.domain && `https://${provider.domain}/` }]
}

/** The article's own HTML. */
interface HtmlParts {
  /** Its body, else its excerpt. */
  text: string
  /** Its featured content. */
  featured: string
}

function sanitizeParts({ body, excerpt, featuredContent, locale, slug }: Article, link: string): HtmlParts {
  const placeholderOf = slug === undefined ? articlePlaceholders : hostedPlaceholders
  const text = body ? sanitizeHtml(renderMarkdown(body, locale), link, { placeholderOf }) : undefined
  return {
    text: text ?? (excerpt ? `<p>${escapeHtml(excerpt)}</p>` : ''),
    featured: featuredContent ? sanitizeHtml(featuredContent, link, { placeholderOf }) : '',
  }
}

/**
 * The content as HTML: image, text, featured content, enclosures, link to the publisher, related articles. An image that the text
 * shows is not repeated. The title if there is nothing else.
 */
function composeHtml(
  article: Article,
  { text, featured }: HtmlParts,
  { shown, phrases }: { shown: ReadonlySet<string>; phrases: Phrases | undefined },
): string {
  const { images, body, featuredContent, enclosures, provider, related } = article
  const [image] = images
  const video = featuredContent && embeddedVideo(featuredContent)
  const parts: string[] = []
  if (image && !shown.has(pictureKey(image.url))) {
    parts.push(`<p>${withLink(imageHtml(image), video ? video.url : undefined)}</p>`)
  }
  parts.push(text, featured)
  const files = enclosures.map(({ url, title }) => `<p>${withLink(escapeHtml(title ?? fileName(url)), url)}</p>`)
  parts.push(...new Set(files))
  if (article.link && !(article.isOwnPage && body)) {
    const publisher = provider?.name ?? new URL(article.link).hostname.replace(/^www\./, '')
    parts.push(`<p>${withLink(escapeHtml(phrases ? phrases.readAt(publisher) : publisher), article.link)}</p>`)
  }
  if (related.length > 0) {
    if (phrases) parts.push(`<p>${phrases.related}</p>`)
    parts.push(`<ul>\n${related.map(relatedHtml).join('\n')}\n</ul>`)
  }
  const html = parts.filter((part) => part !== '').join('\n') || `<p>${escapeHtml(article.title)}</p>`
  return html.replaceAll('\uFFFD', '&#xFFFD;')
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
