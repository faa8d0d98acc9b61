import type { CorpusProfile } from '../corpus-profile.ts'

/** What Zola's URLs need of the configuration. */
export interface ZolaSettings {
  /** How paths become part of URLs. */
  slugify: 'on' | 'safe' | 'off'
  /** The keys of languages other than the default one. */
  languages: string[]
  /** Whether the configuration of the site is known, and so the place of CONTENT_DIR in it. */
  isKnown: boolean
}

export function zolaSettings({ settings }: CorpusProfile): ZolaSettings {
  return { slugify: 'on', languages: [], isKnown: false, ...(settings as Partial<ZolaSettings>) }
}
