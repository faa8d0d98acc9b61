import { hash } from 'node:crypto'
import type { Document } from '../model/document.ts'
import { extensions } from '../model/feed-formats.ts'
import { localUrl, paths, urlOf } from '../site/urls.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { createFreePaths } from './free-paths.ts'

/** What has moved. */
export interface Moves {
  /** Current feed ids by former id. */
  moved: Readonly<Record<string, string>>
  /** Paths of pages by former path, without its final slash. */
  movedPages?: Readonly<Record<string, string>> | undefined
}

/** The list of redirects that Netlify and Cloudflare Pages read. */
const REDIRECTS_FILE = '_redirects'

/** Folders without a page. */
const FOLDERS = ['feeds', 'topics', 'articles']

/** A path that leads to another one; if both are folders, with everything below. */
interface Rule {
  from: string
  to: string
  isFolder?: boolean
}

/**
 * What static hosts need to redirect as the server does: a list of redirects for those that read one, and for all others a page at
 * each former path of a page. The server does not serve them.
 *
 * @param documents all others, which stay what they are
 * @param publicUrl base of every URL, without a trailing slash
 */
export function documentsOfRedirects(
  { moved, movedPages = {} }: Moves,
  documents: readonly Document[],
  publicUrl: string,
): Document[] {
  const taken = new Set(documents.map(({ path }) => path))
  const topics = Object.entries(moved).filter(([former]) => !taken.has(paths.feed(former, extensions.rss)))
  const pages = Object.entries(movedPages).filter(([from]) => !taken.has(from) && !taken.has(`${from}/index.html`))
  const rules = [
    ...topics.flatMap(([former, id]) => rulesOfTopic(former, id)),
    ...pages.flatMap(([from, to]) => rulesOfPage(from, to)),
    ...FOLDERS.flatMap((folder) => rulesOfPage(folder, '')),
  ]
  const list = writeRules(rules, publicUrl)
  const takeFree = createFreePaths([...taken, REDIRECTS_FILE])
  const formerPages = [...topics.map(([former, id]) => [`topics/${former}`, paths.topicPage(id)] as const), ...pages]
  return [
    documentOf(REDIRECTS_FILE, 'text/plain', hash('sha256', list, 'base64'), () => list),
    ...formerPages.flatMap(([from, to]) => {
      const path = takeFree(from)
      return path === undefined ? [] : [documentOf(path, 'text/html', to, () => redirectPage(publicUrl, to))]
    }),
  ]
}

function writeRules(rules: readonly Rule[], publicUrl: string): string {
  const local = (path: string) => localUrl(publicUrl, path).replaceAll('*', '%2A')
  const lines = rules.map(({ from, to, isFolder }) =>
    isFolder ? `${local(from)}* ${local(to)}:splat 301\n` : `${local(from)} ${local(to)} 301\n`,
  )
  return lines.join('')
}

function rulesOfTopic(former: string, id: string): Rule[] {
  const formats = Object.values(extensions)
  return [
    ...formats.map((extension) => ({ from: paths.feed(former, extension), to: paths.feed(id, extension) })),
    { from: `feeds/${former}`, to: paths.feed(id, extensions.rss) },
    { from: `feeds/${former}/`, to: `feeds/${id}/`, isFolder: true },
    { from: `topics/${former}`, to: paths.topicPage(id) },
    { from: paths.topicPage(former), to: paths.topicPage(id), isFolder: true },
  ]
}

function rulesOfPage(from: string, to: string): Rule[] {
  return [
    { from, to },
    { from: `${from}/`, to },
  ]
}

/** A page that leads to another one at once. */
function redirectPage(publicUrl: string, to: string): string {
  const href = escapeHtml(localUrl(publicUrl, to))
  return [
    '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Moved</title>',
    `<link rel="canonical" href="${escapeHtml(urlOf(publicUrl, to))}">`,
    `<meta http-equiv="refresh" content="0; url=${href}">`,
    `<p>This page has moved to <a href="${href}">${href}</a>.</p>\n</html>\n`,
  ].join('\n')
}

/** @param fingerprint changes when the text does, with the same configuration */
function documentOf(path: string, mediaType: string, fingerprint: string, render: () => string): Document {
  return { path, mediaType, isForStaticHosts: true, fingerprint, articles: [], render: () => [Buffer.from(render())] }
}
