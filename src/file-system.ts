import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  statSync,
  unlinkSync,
} from 'node:fs'
import { cp, open, readlink, rename, rm, utimes as setTimes, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createYielder } from './concurrency/create-yielder.ts'
import type { ByteRange } from './model/byte-range.ts'

/** Size in bytes, mtime in milliseconds since 1970, and inode: hard links to one file have the same. */
export interface FileStat {
  size: number
  modified: number
  inode: bigint
}

/** All file operations of publication, so that tests can let any of them fail. */
export interface FileSystem {
  /** Creates a directory and its parents, if missing. */
  makeDirectory: (path: string) => Promise<void>
  /** The names in a directory, unordered; none if it does not exist. */
  list: (path: string) => Promise<string[]>
  /** Whether this process may create and remove names in a directory; also true if there is none. */
  isWritable: (path: string) => Promise<boolean>
  /** Fails with `EFTYPE` instead of waiting, if it is a FIFO or a device; so does `readBytes`. */
  readText: (path: string) => Promise<string>
  readBytes: (path: string) => Promise<Buffer>
  /** Reads parts of a file; less where it ends earlier. */
  readRanges: (path: string, ranges: readonly ByteRange[]) => Promise<Buffer[]>
  inspect: (path: string) => Promise<FileStat>
  /** Writes and fsyncs a file. Replaces an existing file instead of writing into it, because hard links may share it. */
  writeDurably: (path: string, body: string | Uint8Array) => Promise<void>
  /** Creates a hard link to a file, or a copy if the file system cannot link. Replaces an existing file. */
  link: (from: string, to: string) => Promise<void>
  /** Writes a file that must not exist yet, at once or in parts. Removes it again if that fails. */
  writeNew: (path: string, body: string | Iterable<string>) => Promise<void>
  /** Fsyncs the names in a directory. */
  syncDirectory: (path: string) => Promise<void>
  /** The target of a symbolic link; undefined if it does not exist. */
  readLink: (path: string) => Promise<string | undefined>
  symlink: (target: string, path: string) => Promise<void>
  rename: (from: string, to: string) => Promise<void>
  /** Copies a directory with its contents. */
  copyDirectory: (from: string, to: string) => Promise<void>
  /** Sets the times of a file to `now`. */
  utimes: (path: string, now: Date) => Promise<void>
  /** Removes a file or a directory with its contents, if it exists. */
  remove: (path: string) => Promise<void>
}

/**
 * That of the operating system. What takes microseconds and is done by the thousand is done in this thread: handing it to
 * another one would take ten times as long.
 */
export const fileSystem: FileSystem = {
  makeDirectory: async (path) => makeDirectory(path),
  list: async (path) => {
    try {
      return readdirSync(path)
    } catch (error) {
      return unless('ENOENT', [])(error as NodeJS.ErrnoException)
    }
  },
  isWritable: async (path) => {
    try {
      accessSync(path, constants.W_OK | constants.X_OK)
      return true
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT'
    }
  },
  readText: async (path) => (await readBytes(path)).toString(),
  readBytes,
  readRanges,
  inspect: async (path) => {
    // An inode can be too large for a number.
    const { size, mtimeNs, ino } = statSync(path, { bigint: true })
    return { size: Number(size), modified: Number(mtimeNs) / 1e6, inode: ino }
  },
  writeDurably,
  link: async (from, to) => {
    try {
      await replacing(to, async () => linkSync(from, to))
    } catch (error) {
      if (!CANNOT_LINK.has(String((error as NodeJS.ErrnoException).code))) throw error
      await writeDurably(to, await readBytes(from))
    }
  },
  writeNew: async (path, body) => {
    const file = await open(path, 'wx')
    try {
      // The method of a file takes no parts.
      await writeFile(file, body)
    } catch (error) {
      await rm(path, { force: true })
      throw error
    } finally {
      await file.close()
    }
  },
  syncDirectory: syncPath,
  readLink: (path) => readlink(path).catch(unless('ENOENT', undefined)),
  symlink,
  rename,
  copyDirectory: (from, to) => cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true }),
  utimes: (path, now) => setTimes(path, now, now),
  remove,
}

/** Node's own recursion never ends where the parent exists and nothing can be created in it, as in `/proc`. */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && statSync(path).isDirectory()) return
    const parent = dirname(path)
    if (code !== 'ENOENT' || existsSync(parent)) throw error
    makeDirectory(parent)
    mkdirSync(path)
  }
}

/** What file systems, and the protection of links to the files of others, answer where there can be no hard link. */
const CANNOT_LINK = new Set(['EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EXDEV'])

async function readRanges(path: string, ranges: readonly ByteRange[]): Promise<Buffer[]> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const parts: Buffer[] = []
    for (const { start, end } of ranges) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(end - start), 0, end - start, start)
      parts.push(buffer.subarray(0, bytesRead))
    }
    return parts
  } finally {
    await file.close()
  }
}

/** Reads a file, and nothing that may never end or begin: a FIFO would wait for a writer. */
async function readBytes(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stat = await file.stat()
    if (!stat.isFile() && !stat.isDirectory()) {
      throw Object.assign(new Error(`EFTYPE: not a regular file, read '${path}'`), { code: 'EFTYPE' })
    }
    return await file.readFile()
  } finally {
    await file.close()
  }
}

async function writeDurably(path: string, body: string | Uint8Array): Promise<void> {
  const file = await replacing(path, () => open(path, 'wx'))
  try {
    await file.writeFile(body)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Creates a file; removes an existing one first. */
async function replacing<Made>(path: string, make: () => Promise<Made>): Promise<Made> {
  try {
    return await make()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    await rm(path)
    return make()
  }
}

async function remove(path: string): Promise<void> {
  const yieldIfDue = createYielder()
  const removeTree = async (directory: string): Promise<void> => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const child = join(directory, entry.name)
      if (entry.isDirectory()) await removeTree(child)
      else unlinkSync(child)
      await yieldIfDue()
    }
    rmdirSync(directory)
  }
  try {
    unlinkSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return
    if (code !== 'EISDIR' && code !== 'EPERM') throw error
    await removeTree(path)
  }
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function unless<Value>(code: string, value: Value): (error: NodeJS.ErrnoException) => Value {
  return (error) => {
    if (error.code === code) return value
    throw error
  }
}
