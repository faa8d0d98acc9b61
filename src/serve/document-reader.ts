import type { FeedmillError } from '../errors.ts'
import { type Coding, compress, decompress } from '../publish/compression.ts'
import { type ManifestFile, variantsOf } from '../publish/manifest.ts'
import { isDamage } from '../publish/read-previous.ts'
import type { PublicationStore, Revision } from '../publish/store.ts'

/** A document of a publication. */
interface Copy {
  revision: Revision
  file: ManifestFile
}

export interface DocumentReader {
  /**
   * Reads a document in a coding. If its bytes are damaged, makes them from another coding, or from an equal document of
   * another publication.
   *
   * @throws FeedmillError `publication-damaged` if no copy is whole
   */
  read: (copy: Copy, coding: Coding) => Promise<Buffer>
  /** The document of the same path in other publications, newest first; only whole ones. */
  findOther: (path: string) => Promise<Copy | undefined>
}

/**
 * Creates a reader for the documents of one publication, so that damage costs as little as possible.
 *
 * @param onDamage called with each damage, even if another copy is whole
 */
export function createDocumentReader(
  store: PublicationStore,
  revision: Revision,
  onDamage: (error: FeedmillError) => void,
): DocumentReader {
  let others: Promise<{ revision: Revision; files: ReadonlyMap<string, ManifestFile> }[]> | undefined
  const readOthers = async () => {
    const revisions = (await store.listRevisions()).filter((other) => other !== revision)
    const read = revisions.map(async (other) => {
      const { files } = await store.readManifest(other)
      return { revision: other, files: new Map(files.map((file) => [file.path, file])) }
    })
    return (await Promise.all(read.map((other) => orUndefined(other)))).filter((other) => other !== undefined)
  }
  const copiesOf = async (path: string): Promise<Copy[]> => {
    others ??= readOthers()
    return (await others).flatMap(({ revision: other, files }) => {
      const file = files.get(path)
      return file ? [{ revision: other, file }] : []
    })
  }
  const readAny = async (copy: Copy): Promise<Buffer | undefined> => {
    for (const { coding } of variantsOf(copy.file)) {
      const body = await orUndefined(store.readDocument(copy.revision, copy.file, coding))
      if (body) return decompress(body, coding)
    }
    return undefined
  }
  const readEqual = async (copy: Copy): Promise<Buffer | undefined> => {
    const own = await readAny(copy)
    if (own) return own
    for (const other of await copiesOf(copy.file.path)) {
      const body = other.file.sha256 === copy.file.sha256 ? await readAny(other) : undefined
      if (body) return body
    }
    return undefined
  }
  return {
    read: async (copy, coding) => {
      try {
        return await store.readDocument(copy.revision, copy.file, coding)
      } catch (error) {
        if (!isDamage(error)) throw error
        onDamage(error)
        const body = await readEqual(copy)
        if (!body) throw error
        return coding === 'identity' ? body : compress(body, coding, 'fast')
      }
    },
    findOther: async (path) => {
      for (const copy of await copiesOf(path)) if (await readAny(copy)) return copy
      return undefined
    },
  }
}

/** The value; undefined if it is damaged. */
async function orUndefined<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading
  } catch (error) {
    if (!isDamage(error)) throw error
    return undefined
  }
}
