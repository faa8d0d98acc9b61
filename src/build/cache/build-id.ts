import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { versions } from 'node:process'
import { fileURLToPath } from 'node:url'

/** A hash of the program and of Node's versions: another build might produce other documents. */
export function readBuildId(): string {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const hash = createHash('sha256').update(JSON.stringify(versions))
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.\w+$/.test(path)) hash.update(`${path}\n`).update(readFileSync(join(folder, path)))
  }
  return hash.digest('base64url')
}
