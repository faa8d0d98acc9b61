import { join } from 'node:path'
import { messageOf } from '../errors.ts'
import { type FileStat, fileSystem } from '../file-system.ts'
import { GENERATIONS, publishedName } from '../publish/file-system/generations.ts'
import { MANIFEST, type Manifest } from '../publish/manifest.ts'
import { type Generation, loadGeneration } from './load-generation.ts'
import type { ServiceState } from './service-state.ts'

/** How often to look whether another generation was published, in milliseconds. */
const POLL_MS = 1000

export interface GenerationReloaderOptions {
  outDir: string
  state: ServiceState
  /** The manifest of a generation by its folder name and the state of the file, where this process has written it. */
  recall: (name: string, state: FileStat) => Manifest | undefined
  /** Is told of a generation that is newly served. */
  onServed: (generation: Generation) => void
  /** Is told why what is published cannot be served, once for each reason. */
  onCorrupt: (reason: string) => void
}

export interface GenerationReloader {
  /** Serves what is published, if it is not served already. */
  look: () => Promise<void>
  stop: () => void
}

/**
 * Keeps serving what is published, whoever published it. Damaged files are never served: what is in service stays, or an
 * older generation takes their place, and `state.isDamaged` asks the next run to publish anew.
 */
export function createGenerationReloader({
  outDir,
  state,
  recall,
  onServed,
  onCorrupt,
}: GenerationReloaderOptions): GenerationReloader {
  let seen: string | undefined
  let delivered: string | undefined
  let looking: Promise<void> = Promise.resolve()

  const take = async (): Promise<void> => {
    const published = await publishedName(outDir, fileSystem)
    const manifest = published === undefined ? undefined : await inspectManifest(outDir, published)
    // A folder that was emptied, or came from somewhere else, can have the same number.
    const found = JSON.stringify([published, manifest])
    if (found === seen) return
    const { generation, damage } = await loadGeneration(outDir, {
      before: state.generation,
      recall: (name) => manifest && recall(name, manifest),
    })
    seen = found
    if (damage) tell(damage)
    state.isDamaged = damage !== undefined
    if (!generation || (damage && state.generation)) return
    state.generation = generation
    onServed(generation)
  }
  const tell = (error: unknown): void => {
    const reason = messageOf(error)
    if (reason !== delivered) onCorrupt(reason)
    delivered = reason
  }
  const look = (): Promise<void> => {
    looking = looking.then(take).catch(tell)
    return looking
  }
  const timer = setInterval(() => void look(), POLL_MS)
  return { look, stop: () => clearInterval(timer) }
}

function inspectManifest(outDir: string, published: string): Promise<FileStat | undefined> {
  return fileSystem.inspect(join(outDir, GENERATIONS, published, MANIFEST)).catch(() => undefined)
}
