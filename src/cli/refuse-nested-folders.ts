import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { FeedmillError } from '../errors.ts'

/**
 * Refuses folders that are one, or one within the other: what is published would count as content, or be removed with it.
 *
 * @throws FeedmillError `config-invalid`
 */
export function refuseNestedFolders({ contentDir, outDir }: { contentDir: string; outDir: string }): void {
  const [content, out] = [realPathOf(contentDir), realPathOf(outDir)]
  const relation =
    out === content ? 'is' : isWithin(out, content) ? 'is within' : isWithin(content, out) ? 'contains' : ''
  if (relation === '') return
  throw new FeedmillError(
    'config-invalid',
    `OUT_DIR ${JSON.stringify(outDir)} ${relation} CONTENT_DIR ${JSON.stringify(contentDir)}`,
    'Set them to folders side by side, such as content and out.',
  )
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** The path without links; a folder that does not exist yet has that of its parent. */
function realPathOf(path: string): string {
  const absolute = resolve(path)
  try {
    return realpathSync(absolute)
  } catch {
    const parent = dirname(absolute)
    return parent === absolute ? absolute : join(realPathOf(parent), basename(absolute))
  }
}
