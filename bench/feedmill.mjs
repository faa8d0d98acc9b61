import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The command, relative to the built benchmarks. */
export const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** The environment of the command for a corpus in the subfolder `content`. */
export function envOf(folder, more = {}) {
  return { PATH: process.env.PATH, CONTENT_DIR: join(folder, 'content'), OUT_DIR: join(folder, 'out'), ...more }
}

/** Measures `feedmill generate`; with `archiveItems` 0, the newest 50 only. */
export function feedmill(archiveItems) {
  return {
    name: archiveItems === 0 ? 'Feedmill' : 'Feedmill, whole history',
    prepare: (folder) => ({
      command: process.execPath,
      args: [MAIN, 'generate'],
      options: { env: envOf(folder, { ARCHIVE_ITEMS: String(archiveItems) }) },
      output: join(folder, 'out'),
    }),
  }
}
