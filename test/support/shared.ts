import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The path of something in the folder of real articles and judges that may lie beside the project. */
export function shared(path: string): string {
  return fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url))
}

/** Whether that folder is there; tests that need it are skipped, saying so, where it is not. */
export function hasShared(path: string): boolean {
  const isThere = existsSync(shared(path))
  if (!isThere) console.warn(`skipped: ${shared(path)} is not there`)
  return isThere
}
