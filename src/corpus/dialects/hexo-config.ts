import type { HexoSettings } from './hexo-settings.ts'
import { joinUrl } from './jekyll-config.ts'
import { type Data, mappingOf, type SiteConfig, textMap, textOf, textsOf } from './site-config.ts'

/** Keys that Hexo's configuration has and Jekyll's has not. */
const KEYS = [
  'source_dir',
  'public_dir',
  'new_post_name',
  'post_asset_folder',
  'filename_case',
  'render_drafts',
  'per_page',
]

/** Whether a `_config.yml` is Hexo's. */
export function isHexoConfig(data: Data): boolean {
  return KEYS.filter((key) => Object.hasOwn(data, key)).length >= 2
}

/** What Feedmill takes from Hexo's `_config.yml`. */
export function parseHexoConfig(data: Data): SiteConfig & { settings: Partial<HexoSettings>; source: string } {
  const url = textOf(data.url)
  const pretty = mappingOf(data.pretty_urls)
  const root = textOf(data.root) ?? '/'
  return {
    site: url === undefined ? undefined : withRoot(url, root),
    title: textOf(data.title),
    author: textOf(data.author),
    language: textsOf(data.language)[0],
    timezone: textOf(data.timezone),
    source: textOf(data.source_dir) ?? 'source',
    settings: {
      ...definedTexts({
        permalink: data.permalink,
        newPostName: data.new_post_name,
        defaultCategory: data.default_category,
      }),
      permalinkDefaults: textMap(data.permalink_defaults),
      categoryMap: textMap(data.category_map),
      filenameCase: data.filename_case === 1 || data.filename_case === 2 ? data.filename_case : 0,
      hasAssetFolders: data.post_asset_folder === true,
      trailingIndex: pretty.trailing_index !== false,
      trailingHtml: pretty.trailing_html !== false,
    },
  }
}

/** Most sites repeat the path of `root` in `url`. */
function withRoot(url: string, root: string): string {
  const bare = root.replace(/^\/+|(?<!\/)\/+$/g, '')
  const trimmed = url.replace(/(?<!\/)\/+$/, '')
  return bare === '' || trimmed.endsWith(`/${bare}`) ? trimmed : joinUrl(trimmed, bare)
}

function definedTexts<Name extends string>(values: Record<Name, unknown>): Partial<Record<Name, string>> {
  return textMap(values) as Partial<Record<Name, string>>
}
