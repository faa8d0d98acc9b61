import type { CorpusProfile } from '../corpus-profile.ts'

/** The path of a file below the folder that the generator's paths start from, wherever CONTENT_DIR is. */
export function sitePath(path: string, { prefix, settings }: CorpusProfile): string {
  const { contentFolder } = settings
  const isAbove = prefix === '' && typeof contentFolder === 'string' && path.startsWith(contentFolder)
  return isAbove ? path.slice(contentFolder.length) : prefix + path
}
