import { z } from 'zod'
import { type Coding, type Encoding, suffixOf } from './compression.ts'

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
  /** 1 where the manifest was among the documents, which the public may see. */
  version: z.literal([1, 2]),
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

/** What a publication holds; it is written last, so that a publication without one is not complete. */
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
    return { coding, path: path + suffixOf(coding), ...form }
  })
  return [{ coding: 'identity', path, sha256, bytes }, ...forms]
}

/** The hashes of all forms of a document, as one text; undefined where there is no document. */
export function variantHashes(file: ManifestFile | undefined): string | undefined {
  return file && `${file.sha256} ${file.encodings.br?.sha256} ${file.encodings.gzip?.sha256}`
}

/** One variant of a document; itself where there is none in that coding. */
export function variantOf(file: ManifestFile, coding: Coding): Variant {
  const variants = variantsOf(file)
  return variants.find((variant) => variant.coding === coding) ?? (variants[0] as Variant)
}

/** @throws where the text is no manifest, with the first faults */
export function parseManifest(text: string): Manifest {
  compiledSchema ??= z.compile(manifestSchema)
  try {
    return compiledSchema.parse(JSON.parse(text))
  } catch (error) {
    throw error instanceof z.ZodError ? new SyntaxError(describeFaults(error)) : error
  }
}

/** The first faults: where something else was written, every line may be wrong. */
function describeFaults({ issues }: z.ZodError): string {
  const rest = issues.length - MOST_FAULTS
  return `${z.prettifyError({ issues: issues.slice(0, MOST_FAULTS) })}${rest > 0 ? `\nand ${rest} more` : ''}`
}
