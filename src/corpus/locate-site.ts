import { relative, resolve, sep } from 'node:path'
import type { Generator } from './corpus-profile.ts'
import type { AstroSettings } from './dialects/astro.ts'
import { parseHexoConfig } from './dialects/hexo-config.ts'
import { parseHugoConfig } from './dialects/hugo-config.ts'
import { parseJekyllConfig } from './dialects/jekyll-config.ts'
import { mergeHugoConfig } from './dialects/merge-hugo-config.ts'
import { type Recognized, recognizeSite } from './dialects/recognize-site.ts'
import type { Data, SiteConfig } from './dialects/site-config.ts'
import { parseZolaConfig } from './dialects/zola-config.ts'
import type { OpenedFolder } from './site-folders.ts'

/** A site that CONTENT_DIR belongs to. */
export interface LocatedSite extends Recognized {
  folder: OpenedFolder
  config: SiteConfig
  /** The path of CONTENT_DIR below the folder that the generator's paths start from, with a trailing slash. */
  prefix: string
}

/**
 * Finds the site that a folder of articles belongs to, by the configuration at or above it, else by the form of its path.
 *
 * @param folders CONTENT_DIR and the folders above it, nearest first
 * @param wanted the generator, if `feedmill.yaml` names it
 */
export function locateSite(
  contentDir: string,
  folders: readonly OpenedFolder[],
  wanted: Generator | 'auto',
): LocatedSite | undefined {
  for (const folder of folders) {
    const recognized = recognizeSite(folder)
    if (recognized && (wanted === 'auto' || wanted === recognized.generator))
      return openSite(contentDir, folder, recognized)
  }
  const shape = wanted === 'auto' ? recognizeShape(contentDir, folders) : { generator: wanted, evidence: '' }
  const [folder] = folders
  return (
    shape &&
    folder && { ...shape, folder, prefix: prefixByShape(contentDir, shape.generator), config: { settings: {} } }
  )
}

/** A generator that the names of folders give away. */
function recognizeShape(contentDir: string, folders: readonly OpenedFolder[]): Recognized | undefined {
  const path = `${slashed(contentDir)}/`
  const names = folders[0]?.names ?? new Set()
  const hasPosts = names.has('_posts')
  if (path.includes('/source/_posts/') || (path.endsWith('/source/') && hasPosts)) {
    return { generator: 'hexo', evidence: 'source/_posts' }
  }
  if (path.includes('/_posts/') || hasPosts) return { generator: 'jekyll', evidence: '_posts' }
  const vault = folders.find((folder) => folder.names.has('.obsidian'))
  return vault && { generator: 'obsidian', evidence: '.obsidian' }
}

/** The prefix of a site without a configuration, as far as the path of CONTENT_DIR says. */
function prefixByShape(contentDir: string, generator: Generator): string {
  const folders = slashed(contentDir).split('/')
  if (generator === 'docusaurus') return `${folders.at(-1)}/`
  const posts = generator === 'jekyll' || generator === 'hexo' ? folders.lastIndexOf('_posts') : -1
  return posts < 0 ? '' : `${folders.slice(posts).join('/')}/`
}

function openSite(contentDir: string, folder: OpenedFolder, { generator, evidence }: Recognized): LocatedSite {
  const located = { folder, generator, evidence }
  const at = (base: string, config: SiteConfig = { settings: {} }): LocatedSite => ({
    ...located,
    ...relate(contentDir, resolve(folder.path, base), config),
  })
  const configured = (parse: (data: Data) => SiteConfig & { source?: string }, base = '.') => {
    const { source = base, ...config } = parse(folder.data(evidence) ?? {})
    return at(source, config)
  }
  switch (generator) {
    case 'hugo':
      return openHugo(contentDir, folder, located)
    case 'zola':
      return configured(parseZolaConfig, 'content')
    case 'jekyll':
      return configured((data) => parseJekyllConfig(data, customDomain(folder)))
    case 'hexo':
      return evidence.startsWith('_config') ? configured(parseHexoConfig) : at('source')
    case 'eleventy':
      return at(firstFolder(contentDir, folder, ['src', 'content', 'site']))
    case 'astro':
      return openAstro(contentDir, folder, at)
    case 'obsidian':
      return at('content')
    case 'docusaurus':
      return at('.')
    default:
      return at(contentDir)
  }
}

/** Astro's pages are at the path of their file, entries of collections at their ids. */
function openAstro(
  contentDir: string,
  folder: OpenedFolder,
  at: (base: string, config: SiteConfig) => LocatedSite,
): LocatedSite {
  const base = firstFolder(contentDir, folder, ['src/content', 'src/pages', 'content'])
  const settings: AstroSettings = { hasPages: base === 'src/pages' }
  return at(base, { settings: { ...settings } })
}

/** The domain of a site on GitHub Pages, which Jekyll takes for its URL. */
function customDomain(folder: OpenedFolder): string | undefined {
  return /^\s*([\w-]+(?:\.[\w-]+)+)\s*$/.exec(folder.text('CNAME') ?? '')?.[1]
}

/** The first of the folders of a site that CONTENT_DIR is in; else the site itself. */
function firstFolder(contentDir: string, { path }: OpenedFolder, names: readonly string[]): string {
  return names.find((name) => isBelow(contentDir, resolve(path, name))) ?? '.'
}

/** Hugo's paths start from the content folder, or from that of the language that CONTENT_DIR is in. */
function openHugo(
  contentDir: string,
  folder: OpenedFolder,
  located: Recognized & { folder: OpenedFolder },
): LocatedSite {
  const { contentDir: content, ...config } = parseHugoConfig(mergeHugoConfig(folder))
  const base = resolve(folder.path, content)
  const languages = Object.entries(config.settings.languages ?? {}).map(([key, { folder: own }]) => ({
    key,
    path: own === undefined ? base : resolve(folder.path, own),
  }))
  const outside = languages.find(({ path }) => !isBelow(path, base) && isBelow(contentDir, path))
  const folderOf = (key: string, path: string) => {
    if (key === outside?.key) return { folder: '' }
    return isBelow(path, base) && path !== base ? { folder: `${slashed(relative(base, path))}/` } : {}
  }
  const settings = {
    ...config.settings,
    languages: Object.fromEntries(languages.map(({ key, path }) => [key, folderOf(key, path)])),
  }
  return { ...located, ...relate(contentDir, outside?.path ?? base, { ...config, settings }) }
}

/** The place of CONTENT_DIR relative to the folder that the generator's paths start from, whichever is in the other. */
function relate(contentDir: string, base: string, config: SiteConfig): { prefix: string; config: SiteConfig } {
  if (isBelow(contentDir, base)) {
    const path = slashed(relative(base, contentDir))
    return { prefix: path === '' ? '' : `${path}/`, config }
  }
  const contentFolder = isBelow(base, contentDir) ? `${slashed(relative(contentDir, base))}/` : undefined
  const settings = contentFolder === undefined ? config.settings : { ...config.settings, contentFolder }
  return { prefix: '', config: { ...config, settings } }
}

/** Whether a path is a folder or in it. */
function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

function slashed(path: string): string {
  return path.split(sep).join('/')
}
