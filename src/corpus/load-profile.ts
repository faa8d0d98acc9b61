import { setTimeout } from 'node:timers/promises'
import { messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { CorpusProfile } from './corpus-profile.ts'
import { SETTINGS_FILE } from './corpus-settings.ts'
import { changingError } from './load-corpus.ts'
import { readCommitDates } from './read-commit-dates.ts'
import { readProfile } from './read-profile.ts'
import { SETTLE_MS } from './read-source-file.ts'
import { ConfigurationChanging } from './site-folders.ts'

/** How often a configuration that is being written is read. */
const MAX_READS = 5

export interface LoadProfileOptions {
  /** IANA time zone of dates without one, where the corpus says nothing. */
  timeZone: string
  now: () => Date
}

/** How to read a corpus, and what is wrong with the configuration of its site. */
export interface LoadedProfile {
  profile: CorpusProfile
  diagnostics: Diagnostic[]
}

/**
 * Reads how to read a corpus, with the dates of first commits if `feedmill.yaml` wants them. Waits for a configuration that is
 * being written: half of one would give every article another URL.
 *
 * @throws FeedmillError `corpus-settings-invalid` or `corpus-changing`
 */
export async function loadProfile(contentDir: string, options: LoadProfileOptions): Promise<LoadedProfile> {
  const { profile, diagnostics } = await readSettledProfile(contentDir, options)
  if (!profile.usesGitDates) return { profile, diagnostics }
  try {
    return { profile: { ...profile, commitDates: await readCommitDates(contentDir) }, diagnostics }
  } catch (error) {
    const message = `cannot be read from git: ${messageOf(error).trim().split('\n').at(-1)}`
    const where = { file: SETTINGS_FILE, field: 'dates' }
    const unavailable = diagnostic('git-unavailable', where, message, { severity: 'warning' })
    return { profile, diagnostics: [...diagnostics, unavailable] }
  }
}

async function readSettledProfile(contentDir: string, { timeZone, now }: LoadProfileOptions): Promise<LoadedProfile> {
  for (let reads = 1; ; reads++) {
    try {
      return readProfile(contentDir, { timeZone, now: now() })
    } catch (error) {
      if (!(error instanceof ConfigurationChanging)) throw error
      if (reads === MAX_READS) throw changingError(error.file)
      await setTimeout(SETTLE_MS)
    }
  }
}
