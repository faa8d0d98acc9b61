import { messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { CorpusProfile } from './corpus-profile.ts'
import { SETTINGS_FILE } from './corpus-settings.ts'
import { readCommitDates } from './read-commit-dates.ts'
import { readProfile } from './read-profile.ts'

/** How to read a corpus, and what is wrong with the configuration of its site. */
export interface LoadedProfile {
  profile: CorpusProfile
  diagnostics: Diagnostic[]
}

/**
 * Reads how to read a corpus, with the dates of first commits if `feedmill.yaml` wants them.
 *
 * @param options.timeZone IANA time zone of dates without one, where the corpus says nothing
 * @throws FeedmillError `corpus-settings-invalid`
 */
export async function loadProfile(contentDir: string, options: { timeZone: string }): Promise<LoadedProfile> {
  const { profile, diagnostics } = readProfile(contentDir, options)
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
