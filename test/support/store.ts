import { readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { createFileSystemStore, type FileSystemStoreOptions } from '../../src/publish/file-system/file-system-store.ts'
import type { Manifest } from '../../src/publish/manifest.ts'
import type { PublicationStore } from '../../src/publish/store.ts'

/** A store in a directory. */
export function storeIn(outDir: string, options: Partial<FileSystemStoreOptions> = {}): PublicationStore {
  return createFileSystemStore(outDir, { pid: process.pid, now: () => new Date(), ...options })
}

/** The path of the current manifest. */
export function manifestPath(outDir: string): string {
  return join(outDir, `${readlinkSync(join(outDir, 'current'))}.json`)
}

export function currentManifest(outDir: string): Manifest {
  return JSON.parse(readFileSync(manifestPath(outDir), 'utf8')) as Manifest
}
