import type { CorpusProfile } from '../corpus-profile.ts'

/** What Zola's URLs need of the configuration. */
export interface ZolaSettings {
  /** How paths become part of URLs. */
  slugify: 'on' | 'safe' | 'off'
  /** The keys of languages other than the default one. */
  languages: string[]
}

export function zolaSettings({ settings }: CorpusProfile): ZolaSettings {
  return { slugify: 'on', languages: [], ...(settings as Partial<ZolaSettings>) }
}
