import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { FeedmillError, messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from './rules.ts'

/** Folders of programs that work on the corpus, and of the file system that it is on. */
const IGNORED_FOLDERS = new Set(['node_modules', 'lost+found'])

/** Whether a file or folder of this name is no part of a corpus, nor what is in it. */
export function isIgnored(name: string): boolean {
  return name.startsWith('.') || IGNORED_FOLDERS.has(name)
}

/** The files of a corpus by kind, as paths below it in order of their names, with `/` between the parts. */
export interface CorpusFiles {
  articles: string[]
  topics: string[]
  /** YAML files outside the folders of topics. */
  otherYaml: string[]
  diagnostics: Diagnostic[]
}

/**
 * Lists the articles (every `*.md`), the topic files (every `topics/*.yaml` and `.yml`) and the other YAML files below a
 * folder, except dot-files and `node_modules`. Links are followed only to files inside the folder.
 *
 * @throws FeedmillError `content-dir-unreadable` where the folder cannot be listed
 */
export function listFiles(contentDir: string): CorpusFiles {
  const files: CorpusFiles = { articles: [], topics: [], otherYaml: [], diagnostics: [] }
  let root: string
  try {
    root = realpathSync(contentDir)
    visit(root, '', files)
  } catch (error) {
    throw new FeedmillError(
      'content-dir-unreadable',
      `CONTENT_DIR "${contentDir}" cannot be read: ${messageOf(error)}`,
      'Set CONTENT_DIR to the folder that holds the articles, and let Feedmill read all that is in it.',
    )
  }
  for (const kind of ['articles', 'topics', 'otherYaml'] as const) files[kind].sort()
  return files
}

function visit(root: string, folder: string, files: CorpusFiles): void {
  for (const entry of entriesOf(root, folder)) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (isIgnored(entry.name)) continue
    if (entry.name.includes('\uFFFD')) {
      files.diagnostics.push(diagnostic('file-name-not-utf8', { file: path }, 'has a name that cannot be read'))
      continue
    }
    if (entry.isDirectory()) {
      visit(root, path, files)
      continue
    }
    const kind = kindOf(path)
    const isReadable = entry.isSymbolicLink() ? followLink(root, path, files.diagnostics) : entry.isFile()
    if (kind && isReadable) files[kind].push(path)
    else if (isWanted(kind) && !entry.isSymbolicLink()) {
      files.diagnostics.push(diagnostic('file-not-regular', { file: path }, 'is neither a file nor a folder'))
    }
  }
}

/** What a folder holds; nothing where it is gone since it was listed. */
function entriesOf(root: string, folder: string): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
  } catch (error) {
    if (folder !== '' && (error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Whether a link leads to something in the corpus that is no folder, whose files are listed anyway. */
function followLink(root: string, path: string, diagnostics: Diagnostic[]): boolean {
  let target: string
  let isFolder: boolean
  try {
    target = realpathSync(join(root, path))
    isFolder = statSync(target).isDirectory()
  } catch {
    if (isWanted(kindOf(path)))
      diagnostics.push(diagnostic('file-unreadable', { file: path }, 'is a link that leads nowhere'))
    return false
  }
  const isInside = target === root || target.startsWith(root + sep)
  if (!isInside && (isFolder || isWanted(kindOf(path)))) {
    diagnostics.push(diagnostic('file-outside', { file: path }, 'is a link out of the corpus'))
  }
  return isInside && !isFolder
}

type Kind = Exclude<keyof CorpusFiles, 'diagnostics'>

function kindOf(path: string): Kind | undefined {
  if (path.endsWith('.md')) return 'articles'
  if (!isYaml(path)) return undefined
  return /(^|\/)topics\/[^/]+$/.test(path) ? 'topics' : 'otherYaml'
}

/** Whether a file by its name is written in YAML. */
export function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name)
}

function isWanted(kind: Kind | undefined): boolean {
  return kind === 'articles' || kind === 'topics'
}
