import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FileSystem, fileSystem } from '../../src/file-system.ts'
import type { Document } from '../../src/model/document.ts'
import { publishedName, type Retired } from '../../src/publish/file-system/generations.ts'
import { type KnownGeneration, pruneGenerations } from '../../src/publish/file-system/prune-generations.ts'
import { writeGeneration } from '../../src/publish/file-system/write-generation.ts'
import { readCurrentManifest } from '../../src/publish/manifest.ts'
import { planContents } from '../../src/publish/plan.ts'

/** A process that publishes documents which say "first", or what is given for them, and tells what it does to the disk. */
export function createPublisher(outDir: string, retired?: Retired) {
  let spare: KnownGeneration | undefined
  return async (
    paths: readonly string[],
    said: Readonly<Record<string, string>> = {},
    faults: Partial<FileSystem> = {},
  ) => {
    const { watched, done } = watchDisk(outDir)
    const current = await fileSystem.inspect(join(outDir, 'current/manifest.json')).catch(() => undefined)
    const previous = await readCurrentManifest(outDir, fileSystem)
    const published = await publishedName(outDir, fileSystem)
    const documents = paths.map((path) => documentOf(path, said[path] ?? 'first'))
    const { name = '' } = await writeGeneration(
      outDir,
      { documents, contents: planContents({ feeds: [], articles: [], topics: [] }) },
      {
        fileSystem: { ...watched, ...faults },
        previous,
        published,
        retired,
        isCurrent: ({ path, fingerprint }) => fingerprint === readFileSync(join(outDir, 'current', path), 'utf8'),
        now: new Date('2026-01-02'),
      },
    )
    retired = await pruneGenerations(outDir, name, { spare: published, reusable: spare, fileSystem })
    spare = current && previous && { name: published ?? '', manifest: current, files: previous.files }
    return done
  }
}

function documentOf(path: string, body: string): Document {
  return { path, mediaType: 'application/xml', fingerprint: body, render: () => Buffer.from(body) }
}

/** A disk, and on which paths below `outDir` each of its operations worked last. */
export function watchDisk(outDir: string) {
  const done = {
    makeDirectory: [] as string[],
    writeDurably: [] as string[],
    share: [] as string[],
    syncDirectory: [] as string[],
  }
  const note = (paths: string[], path: string) =>
    paths.push(path.slice(outDir.length + 1).replace(/^generations\/[\da-f-]{36}/, 'draft'))
  const watched: FileSystem = {
    ...fileSystem,
    makeDirectory: (path) => {
      note(done.makeDirectory, path)
      return fileSystem.makeDirectory(path)
    },
    writeDurably: (path, body) => {
      note(done.writeDurably, path)
      return fileSystem.writeDurably(path, body)
    },
    share: (from, to) => {
      note(done.share, to)
      return fileSystem.share(from, to)
    },
    syncDirectory: (path) => {
      note(done.syncDirectory, path)
      return fileSystem.syncDirectory(path)
    },
  }
  return { watched, done }
}
