import { readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { createFileSystemStore, type FileSystemStoreOptions } from '../../src/publish/file-system/file-system-store.ts'
import type { Manifest } from '../../src/publish/manifest.ts'
import type { PublicationStore } from '../../src/publish/store.ts'

/** A directory as the place of publication. */
export function storeIn(outDir: string, options: Partial<FileSystemStoreOptions> = {}): PublicationStore {
  return createFileSystemStore(outDir, { pid: process.pid, now: () => new Date(), ...options })
}

/** Where the manifest of the current generation is. */
export function manifestPath(outDir: string): string {
  return join(outDir, `${readlinkSync(join(outDir, 'current'))}.json`)
}

export function currentManifest(outDir: string): Manifest {
  return JSON.parse(readFileSync(manifestPath(outDir), 'utf8')) as Manifest
}
