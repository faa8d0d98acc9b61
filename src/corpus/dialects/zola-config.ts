import { type Data, mappingOf, type SiteConfig, textOf } from './site-config.ts'
import type { ZolaSettings } from './zola-settings.ts'

/** What Feedmill takes from Zola's `config.toml`. */
export function parseZolaConfig(data: Data): SiteConfig & { settings: Partial<ZolaSettings> } {
  const { paths: slugify, paths_keep_dates: keepsDates } = mappingOf(data.slugify)
  return {
    site: textOf(data.base_url),
    title: textOf(data.title),
    author: textOf(data.author),
    language: textOf(data.default_language),
    settings: {
      slugify: slugify === 'off' || slugify === 'safe' ? slugify : 'on',
      keepsDates: keepsDates === true,
      languages: Object.keys(mappingOf(data.languages)).filter((language) => language !== data.default_language),
    },
  }
}
