import { decodeHTMLStrict } from 'entities'
import { escapeHtml } from './escape-html.ts'
import { mediaFileType } from './media-file.ts'
import { percentDecoded } from './percent-decoded.ts'

/** The scheme of links to files of the corpus, until it is known where those are published. */
const SCHEME = 'corpus:'

/** A relative or root-relative path of a Markdown file, or one from the root of the content, as Zola writes it. */
const MARKDOWN_FILE = /^(?![a-z][a-z\d+.-]*:|\/\/)[^?#]+\.(?:md|markdown|mdx)(?:[?#]|$)/i

/** A URL, a path of a host, or a part of a page. */
const NO_PATH = /^(?:[a-z][a-z\d+.-]*:|\/\/|#|\?|$)/i

/** In sanitized HTML, an unescaped `<` or `>` only delimits tags, so that no text can look like these. */
const LINK = / href="corpus:([^"<>]*)">/g
const PICTURE = /(<p>)?<img src="corpus:([^"<>]*)" alt="([^"<>]*)"([^<>]*)>(<\/p>\n?)?/g

/** Says what stands for a link or picture of the corpus in sanitized HTML, until it is known where that is published. */
export type Placeholders = (url: string, use: 'link' | 'media') => string | undefined

/**
 * The placeholders for links to Markdown files.
 *
 * References that other forms were expanded to, such as `corpus:Note#heading`, stay as they are. Paths that authors wrote as
 * links begin with `./`, `../`, `/` or `@/`.
 */
export const articlePlaceholders: Placeholders = (url, use) => {
  if (url.startsWith(SCHEME)) return url.startsWith(`${SCHEME}//`) ? undefined : url
  return use === 'link' && MARKDOWN_FILE.test(url) ? placeholderOf(url) : undefined
}

/** The placeholders of a hosted article, also for the files beside it: what is relative to its file has no other place. */
export const hostedPlaceholders: Placeholders = (url, use) =>
  articlePlaceholders(url, use) ??
  filePlaceholder(url, use) ??
  (NO_PATH.test(url) || url.startsWith('/') ? undefined : placeholderOf(url))

/** The placeholder for a file of the corpus that an article shows, or that may be published; undefined for other references. */
export function filePlaceholder(url: string, use: 'link' | 'media'): string | undefined {
  if (NO_PATH.test(url)) return undefined
  return use === 'media' || mediaFileType(splitReference(url).path) ? placeholderOf(url) : undefined
}

function placeholderOf(url: string): string {
  return SCHEME + (/^(?:\.{1,2}\/|\/|@\/)/.test(url) ? url : `./${url}`)
}

/** The reference of a placeholder; undefined for URLs. */
export function referenceOf(url: string): string | undefined {
  return url.startsWith(SCHEME) ? url.slice(SCHEME.length) : undefined
}

/** The path that a reference names, without percent-encoding, and its fragment with `#`. */
export function splitReference(reference: string): { path: string; fragment: string } {
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/s.exec(reference) ?? []
  return { path: percentDecoded(path), fragment }
}

/** The references in sanitized HTML, without repetition. */
export function corpusReferences(html: string): string[] {
  if (!html.includes(SCHEME)) return []
  const links = [...html.matchAll(LINK)].map(([, reference = '']) => reference)
  const pictures = [...html.matchAll(PICTURE)].map(([, , reference = '']) => reference)
  return [...new Set([...links, ...pictures].map((reference) => decodeHTMLStrict(reference)))]
}

/**
 * Resolves the references in sanitized HTML.
 *
 * @param urlOf the URL for a reference; without one, a link keeps only its text, and a picture its alternative text
 */
export function resolveCorpusReferences(
  html: string,
  urlOf: (reference: string, use: 'link' | 'media') => string | undefined,
): string {
  if (!html.includes(SCHEME)) return html
  const resolve = (reference: string, use: 'link' | 'media') => urlOf(decodeHTMLStrict(reference), use)
  return html
    .replace(LINK, (_, reference: string) => {
      const url = resolve(reference, 'link')
      return url === undefined ? '>' : ` href="${escapeHtml(url)}">`
    })
    .replace(PICTURE, (_, start = '', reference: string, alt: string, rest: string, end = '') => {
      const url = resolve(reference, 'media')
      if (url === undefined && alt === '' && start && end) return ''
      return start + (url === undefined ? alt : `<img src="${escapeHtml(url)}" alt="${alt}"${rest}>`) + end
    })
    .trimEnd()
}
