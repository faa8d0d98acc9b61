import { type Data, mappingOf, type SiteConfig, textOf } from './site-config.ts'
import type { ZolaSettings } from './zola-settings.ts'

/** What Feedmill takes from Zola's `config.toml`. */
export function parseZolaConfig(data: Data): SiteConfig & { settings: Partial<ZolaSettings> } {
  const slugify = mappingOf(data.slugify).paths
  return {
    site: textOf(data.base_url),
    title: textOf(data.title),
    author: textOf(data.author),
    language: textOf(data.default_language),
    settings: {
      slugify: slugify === 'off' || slugify === 'safe' ? slugify : 'on',
      languages: Object.keys(mappingOf(data.languages)).filter((language) => language !== data.default_language),
    },
  }
}
