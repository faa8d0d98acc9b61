import { parseUrl } from '../../text/canonical-url.ts'
import type { CorpusProfile } from '../corpus-profile.ts'
import { createGlobMatcher } from '../glob.ts'
import type { Dialect, Page } from './dialect.ts'
import { dialects } from './dialects.ts'
import { encodeWrittenPath } from './encode-path.ts'
import { expandPermalink } from './permalink.ts'

const MEDIA =
  /\.(?:mp3|m4a|m4b|aac|ogg|oga|opus|flac|wav|mp4|m4v|mov|webm|mkv|avi|jpe?g|png|gif|webp|avif|svg|pdf|zip)(?:[?#]|$)/i
const TEMPLATE_CODE = /\{\{|\{%|\$\{|<%/

/**
 * The URL of an article on its site, and its id in the feed of the generator: by its own `permalink`, `url` or `path`, then by
 * the patterns of `feedmill.yaml`, then by the generator's rule.
 *
 * @returns undefined if the site is not known; without a value for a token of a pattern of `feedmill.yaml`, that token
 */
export function liveUrl(
  page: Page,
  profile: CorpusProfile,
): { url: string; id: string } | { missingToken: string } | undefined {
  if (profile.site === undefined) return undefined
  const dialect = dialects[profile.generator]
  const missing: string[] = []
  const path =
    ownPermalink(page, profile, dialect) ??
    configured(page, profile, { dialect, onMissing: (token) => missing.push(token) }) ??
    dialect.permalink(page, profile)
  const [missingToken] = missing
  if (missingToken !== undefined) return { missingToken }
  const absolute = isAbsolute(path) ? path : profile.site + path
  const parsed = parseUrl(absolute)
  const url = typeof parsed === 'string' ? absolute : parsed.href
  return { url, id: dialect.idOf(url, page, profile) }
}

function ownPermalink(page: Page, profile: CorpusProfile, dialect: Dialect): string | undefined {
  const { permalink, url, path } = page.fields
  const written = [permalink, url, path].find(isUrlOrPath)
  if (written === undefined || isAbsolute(written)) return written
  return dialect.ownPermalink?.(written, page, profile) ?? encodeWrittenPath(`/${written}`.replace(/\/{2,}/g, '/'))
}

function isUrlOrPath(value: unknown): value is string {
  if (typeof value !== 'string' || value === '') return false
  if (TEMPLATE_CODE.test(value) || MEDIA.test(value) || /\.mdx?$/i.test(value)) return false
  return !isAbsolute(value) || typeof parseUrl(value) !== 'string'
}

function configured(
  page: Page,
  profile: CorpusProfile,
  { dialect, onMissing }: { dialect: Dialect; onMissing: (token: string) => void },
): string | undefined {
  const permalink = profile.permalinks.find(({ files }) => createGlobMatcher([files])(page.path))
  return permalink && expandPermalink(permalink.pattern, page, profile, dialect.tokens?.(page, profile), onMissing)
}

function isAbsolute(url: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(url)
}
