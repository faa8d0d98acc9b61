import { z } from 'zod'
import { type Coding, type Encoding, suffixOf } from './compression.ts'

const bytesSchema = z.object({
  sha256: z.string(),
  bytes: z.int().nonnegative(),
})

const fileSchema = bytesSchema.extend({
  path: z.string(),
  mediaType: z.string(),
  /** Whether it is a page of a feed's history that is full. */
  settled: z.literal(true).optional(),
  /** Whether the server does not serve it. */
  forStaticHosts: z.literal(true).optional(),
  /** When these bytes were first published, in whole seconds (RFC 9110 §8.8.2). */
  lastModified: z.iso.datetime(),
  /** Its compressed variants. */
  encodings: z.partialRecord(z.enum(['gzip', 'br']), bytesSchema).default({}),
})

const manifestSchema = z.object({
  /** 1 if the manifest is in the public tree. */
  version: z.literal([1, 2]),
  generation: z.int().positive(),
  files: z.array(fileSchema),
  /** The number of articles in each feed; formerly a list of their ids. */
  feeds: z.record(z.string(), z.union([z.int(), z.array(z.string()).transform(({ length }) => length)])),
  /** The most articles that a feed had within the last month, and when it last had them; absent if that is now. */
  peaks: z.record(z.string(), z.object({ articles: z.int(), at: z.iso.datetime() })).optional(),
  /** The name of each topic with a feed, by id. */
  topics: z.record(z.string(), z.string()).optional(),
  /** The `podcast:guid` of each podcast by the id of its feed, unless only this computer can reach it. */
  podcasts: z.record(z.string(), z.string()).optional(),
  /**
   * The id of each article by its file, its link, if that is not the id, and short hashes of its title and of its file, by which
   * it is recognized in another file.
   */
  articles: z.record(
    z.string(),
    z.object({
      id: z.string(),
      link: z.string().optional(),
      title: z.string().optional(),
      digest: z.string().optional(),
    }),
  ),
  /** Current feed ids by former id. */
  moved: z.record(z.string(), z.string()),
  /** Paths of pages by former path, without its final slash. */
  movedPages: z.record(z.string(), z.string()).optional(),
  /** Ids of retired topics. */
  retired: z.array(z.string()),
  /** Other ids that topics had, and have no longer, so that mixes of readers may still name them. */
  vanished: z.array(z.string()).optional(),
})

/** Number of schema issues to report. */
const MAX_ISSUES = 3

/** Compiled on first use. */
let compiledSchema: typeof manifestSchema | undefined

/** The contents of a publication. It is written last, so a publication without a manifest is incomplete. */
export type Manifest = z.infer<typeof manifestSchema>

export type ManifestFile = z.infer<typeof fileSchema>

/** The id and the slug under which the article of a file is published; undefined if it is not. */
export function publishedAs(
  { articles }: Manifest,
  file: string,
): { id: string; slug?: string | undefined } | undefined {
  const published = Object.hasOwn(articles, file) ? articles[file] : undefined
  return published && { id: published.id, slug: /^articles\/(.+)\/$/.exec(published.link ?? '')?.[1] }
}

/** Whether a published feed is that of a named mix or of an author; formerly there were none. */
export function isPublishedMix({ feeds, topics }: Manifest, id: string): boolean {
  return topics !== undefined && id !== 'all' && Object.hasOwn(feeds, id) && !Object.hasOwn(topics, id)
}

/** A document in one coding, as a file of its generation. */
export interface Variant {
  coding: Coding
  path: string
  sha256: string
  bytes: number
}

/** All variants of a document, the uncompressed one first. */
export function variantsOf({ path, sha256, bytes, encodings: compressed }: ManifestFile): Variant[] {
  const encoded = Object.entries(compressed).map(([name, variant]) => {
    const coding = name as Encoding
    return { coding, path: path + suffixOf(coding), ...variant }
  })
  return [{ coding: 'identity', path, sha256, bytes }, ...encoded]
}

/** The hashes of all variants of a document as one string; undefined without a document. */
export function variantHashes(file: ManifestFile | undefined): string | undefined {
  return file && `${file.sha256} ${file.encodings.br?.sha256} ${file.encodings.gzip?.sha256}`
}

/** The variant of a document in a coding; the uncompressed one, if there is none. */
export function variantOf(file: ManifestFile, coding: Coding): Variant {
  const variants = variantsOf(file)
  return variants.find((variant) => variant.coding === coding) ?? (variants[0] as Variant)
}

/** @throws SyntaxError with the first issues, if the value is not a manifest */
export function parseManifest(json: unknown): Manifest {
  compiledSchema ??= z.compile(manifestSchema)
  try {
    return compiledSchema.parse(json)
  } catch (error) {
    throw error instanceof z.ZodError ? new SyntaxError(describeIssues(error)) : error
  }
}

/** The first issues: in a file of another kind, every line may be wrong. */
function describeIssues({ issues }: z.ZodError): string {
  const rest = issues.length - MAX_ISSUES
  return `${z.prettifyError({ issues: issues.slice(0, MAX_ISSUES) })}${rest > 0 ? `\nand ${rest} more` : ''}`
}
