import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The command, as seen from where the benches are built. */
export const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

/** The environment of the command for a corpus in `content` below a folder. */
export function envOf(folder, more = {}) {
  return { PATH: process.env.PATH, CONTENT_DIR: join(folder, 'content'), OUT_DIR: join(folder, 'out'), ...more }
}

/** `feedmill generate` as something to measure; `archiveItems` 0 makes the newest 50 alone. */
export function feedmill(archiveItems) {
  return {
    name: archiveItems === 0 ? 'Feedmill' : 'Feedmill, the whole history',
    prepare: (folder) => ({
      command: process.execPath,
      args: [MAIN, 'generate'],
      options: { env: envOf(folder, { ARCHIVE_ITEMS: String(archiveItems) }) },
      output: join(folder, 'out'),
    }),
  }
}
