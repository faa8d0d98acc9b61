import type { Generator } from '../corpus-profile.ts'
import { isHexoConfig } from './hexo-config.ts'
import { type Data, lowerKeys, mappingOf } from './site-config.ts'

/** A folder that can be that of a site: the names in it, and the data of a file in it. */
export interface SiteFolder {
  names: ReadonlySet<string>
  /** The data of a file below the folder; undefined if there is none, or none that can be read. */
  data: (path: string) => Data | undefined
  /** The names in a folder below the folder; none if there is none. */
  list: (path: string) => string[]
}

/** A generator, and the file that gives it away. */
export interface Recognized {
  generator: Generator
  evidence: string
}

/** `config.*` can be that of any program. */
const HUGO_FOLDERS = ['archetypes', 'content', 'layouts', 'static', 'themes']

const EXTENSIONS = ['toml', 'yaml', 'yml', 'json']

/** Files of generators that are configured in code, which is never run. */
const CODE: readonly (readonly [RegExp, Generator])[] = [
  [/^docusaurus\.config\.[cm]?[jt]s$/, 'docusaurus'],
  [/^(?:\.eleventy\.c?js|eleventy\.config\.[cm]?[jt]s)$/, 'eleventy'],
  [/^astro\.config\.[cm]?[jt]s$/, 'astro'],
  [/^gatsby-config\.[cm]?[jt]s$/, 'gatsby'],
  [/^pelicanconf\.py$/, 'pelican'],
  [/^quartz\.config\.[jt]s$/, 'obsidian'],
]

const PACKAGES: readonly (readonly [string, Generator])[] = [
  ['@docusaurus/core', 'docusaurus'],
  ['@11ty/eleventy', 'eleventy'],
  ['astro', 'astro'],
  ['gatsby', 'gatsby'],
  ['hexo', 'hexo'],
]

/** The generator whose configuration is in a folder; undefined without one. */
export function recognizeSite(folder: SiteFolder): Recognized | undefined {
  return (
    recognizeHugoOrZola(folder) ?? recognizeJekyllOrHexo(folder) ?? recognizeCode(folder) ?? recognizePackage(folder)
  )
}

function recognizeHugoOrZola({ names, data, list }: SiteFolder): Recognized | undefined {
  for (const extension of EXTENSIONS) {
    if (names.has(`hugo.${extension}`)) return { generator: 'hugo', evidence: `hugo.${extension}` }
  }
  if (names.has('zola.toml')) return { generator: 'zola', evidence: 'zola.toml' }
  for (const extension of EXTENSIONS) {
    const evidence = `config.${extension}`
    const config = names.has(evidence) ? lowerKeys(data(evidence) ?? {}) : {}
    if (config.base_url !== undefined) return { generator: 'zola', evidence }
    if (config.baseurl !== undefined && HUGO_FOLDERS.some((name) => names.has(name)))
      return { generator: 'hugo', evidence }
  }
  const inFolder = names.has('config') ? list('config/_default') : []
  const evidence = inFolder.find((name) => /^(?:hugo|config)\.(?:toml|ya?ml|json)$/.test(name))
  if (evidence !== undefined) return { generator: 'hugo', evidence: `config/_default/${evidence}` }
  return undefined
}

function recognizeJekyllOrHexo(folder: SiteFolder): Recognized | undefined {
  for (const evidence of ['_config.yml', '_config.yaml', '_config.toml']) {
    if (!folder.names.has(evidence)) continue
    const isHexo = isHexoConfig(folder.data(evidence) ?? {}) || recognizePackage(folder)?.generator === 'hexo'
    return { generator: isHexo ? 'hexo' : 'jekyll', evidence }
  }
  return undefined
}

function recognizeCode({ names }: SiteFolder): Recognized | undefined {
  for (const [pattern, generator] of CODE) {
    const evidence = [...names].find((name) => pattern.test(name))
    if (evidence !== undefined) return { generator, evidence }
  }
  return undefined
}

function recognizePackage({ names, data }: SiteFolder): Recognized | undefined {
  const { dependencies, devDependencies } = (names.has('package.json') && data('package.json')) || {}
  const installed = { ...mappingOf(devDependencies), ...mappingOf(dependencies) }
  const found = PACKAGES.find(([name]) => Object.hasOwn(installed, name))
  return found && { generator: found[1], evidence: `${found[0]} in package.json` }
}
