import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { FeedmillError, messageOf } from '../errors.ts'

export const MANIFEST = 'manifest.json'

const fileSchema = z.object({
  path: z.string(),
  sha256: z.string(),
  mediaType: z.string(),
  /** When these bytes were first published, in whole seconds (RFC 9110 §8.8.2). */
  lastModified: z.iso.datetime(),
})

const manifestSchema = z.object({
  version: z.literal(1),
  generation: z.int().positive(),
  files: z.array(fileSchema),
  /** Ids of the articles of each feed, newest first. */
  feeds: z.record(z.string(), z.array(z.string())),
  /** The id under which the article of each file is published. */
  ids: z.record(z.string(), z.string()),
  /** Where the feed of each former id is now. */
  moved: z.record(z.string(), z.string()),
  /** Ids whose feeds are gone for good. */
  retired: z.array(z.string()),
})

/** What a generation holds; it is written last, so that a generation without one is not complete. */
export type Manifest = z.infer<typeof manifestSchema>

export type ManifestFile = z.infer<typeof fileSchema>

/**
 * The manifest of the generation that is published in `outDir`, or undefined before the first one.
 *
 * @throws FeedmillError `publication-damaged` where there is one that cannot be read
 */
export function readCurrentManifest(outDir: string): Manifest | undefined {
  const path = join(outDir, 'current', MANIFEST)
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new FeedmillError(
      'publication-damaged',
      `"${path}" cannot be read: ${error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error)}`,
      'Restore it from a copy, or remove "current" to publish anew.',
      { cause: error },
    )
  }
}
