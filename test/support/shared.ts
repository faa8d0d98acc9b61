import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A path in the optional folder of real articles and validators next to the project. */
export function shared(path: string): string {
  return fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url))
}

/** Whether that folder exists; without it, tests that need it are skipped with a message. */
export function hasShared(path: string): boolean {
  const isThere = existsSync(shared(path))
  if (!isThere) console.warn(`skipped: ${shared(path)} is not there`)
  return isThere
}
