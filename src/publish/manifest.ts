import { join } from 'node:path'
import { z } from 'zod'
import { FeedmillError, messageOf } from '../errors.ts'
import type { FileSystem } from '../file-system.ts'
import { type Coding, type Encoding, encodings } from './compression.ts'

export const MANIFEST = 'manifest.json'

const bytesSchema = z.object({
  sha256: z.string(),
  /** Size. */
  bytes: z.int().nonnegative(),
})

const fileSchema = bytesSchema.extend({
  path: z.string(),
  mediaType: z.string(),
  /** When these bytes were first published, in whole seconds (RFC 9110 §8.8.2). */
  lastModified: z.iso.datetime(),
  /** What lies beside it, compressed. */
  encodings: z.partialRecord(z.enum(['gzip', 'br']), bytesSchema).default({}),
})

const manifestSchema = z.object({
  version: z.literal(1),
  generation: z.int().positive(),
  files: z.array(fileSchema),
  /** How many articles each feed has; once it was a list of their ids. */
  feeds: z.record(z.string(), z.union([z.int(), z.array(z.string()).transform(({ length }) => length)])),
  /** Under which id the article of each file is published, and where it is, unless that is its id. */
  articles: z.record(z.string(), z.object({ id: z.string(), link: z.string().optional() })),
  /** Where the feed of each former id is now. */
  moved: z.record(z.string(), z.string()),
  /** Ids whose feeds are gone for good. */
  retired: z.array(z.string()),
})

/** How many faults of a manifest are told. */
const MOST_FAULTS = 3

/** The same, compiled when it is first needed. */
let compiledSchema: typeof manifestSchema | undefined

/** What a generation holds; it is written last, so that a generation without one is not complete. */
export type Manifest = z.infer<typeof manifestSchema>

export type ManifestFile = z.infer<typeof fileSchema>

/** A document as it is in the folder of its generation: by itself, and compressed. */
export interface Variant {
  coding: Coding
  path: string
  sha256: string
  bytes: number
}

/** Every form of a document, itself first. */
export function variantsOf({ path, sha256, bytes, encodings: compressed }: ManifestFile): Variant[] {
  const forms = Object.entries(compressed).map(([name, form]) => {
    const coding = name as Encoding
    return { coding, path: `${path}${encodings[coding]}`, ...form }
  })
  return [{ coding: 'identity', path, sha256, bytes }, ...forms]
}

/** The hashes of all forms of a document, as one text; undefined where there is no document. */
export function variantHashes(file: ManifestFile | undefined): string | undefined {
  return file && `${file.sha256} ${file.encodings.br?.sha256} ${file.encodings.gzip?.sha256}`
}

/**
 * The manifest of a generation.
 *
 * @param folder the generation's, or the link `current`
 * @throws FeedmillError `publication-damaged` where there is none that can be read
 */
export async function readManifest(folder: string, fileSystem: FileSystem): Promise<Manifest> {
  const path = join(folder, MANIFEST)
  try {
    compiledSchema ??= z.compile(manifestSchema)
    return compiledSchema.parse(JSON.parse(await fileSystem.readText(path)))
  } catch (error) {
    throw new FeedmillError(
      'publication-damaged',
      `"${path}" cannot be read: ${error instanceof z.ZodError ? describeFaults(error) : messageOf(error)}`,
      'Restore it from a copy, or run "feedmill generate --force" to publish anew.',
      { cause: error },
    )
  }
}

/** The first faults: where something else was written, every line may be wrong. */
function describeFaults({ issues }: z.ZodError): string {
  const rest = issues.length - MOST_FAULTS
  return `${z.prettifyError({ issues: issues.slice(0, MOST_FAULTS) })}${rest > 0 ? `\nand ${rest} more` : ''}`
}

/**
 * The manifest of the generation that is published in `outDir`, or undefined before the first one.
 *
 * @throws FeedmillError `publication-damaged` where something is published whose manifest cannot be read
 */
export async function readCurrentManifest(outDir: string, fileSystem: FileSystem): Promise<Manifest | undefined> {
  const isPublished = (await fileSystem.list(outDir)).includes('current')
  return isPublished ? readManifest(join(outDir, 'current'), fileSystem) : undefined
}
