import type { JekyllDefault, JekyllSettings } from './jekyll-settings.ts'
import { type Data, isMapping, mappingOf, type SiteConfig, textOf, textsOf } from './site-config.ts'

/**
 * What Feedmill takes from Jekyll's `_config.yml`.
 *
 * @param domain that of the site where the file has no `url`
 */
export function parseJekyllConfig(
  data: Data,
  domain?: string,
): SiteConfig & { settings: Partial<JekyllSettings>; source: string } {
  const url = textOf(data.url) ?? (domain && `https://${domain}`)
  const baseurl = textOf(data.baseurl)
  const collections = Array.isArray(data.collections)
    ? textsOf(data.collections).map((name) => [name, {}] as const)
    : Object.entries(mappingOf(data.collections)).map(([name, value]) => [name, permalinkOf(mappingOf(value))] as const)
  return {
    site: url === undefined || baseurl === undefined ? url : joinUrl(url, baseurl),
    title: textOf(data.title) ?? textOf(data.name),
    author: isMapping(data.author) ? textOf(data.author.name) : textOf(data.author),
    language: textOf(data.lang) ?? textOf(data.locale) ?? textOf(data.language),
    timezone: textOf(data.timezone),
    source: textOf(data.source) ?? '.',
    settings: {
      permalink: textOf(data.permalink) ?? 'date',
      collections: Object.fromEntries(collections),
      defaults: (Array.isArray(data.defaults) ? data.defaults : []).flatMap(defaultOf),
      exclude: textsOf(data.exclude).flatMap((path) => [path.replace(/\/$/, ''), `${path.replace(/\/$/, '')}/**`]),
      isKnown: true,
    },
  }
}

/** The URL of a site and the path below it. */
export function joinUrl(url: string, path: string): string {
  return `${url.replace(/(?<!\/)\/+$/, '')}/${path.replace(/^\/+/, '')}`
}

function permalinkOf(given: Data): { permalink?: string } {
  const permalink = textOf(given.permalink)
  return permalink === undefined ? {} : { permalink }
}

function defaultOf(given: unknown): JekyllDefault[] {
  const scope = mappingOf(mappingOf(given).scope)
  const values = mappingOf(mappingOf(given).values)
  const type = textOf(scope.type)
  const categories = [...textsOf(values.categories).flatMap((text) => text.split(/\s+/)), ...textsOf(values.category)]
  return [
    {
      path: (textOf(scope.path) ?? '').replace(/^\.?\/+|(?<!\/)\/+$/g, ''),
      ...(type === undefined ? {} : { type }),
      ...permalinkOf(values),
      ...(categories.length === 0 ? {} : { categories }),
    },
  ]
}
