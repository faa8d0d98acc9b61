import type { ArticleSummary } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { paths, urlOf } from '../site/urls.ts'
import { parseUrl } from '../text/canonical-url.ts'
import { splitReference } from '../text/corpus-reference.ts'
import { mediaFileType } from '../text/media-file.ts'
import { parseAbsoluteUrl } from '../text/parse-absolute-url.ts'
import { percentDecoded } from '../text/percent-decoded.ts'
import { createFileFinder } from './file-finder.ts'

const MARKDOWN = /\.(?:md|markdown|mdx)$/
/** The end of the name of a page that a generator makes of an article. */
const PAGE = /(?:\/index)?\.html?$/i
const DATE = /(^|\/)\d{4}-\d{1,2}-\d{1,2}[-_ ]+(?=[^/]+$)/

/** The URLs of what articles name of their corpus, by the file of the article and by reference. */
export type ResolvedReferences = ReadonlyMap<string, ReadonlyMap<string, string>>

/** What an article names: the URL of another article or of a file on its site, or a file to publish with it. */
type Target = { url: string } | { media: string }

/** What articles name of their corpus. */
export interface FoundReferences {
  targets: ReadonlyMap<string, ReadonlyMap<string, Target>>
  /** The files to publish. */
  media: ReadonlySet<string>
  /** A warning for each reference that leads nowhere. */
  diagnostics: Diagnostic[]
}

/**
 * Finds what articles link to and show of their corpus.
 *
 * @param articles those that are due; links to others lead nowhere
 * @param corpus.root the absolute path of the corpus
 * @param corpus.media the paths of files that may be published
 */
export function findReferences(
  articles: readonly ArticleSummary[],
  { root, media, publicUrl }: { root: string; media: readonly string[]; publicUrl: string },
): FoundReferences {
  const targets = new Map<string, ReadonlyMap<string, Target>>()
  const wanted = new Set<string>()
  const diagnostics: Diagnostic[] = []
  const naming = articles.filter(({ references }) => references)
  if (naming.length === 0) return { targets, media: wanted, diagnostics }
  const byFile = new Map(articles.map((article) => [article.file, article]))
  const findArticle = createFileFinder(byFile.keys(), { root, otherPaths: namesOfArticle })
  const findMedia = createFileFinder(media, { root })
  const find = (target: string, { file: from, link }: ArticleSummary): Target | undefined => {
    const { path, fragment } = splitReference(target)
    if (mediaFileType(path)) {
      const file = findMedia(path, { from })
      if (file === undefined) return undefined
      return link === undefined ? { media: file } : { url: urlBeside(from, file, link) }
    }
    const page = path.replace(PAGE, '')
    const file = path && (findArticle(path, { from }) ?? (page === path ? undefined : findArticle(page, { from })))
    const article = byFile.get(file ?? '')
    return article && { url: withFragment(linkOf(article, publicUrl), fragment) }
  }
  for (const article of naming) {
    const { file, references = [] } = article
    const found = new Map<string, Target>()
    for (const { target, line } of references) {
      const named = find(target, article)
      if (!named) diagnostics.push(broken(target, line === undefined ? { file } : { file, line }))
      else found.set(target, named)
      if (named && 'media' in named) wanted.add(named.media)
    }
    targets.set(file, found)
  }
  return { targets, media: wanted, diagnostics }
}

/** @param urlOfMedia the URL that a file is published at; undefined if it is not */
export function resolveReferences(
  { targets }: Pick<FoundReferences, 'targets'>,
  urlOfMedia: (file: string) => string | undefined,
): ResolvedReferences {
  const resolved = new Map<string, Map<string, string>>()
  for (const [file, named] of targets) {
    const urls = new Map<string, string>()
    for (const [reference, target] of named) {
      const url = 'url' in target ? target.url : urlOfMedia(target.media)
      if (url !== undefined) urls.set(reference, url)
    }
    resolved.set(file, urls)
  }
  return resolved
}

/** The URL of an article: on its site, or its page here. */
export function linkOf({ link, slug = '' }: Pick<ArticleSummary, 'link' | 'slug'>, publicUrl: string): string {
  return link ?? urlOf(publicUrl, paths.articlePage(slug))
}

/** What authors call an article in links, besides its path: without extension, date, and the `index` of its folder. */
function namesOfArticle(path: string): string[] {
  const name = path.replace(MARKDOWN, '')
  const names = [name, name.replace(/\/index$/, '')]
  return [...names, ...names.map((known) => known.replace(DATE, '$1'))]
}

/** The URL of a file on a site that publishes it at its place, relative to the article. */
function urlBeside(article: string, file: string, link: string): string {
  const folder = article.slice(0, article.lastIndexOf('/') + 1)
  const path = file.startsWith(folder) ? file.slice(folder.length) : '../'.repeat(folder.split('/').length - 1) + file
  return canonical(path.split('/').map(encodeURIComponent).join('/'), link) ?? link
}

function withFragment(url: string, fragment: string): string {
  return canonical(fragment, url) ?? url
}

function canonical(reference: string, base: string): string | undefined {
  const url = parseUrl(parseAbsoluteUrl(reference, base)?.href ?? '')
  return typeof url === 'string' ? undefined : url.href
}

function broken(target: string, where: { file: string; line?: number }): Diagnostic {
  const { path } = splitReference(target)
  const name = JSON.stringify(percentDecoded(target).replace(/^\.\//, ''))
  const isArticle = MARKDOWN.test(path.toLowerCase()) || !/\.[a-z\d]{2,5}$/i.test(path)
  return isArticle
    ? diagnostic('link-broken', where, `links to ${name}, which is no published article`, { severity: 'warning' })
    : diagnostic('media-missing', where, `names ${name}, which is no file that can be published`, {
        severity: 'warning',
      })
}
