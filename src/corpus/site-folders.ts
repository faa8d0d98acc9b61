import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { parseData } from './dialects/parse-data.ts'
import type { SiteFolder } from './dialects/recognize-site.ts'
import { isMapping } from './dialects/site-config.ts'
import { isFresh } from './read-source-file.ts'

const MAX_BYTES = 1024 * 1024
const MAX_FOLDERS = 6
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW

/** Thrown when a configuration was modified just now, and may be incomplete. */
export class ConfigurationChanging extends Error {
  readonly file: string

  constructor(file: string) {
    super(`"${file}" is still being written`)
    this.file = file
  }
}

/** A folder of the file system at or above CONTENT_DIR. */
export interface OpenedFolder extends SiteFolder {
  path: string
  /** The path of a file in it relative to CONTENT_DIR. */
  nameOf: (name: string) => string
  /** The text of a small file in it; undefined if there is none that can be read. */
  text: (name: string) => string | undefined
  /** Any data in a file, such as a list. */
  anyData: (path: string) => unknown
}

/**
 * The folders at and above CONTENT_DIR, nearest first: at most six above it, none above the one of the Git repository, and
 * none above the home folder.
 *
 * @param contentDir absolute path without links
 * @param options.now a file that was modified just before is not read; by default every file is
 */
export function* openFolders(
  contentDir: string,
  { diagnostics, now }: { diagnostics: Diagnostic[]; now?: Date | undefined },
): Generator<OpenedFolder> {
  const home = homeFolder()
  let path = contentDir
  for (let level = 0; level <= MAX_FOLDERS; level++) {
    const folder = openFolder(path, contentDir, { diagnostics, now })
    yield folder
    const parent = dirname(path)
    if (folder.names.has('.git') || path === home || parent === path) return
    path = parent
  }
}

/** There is none for a user whom the system does not know, as in many containers. */
function homeFolder(): string | undefined {
  try {
    return homedir()
  } catch {
    return undefined
  }
}

/** Opens one folder; a file in it that is not valid is reported and has no data. */
function openFolder(
  path: string,
  contentDir: string,
  options: { diagnostics: Diagnostic[]; now: Date | undefined },
): OpenedFolder {
  const cached = new Map<string, unknown>()
  const nameOf = (name: string) => relative(contentDir, join(path, name)).split(sep).join('/')
  const anyData = (name: string) => {
    if (!cached.has(name)) cached.set(name, readData(join(path, name), nameOf(name), options))
    return cached.get(name)
  }
  const data = (name: string) => {
    const found = anyData(name)
    return isMapping(found) ? found : undefined
  }
  const text = (name: string) => {
    try {
      return readSmallFile(join(path, name), { file: nameOf(name), now: options.now })
    } catch (error) {
      if (error instanceof ConfigurationChanging) throw error
      return undefined
    }
  }
  return { text, path, names: new Set(namesIn(path)), nameOf, data, anyData, list: (name) => namesIn(join(path, name)) }
}

function readData(
  path: string,
  file: string,
  { diagnostics, now }: { diagnostics: Diagnostic[]; now: Date | undefined },
): unknown {
  try {
    const text = readSmallFile(path, { file, now })
    return text === undefined ? undefined : parseData(file, text)
  } catch (error) {
    if (error instanceof ConfigurationChanging) throw error
    const [reason = ''] = messageOf(error).split('\n')
    diagnostics.push(diagnostic('site-config-invalid', { file }, `cannot be read: ${reason}`, { severity: 'warning' }))
    return undefined
  }
}

/**
 * The text of a regular file of at most 1 MiB; undefined if there is none. A link is followed to a file below the same folder, as
 * Kubernetes mounts ConfigMaps.
 *
 * @param options.file its name in messages
 * @param options.now if given, the file must not have been modified just before
 * @throws ConfigurationChanging if it was
 * @throws Error if it is something else
 */
export function readSmallFile(
  path: string,
  { file, now }: { file: string; now?: Date | undefined },
): string | undefined {
  let descriptor: number
  try {
    descriptor = openFile(path)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code))) return undefined
    throw error
  }
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) throw new Error('it is not a regular file')
    if (now && isFresh(stats, now)) throw new ConfigurationChanging(file)
    if (stats.size > MAX_BYTES) throw new Error('it is larger than 1 MiB')
    return readFileSync(descriptor, 'utf8').replace(/^\uFEFF/, '')
  } finally {
    closeSync(descriptor)
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, OPEN_FLAGS)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error
    const target = realpathSync(path)
    if (!target.startsWith(`${realpathSync(dirname(path))}${sep}`)) throw new Error('it is a link to another folder')
    return openSync(target, OPEN_FLAGS)
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
