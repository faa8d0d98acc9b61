import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SETTINGS_FILE } from '../../corpus/corpus-settings.ts'
import { FeedmillError, messageOf } from '../../errors.ts'

/**
 * Writes `feedmill.yaml` into the content folder; never replaces one.
 *
 * @throws FeedmillError `settings-not-written`
 */
export function writeSettings(contentDir: string, yaml: string): void {
  const path = join(contentDir, SETTINGS_FILE)
  try {
    writeFileSync(path, yaml, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new FeedmillError(
        'settings-not-written',
        `${path} is already there, and was not changed`,
        'Edit it, or remove it and run the command again.',
      )
    }
    throw new FeedmillError(
      'settings-not-written',
      `${path} cannot be written: ${messageOf(error)}`,
      'Allow Feedmill to write to the folder, or write the file yourself.',
    )
  }
}
