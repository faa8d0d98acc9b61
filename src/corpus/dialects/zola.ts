import { splitPath } from './article-path.ts'
import { asciiOf } from './ascii.ts'
import type { Dialect } from './dialect.ts'
import { encodePath, encodeWrittenPath, withLetters } from './encode-path.ts'
import { findCommonIgnored } from './find-ignored.ts'
import { hasDate } from './has-date.ts'
import { sitePath } from './site-path.ts'
import { type ZolaSettings, zolaSettings } from './zola-settings.ts'

const DATED_NAME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:?\d{2}:?\d{2}(?:Z|[+-]\d{2}:?\d{2})?)?\s?[_-](.+)$/

/** Zola (https://www.getzola.org/documentation/content/page/, `components/content/src/page.rs`). */
export const zola: Dialect = {
  label: 'Zola',
  findIgnored: findCommonIgnored,
  ignores: (page, profile) => (profile.usesGitDates || hasDate(page, profile) ? undefined : 'page'),
  permalink: ({ path, slug }, profile) => {
    const settings = zolaSettings(profile)
    const { plain, language } = splitLanguage(sitePath(path, profile), settings)
    const { folder, name } = splitPath(plain)
    const last = slug ?? (settings.keepsDates ? undefined : DATED_NAME.exec(name)?.[1]) ?? name
    return encodePath(`/${language}/${folder}/${zolaSlug(last, settings)}/`.replace(/\/{2,}/g, '/'))
  },
  ownPermalink: (path) => encodeWrittenPath(`/${path}/`.replace(/\/{2,}/g, '/')),
  languageOf: (path, profile) => splitLanguage(sitePath(path, profile), zolaSettings(profile)).language || undefined,
  idOf: withLetters,
}

function splitLanguage(path: string, { languages }: ZolaSettings): { plain: string; language: string } {
  const language = /\.([\w-]+)\.md$/.exec(path)?.[1] ?? ''
  return languages.includes(language)
    ? { plain: path.replace(/\.[\w-]+(\.md)$/, '$1'), language }
    : { plain: path, language: '' }
}

function zolaSlug(text: string, { slugify }: ZolaSettings): string {
  if (slugify === 'off') return text
  if (slugify === 'safe') return text.replace(/(?<![ .])[ .]+$/, '').replace(/[<>:"/|?*\\]/g, '')
  return asciiOf(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
