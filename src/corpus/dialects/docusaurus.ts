import type { IgnoredReason } from '../../model/ignored-reason.ts'
import type { CorpusProfile } from '../corpus-profile.ts'
import { withoutExtension, withoutIndex } from './article-path.ts'
import type { Dialect, Page } from './dialect.ts'
import { encodePath, withLetters } from './encode-path.ts'
import { findCommonIgnored } from './find-ignored.ts'
import { findIn } from './permalink.ts'
import { sitePath } from './site-path.ts'

const DATED = /^(?<folder>.*)(?<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?<text>.*?)$/

/** Docusaurus' blog (https://docusaurus.io/docs/blog, `plugin-content-blog/src/blogUtils.ts`). */
export const docusaurus: Dialect = {
  label: 'Docusaurus',
  findIgnored: (paths, profile) => {
    const hasBlog = paths.some((path) => isBlog(sitePath(path, profile)))
    const pages = paths.filter((path) => /(?:^|\/)_/.test(path) || (hasBlog && !isBlog(sitePath(path, profile))))
    return new Map([...pages.map((path): [string, IgnoredReason] => [path, 'page']), ...findCommonIgnored(paths)])
  },
  permalink: (page, profile) => {
    const { route, below } = splitRoute(page, profile)
    const written = page.slug?.replace(/\/$/, '')
    return encodePath(`/${route}/${written ?? slugOf(below)}`.replace(/\/{2,}/g, '/'))
  },
  tokens: (page, profile) => {
    const [year, month, day] = DATED.exec(splitRoute(page, profile).below)?.groups?.date?.split(/[-/]/) ?? []
    return findIn(year === undefined ? {} : { year, month, day })
  },
  idOf: withLetters,
}

function isBlog(path: string): boolean {
  return /^(?:blog|news)[\w-]*\//i.test(path)
}

/** The first folder below the site is the one of the blog, and in its URLs. */
function splitRoute({ path }: Page, profile: CorpusProfile): { route: string; below: string } {
  const whole = withoutIndex(withoutExtension(sitePath(path, profile)))
  const slash = profile.prefix === '' ? -1 : whole.indexOf('/')
  return slash < 0 && !isBlog(whole)
    ? { route: 'blog', below: whole }
    : { route: whole.slice(0, whole.indexOf('/')), below: whole.slice(whole.indexOf('/') + 1) }
}

function slugOf(below: string): string {
  const { folder = '', date, text = '' } = DATED.exec(below)?.groups ?? {}
  return date === undefined ? below : `${date.replaceAll('-', '/')}/${folder}${text}`
}
