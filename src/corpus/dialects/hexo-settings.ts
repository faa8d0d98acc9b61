import type { CorpusProfile } from '../corpus-profile.ts'

/** What Hexo's URLs need of the configuration, by the names that `_config.yml` has in camel case. */
export interface HexoSettings {
  permalink: string
  permalinkDefaults: Record<string, string>
  newPostName: string
  defaultCategory: string
  categoryMap: Record<string, string>
  /** 0 keeps case, 1 is lower and 2 is upper case. */
  filenameCase: number
  hasAssetFolders: boolean
  /** Whether URLs end with `index.html`, and with `.html`. */
  trailingIndex: boolean
  trailingHtml: boolean
}

const defaults: HexoSettings = {
  permalink: ':year/:month/:day/:title/',
  permalinkDefaults: {},
  newPostName: ':title.md',
  defaultCategory: 'uncategorized',
  categoryMap: {},
  filenameCase: 0,
  hasAssetFolders: false,
  trailingIndex: true,
  trailingHtml: true,
}

export function hexoSettings({ settings }: CorpusProfile): HexoSettings {
  return { ...defaults, ...(settings as Partial<HexoSettings>) }
}

const SEGMENTS: Record<string, string> = {
  year: '(\\d{4})',
  month: '(\\d{2})',
  day: '(\\d{2})',
  i_month: '(\\d{1,2})',
  i_day: '(\\d{1,2})',
  hash: '([0-9a-f]{12})',
}

/**
 * What a file's name says by `new_post_name` of the configuration, such as `:year-:month-:day-:title.md`.
 *
 * @param name path below `_posts` without extension
 */
export function parsePostName(name: string, newPostName: string): Record<string, string> & { title: string } {
  const tokens: string[] = []
  const source = newPostName
    .replace(/\.\w+$/, '')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:(\w+)/g, (_, token: string) => {
      tokens.push(token)
      return SEGMENTS[token] ?? '(.+?)'
    })
  const match = new RegExp(`^${source}$`).exec(name)
  const parsed = match ? Object.fromEntries(tokens.map((token, index) => [token, match[index + 1] ?? ''])) : {}
  return { ...parsed, title: parsed.title ?? hexoSlug(name) }
}

/** Hexo's `slugize`: accents dropped, other characters joined by hyphens. */
export function hexoSlug(text: string, filenameCase = 0): string {
  const slug = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f\p{Cc}]/gu, '')
    .normalize('NFC')
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, '-')
    .replace(/^-+|(?<!-)-+$/g, '')
  return filenameCase === 1 ? slug.toLowerCase() : filenameCase === 2 ? slug.toUpperCase() : slug
}
