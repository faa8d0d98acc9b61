import type { Config } from '../config.ts'
import type { CorpusProfile } from '../corpus/corpus-profile.ts'
import type { ComposeOptions } from '../feeds/compose-article.ts'

/** How the articles of a corpus are composed. */
export function composeOptionsOf({ publicUrl, siteLanguage }: Config, { language }: CorpusProfile): ComposeOptions {
  return { publicUrl, siteLanguage: siteLanguage ?? language }
}
