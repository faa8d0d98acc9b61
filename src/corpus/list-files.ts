import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { FeedmillError, messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { mediaFileType } from '../text/media-file.ts'
import { childPath, type Folder, isIgnored, isInside, walkFolders } from './walk-folders.ts'

/** The files of a corpus by kind: sorted paths relative to the corpus, with `/` as separator. */
export interface CorpusFiles {
  articles: string[]
  topics: string[]
  mixes: string[]
  /** YAML files outside of `topics/` and `mixes/` folders. */
  otherYaml: string[]
  /** Files that may be published with articles, such as pictures. */
  media: string[]
  /** How many other files there are, by extension. */
  others: Record<string, number>
  /** The articles that are links to other files of the corpus. */
  links: string[]
  diagnostics: Diagnostic[]
}

/**
 * Lists the articles (every `*.md`, `*.markdown` and `*.mdx`), the topic files (every `topics/*.yaml` and `.yml`), the mixes (every `mixes/*.yaml` and `.yml`) and the other YAML files in a folder,
 * except dot-files and `node_modules`. Follows links only to files and folders inside the folder; lists no folder twice.
 *
 * @throws FeedmillError `content-dir-unreadable` if the folder cannot be listed
 */
export function listFiles(contentDir: string): CorpusFiles {
  const files: CorpusFiles = {
    articles: [],
    topics: [],
    mixes: [],
    otherYaml: [],
    media: [],
    others: {},
    links: [],
    diagnostics: [],
  }
  try {
    const root = realpathSync(contentDir)
    walkFolders({ path: '', real: root }, { root, read: (folder) => listFolder(root, folder, files) })
  } catch (error) {
    throw new FeedmillError(
      'content-dir-unreadable',
      `the folder of articles, "${contentDir}", ${reasonOf(error)}`,
      hintFor(error),
    )
  }
  for (const kind of ['articles', 'topics', 'mixes', 'otherYaml', 'media'] as const) files[kind].sort()
  return files
}

function hintFor(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EMFILE' || code === 'ENFILE') {
    return 'Too many files are open. Raise the limit of open files (ulimit -n, LimitNOFILE or fs.file-max).'
  }
  return code === 'ENOENT'
    ? 'Create it with Markdown articles in it, or set CONTENT_DIR to the folder that has them. "feedmill init <folder>" shows what Feedmill understands of a folder.'
    : 'Name the folder with the articles in CONTENT_DIR or in the command, and allow Feedmill to read everything in it.'
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'does not exist'
  return code === 'ENOTDIR' ? 'is not a folder' : `cannot be read: ${messageOf(error)}`
}

function listFolder(root: string, { path: folder, real }: Folder, files: CorpusFiles): Dirent[] {
  const entries = readEntries(real, folder)
  for (const entry of entries) {
    const path = childPath(folder, entry.name)
    if (isIgnored(entry.name)) continue
    if (entry.name.includes('\uFFFD')) {
      files.diagnostics.push(diagnostic('file-name-not-utf8', { file: path }, 'has a name that is not UTF-8'))
      continue
    }
    if (entry.isDirectory()) continue
    const kind = kindOf(path)
    const isReadable = entry.isSymbolicLink() ? followLink(root, path, files.diagnostics) : entry.isFile()
    if (kind === 'articles' && isReadable && entry.isSymbolicLink()) files.links.push(path)
    if (kind && isReadable) files[kind].push(path)
    else if (!kind && isReadable) addOther(path, files)
    else if (isWanted(kind) && !entry.isSymbolicLink()) {
      files.diagnostics.push(diagnostic('file-not-regular', { file: path }, 'is not a regular file'))
    }
  }
  return entries
}

function addOther(path: string, { others, media }: CorpusFiles): void {
  const extension = extname(path).toLowerCase()
  others[extension] = (others[extension] ?? 0) + 1
  if (mediaFileType(path)) media.push(path)
}

/** The entries of a folder; none if it was deleted since it was listed. */
function readEntries(real: string, folder: string): Dirent[] {
  try {
    return readdirSync(real, { withFileTypes: true })
  } catch (error) {
    if (folder !== '' && (error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Whether a link points to a file in the corpus. Folders in the corpus are walked elsewhere. */
function followLink(root: string, path: string, diagnostics: Diagnostic[]): boolean {
  let target: string
  let isFolder: boolean
  try {
    target = realpathSync(join(root, path))
    isFolder = statSync(target).isDirectory()
  } catch {
    if (isWanted(kindOf(path))) diagnostics.push(diagnostic('file-unreadable', { file: path }, 'is a broken link'))
    return false
  }
  const isInCorpus = isInside(root, target)
  if (!isInCorpus && (isFolder || isWanted(kindOf(path)))) {
    diagnostics.push(diagnostic('file-outside', { file: path }, 'is a link that points outside of the content folder'))
  }
  return isInCorpus && !isFolder
}

type Kind = Exclude<keyof CorpusFiles, 'media' | 'others' | 'links' | 'diagnostics'>

function kindOf(path: string): Kind | undefined {
  if (isArticle(path)) return 'articles'
  if (!isYaml(path)) return undefined
  const [, folder] = /(?:^|\/)(topics|mixes)\/[^/]+$/.exec(path) ?? []
  return (folder as 'topics' | 'mixes' | undefined) ?? 'otherYaml'
}

/** Whether a file can be an article, by its name. */
export function isArticle(name: string): boolean {
  return /\.(?:md|markdown|mdx)$/i.test(name)
}

/** Whether a file is YAML, by its name. */
export function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name)
}

function isWanted(kind: Kind | undefined): boolean {
  return kind !== undefined && kind !== 'otherYaml'
}
