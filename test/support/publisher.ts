import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FileSystem, fileSystem } from '../../src/file-system.ts'
import type { Document } from '../../src/model/document.ts'
import { planContents } from '../../src/publish/plan.ts'
import { publishDocuments } from '../../src/publish/publish-documents.ts'
import { storeIn } from './store.ts'

const WATCHED = ['makeDirectory', 'writeDurably', 'link', 'syncDirectory'] as const

/** The paths in `OUT_DIR` by operation. */
type Done = Record<(typeof WATCHED)[number], string[]>

/**
 * Creates a process that publishes documents with the given text (default: "first") and prepares the next publication; it
 * returns the file system operations.
 */
export function createPublisher(outDir: string) {
  let faults: Partial<FileSystem> = {}
  let done = nothing()
  const watched = Object.fromEntries(
    Object.keys(fileSystem).map((name) => {
      const key = name as keyof FileSystem
      return [
        key,
        (...args: string[]) => {
          const path = (key === 'link' ? args[1] : args[0]) as string
          if (key in done) done[key as keyof Done].push(path.slice(outDir.length + 1).replace(STAGING, 'staging'))
          return ((faults[key] ?? fileSystem[key]) as (...all: string[]) => unknown)(...args)
        },
      ]
    }),
  ) as unknown as FileSystem
  const store = storeIn(outDir, { fileSystem: watched })
  return async (
    paths: readonly string[],
    said: Readonly<Record<string, string>> = {},
    faultsNow: Partial<FileSystem> = {},
  ): Promise<Done> => {
    const { result } = await store.exclusively(async () => {
      const base = await store.readRevision()
      const previous = base === undefined ? undefined : await store.readManifest(base)
      const documents = paths.map((path) => documentOf(path, said[path] ?? 'first'))
      const contents = planContents({ feeds: [], articles: [], topics: [] }, undefined)
      done = nothing()
      faults = faultsNow
      await publishDocuments(
        store,
        { documents, contents },
        {
          base,
          previous,
          isCurrent: ({ path, fingerprint }) => fingerprint === readFileSync(join(outDir, 'current', path), 'utf8'),
          render: async (document) => document.render([]),
          now: new Date('2026-01-02'),
        },
      ).finally(() => {
        faults = {}
      })
      const published = done
      done = nothing()
      await store.prune()
      return published
    })
    await store.prepare()
    return result
  }
}

const STAGING = /^generations\/\.staging-[\da-f-]{36}/

function nothing(): Done {
  return { makeDirectory: [], writeDurably: [], link: [], syncDirectory: [] }
}

function documentOf(path: string, body: string): Document {
  return { path, mediaType: 'application/xml', fingerprint: body, articles: [], render: () => [Buffer.from(body)] }
}
