import type { CorpusProfile } from '../corpus-profile.ts'

/** What Zola's URLs need of the configuration. */
export interface ZolaSettings {
  /** How paths become part of URLs. */
  slugify: 'on' | 'safe' | 'off'
  /** Whether a date in the name of a file stays in the URL. */
  keepsDates: boolean
  /** The keys of languages other than the default one. */
  languages: string[]
}

export function zolaSettings({ settings }: CorpusProfile): ZolaSettings {
  return { slugify: 'on', keepsDates: false, languages: [], ...(settings as Partial<ZolaSettings>) }
}
