import type { HugoSettings } from './hugo-settings.ts'
import { type Data, isMapping, lowerKeys, mappingOf, type SiteConfig, textMap, textOf } from './site-config.ts'

/** What Feedmill takes from Hugo's configuration; `contentFolder` and the folders of languages are relative to the site. */
export function parseHugoConfig(data: Data): SiteConfig & { settings: Partial<HugoSettings>; contentDir: string } {
  const config = lowerKeys(data)
  const params = lowerKeys(mappingOf(config.params))
  const languages = Object.entries(mappingOf(config.languages)).map(
    ([key, value]) => [key.toLowerCase(), lowerKeys(mappingOf(value))] as const,
  )
  const defaultLanguage = (textOf(config.defaultcontentlanguage) ?? 'en').toLowerCase()
  const own = languages.find(([key]) => key === defaultLanguage)?.[1] ?? {}
  const ugly = config.uglyurls
  return {
    site: textOf(own.baseurl) ?? textOf(config.baseurl),
    title: textOf(own.title) ?? textOf(config.title),
    author: authorOf(params.author) ?? authorOf(config.author),
    language: [own.languagecode, own.locale, config.languagecode, config.locale, config.defaultcontentlanguage]
      .map(textOf)
      .find(Boolean),
    timezone: textOf(config.timezone),
    contentDir: textOf(config.contentdir) ?? 'content',
    settings: {
      permalinks: permalinksOf(config.permalinks),
      uglyUrls: isMapping(ugly)
        ? Object.fromEntries(Object.entries(ugly).map(([key, value]) => [key, value === true]))
        : ugly === true,
      keepsCase: config.disablepathtolower === true,
      removesAccents: config.removepathaccents === true,
      languages: Object.fromEntries(
        languages
          .filter(([, language]) => language.disabled !== true)
          .map(([key, language]) => [key, folderOf(language)]),
      ),
      defaultLanguage,
      isDefaultInFolder: config.defaultcontentlanguageinsubdir === true,
      isKnown: true,
    },
  }
}

/** Patterns of pages by section: directly, below `page`, or as a list of targets. */
function permalinksOf(value: unknown): Record<string, string> {
  if (Array.isArray(value)) {
    const targets = value.map(
      (item) => ({ pattern: textOf(item?.pattern), ...textMap(item?.target) }) as Record<string, string>,
    )
    return Object.fromEntries(
      targets
        .filter(({ pattern, kind = 'page' }) => pattern !== undefined && kind === 'page')
        .map(({ path = '/', pattern = '' }) => [/^\/?([^/*{]+)/.exec(path)?.[1] ?? '/', pattern]),
    )
  }
  const bySection = Object.fromEntries(Object.entries(mappingOf(value)).filter(([, pattern]) => !isMapping(pattern)))
  const all = { ...textMap(bySection), ...textMap(mappingOf(value).page) }
  return Object.fromEntries(
    Object.entries(all).map(([section, pattern]) => [
      section.toLowerCase().replace(/^\/+(?=.)|(?<!\/)\/+$/g, '') || '/',
      pattern,
    ]),
  )
}

function authorOf(value: unknown): string | undefined {
  return isMapping(value) ? textOf(lowerKeys(value).name) : textOf(value)
}

function folderOf(language: Data): { folder?: string } {
  const folder = textOf(language.contentdir)
  return folder === undefined ? {} : { folder }
}
