import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { version } from 'node:process'
import { fileURLToPath } from 'node:url'

/** Where package managers note which versions they have installed, below `node_modules`. */
const INSTALLED = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml']

/** Tells this program from any other that might make other documents: a hash of its code, its packages and Node. */
export function codeVersion(): string {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const hash = createHash('sha256').update(version)
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(?!map$)\w+$/.test(path)) hash.update(`${path}\n`).update(readFileSync(join(root, path)))
  }
  for (let folder = dirname(root); folder !== dirname(folder); folder = dirname(folder)) {
    const notes = INSTALLED.map((name) => join(folder, 'node_modules', name)).filter((path) => existsSync(path))
    for (const path of notes) hash.update(readFileSync(path))
  }
  return hash.digest('base64url')
}
