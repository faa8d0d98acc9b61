import type { CorpusProfile } from '../corpus-profile.ts'

/** What Hugo's URLs need of the configuration. */
export interface HugoSettings {
  /** URL patterns by the first folder; `/` is the top. */
  permalinks: Record<string, string>
  /** True, or by the first folder. */
  uglyUrls: boolean | Record<string, boolean>
  keepsCase: boolean
  removesAccents: boolean
  /** Languages by their key, with the folder of their content below that of all, with a trailing slash, if any. */
  languages: Record<string, { folder?: string }>
  defaultLanguage: string
  /** Whether URLs of the default language start with its key. */
  isDefaultInFolder: boolean
  /** Whether the configuration of the site is known, and so the place of CONTENT_DIR in it. */
  isKnown: boolean
}

const defaults: HugoSettings = {
  permalinks: {},
  uglyUrls: false,
  keepsCase: false,
  removesAccents: false,
  languages: {},
  defaultLanguage: 'en',
  isDefaultInFolder: false,
  isKnown: false,
}

export function hugoSettings({ settings }: CorpusProfile): HugoSettings {
  return { ...defaults, ...(settings as Partial<HugoSettings>) }
}

/** A page's path below the content of its language, and the key of that language. */
export function splitLanguage(path: string, settings: HugoSettings): { path: string; language: string } {
  const { languages, defaultLanguage } = settings
  const inSuffix = /\.([\w-]+)(\.\w+)$/.exec(path)
  const suffix = inSuffix?.[1]?.toLowerCase() ?? ''
  const plain = Object.hasOwn(languages, suffix) ? path.replace(/\.[\w-]+(\.\w+)$/, '$1') : path
  for (const [language, { folder }] of Object.entries(languages)) {
    if (folder !== undefined && plain.startsWith(folder)) return { path: plain.slice(folder.length), language }
  }
  return { path: plain, language: Object.hasOwn(languages, suffix) ? suffix : defaultLanguage }
}
