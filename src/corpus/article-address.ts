import { hash } from 'node:crypto'
import { slugOf } from '../text/slug.ts'
import { articleId } from './article-id.ts'
import type { ArticleInput } from './article-input.ts'
import { nameOfFile } from './article-title.ts'
import type { CorpusProfile } from './corpus-profile.ts'
import { liveUrl } from './dialects/live-url.ts'

/** Where an article is, and how readers recognise it. */
export interface ArticleAddress {
  /** The URL of an article that is not hosted here. */
  link?: string
  /** Whether the link leads to the article itself on the site of the corpus, not to a publisher. */
  isOwnPage?: true
  /** The last part of the URL of a hosted article. */
  slug?: string
  id: string
  /** The id if another article has the same, because the author's field is not meant to be unique. */
  fallbackId?: string
  /** The URL that resolves references in the front matter. */
  base?: string
  /** The token of `permalink` that the article has no value for: its URL is not known. */
  missingToken?: string
}

/**
 * Finds the address of an article: its URLs in the front matter, else its URL on the live site, else a page here.
 *
 * @returns undefined if there is neither a URL nor a body to host
 */
export function addressOf(
  { path, fields, fieldsByName, profile }: ArticleInput,
  { title, published, hasBody }: { title: string; published: Date; hasBody: boolean },
): ArticleAddress | undefined {
  const { originalUrl, webUrl } = fields
  const hasUrl = originalUrl !== undefined || webUrl !== undefined
  const found = hasUrl
    ? undefined
    : liveUrl({ path, title, published, slug: fields.slug, fields: fieldsByName() }, profile)
  if (found && 'missingToken' in found) return { id: '', missingToken: found.missingToken }
  const own = found
  const link = webUrl ?? originalUrl ?? fields.link ?? own?.url
  if (!link && !hasBody) return undefined
  const isOwnPage = (link !== undefined && (link === own?.url || isOnSite(link, profile))) || undefined
  const slug = link ? undefined : hostedSlug(path, title, fields.slug)
  const ownId = articleId(path, { id: undefined, originalUrl, webUrl: webUrl ?? own?.id ?? fields.link })
  const base = own?.url ?? link ?? (profile.site && `${profile.site}/`)
  const place = { link, isOwnPage, slug, base }
  if (fields.id) return { ...place, id: articleId(path, { id: fields.id }) }
  if (fields.guid) return { ...place, id: articleId(path, { id: fields.guid }), fallbackId: ownId }
  return { ...place, id: ownId }
}

function isOnSite(link: string, { site }: CorpusProfile): boolean {
  return site !== undefined && new URL(link).host === new URL(site).host
}

/** The slug of a hosted article: its own, else from the name of its file, else from its title, else from a hash. */
function hostedSlug(path: string, title: string, slug: string | undefined): string {
  const own = slug && slugOf(slug)
  return own || (slugOf(nameOfFile(path)) ?? slugOf(title) ?? hash('sha256', path).slice(0, 16))
}

/** The slug of a hosted article whose own is taken: with the names of its folders. */
export function longSlug(path: string): string {
  return slugOf(path.replace(/(?:\/index)?\.[^./]+$/i, '')) ?? hash('sha256', path).slice(0, 16)
}
