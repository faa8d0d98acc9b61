import type { SiteFolder } from './recognize-site.ts'
import { type Data, mappingOf } from './site-config.ts'

const CONFIG_FOLDER = 'config/_default'
const CONFIG_FILE = /^(?<key>hugo|config|permalinks|languages|params)(?:\.(?<language>[\w-]+))?\.(?:toml|ya?ml|json)$/

/** Files of all languages before those of one. */
const byParts = (a: string, b: string) => a.split('.').length - b.split('.').length || (a < b ? -1 : 1)

/** Hugo's configuration: one file at the top, and files below `config/_default` by key and language, which are merged. */
export function mergeHugoConfig(folder: SiteFolder): Data {
  const [top = ''] = ['hugo', 'config'].flatMap((name) =>
    ['toml', 'yaml', 'yml', 'json'].map((extension) => `${name}.${extension}`).filter((file) => folder.names.has(file)),
  )
  const config: Record<string, unknown> = { ...(top === '' ? {} : folder.data(top)) }
  for (const name of folder.list(CONFIG_FOLDER).sort(byParts)) {
    const { key = '', language } = CONFIG_FILE.exec(name)?.groups ?? {}
    const data = key === '' ? undefined : folder.data(`${CONFIG_FOLDER}/${name}`)
    if (!data) continue
    if (language === undefined) Object.assign(config, key === 'hugo' || key === 'config' ? data : { [key]: data })
    else if (key === 'languages') {
      const languages = mappingOf(config.languages)
      config.languages = { ...languages, [language]: { ...mappingOf(languages[language]), ...data } }
    }
  }
  return config
}
