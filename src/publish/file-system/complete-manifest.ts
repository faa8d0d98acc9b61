import { join } from 'node:path'
import { z } from 'zod'
import type { FileSystem } from '../../file-system.ts'

/** A manifest of the first version: without sizes, and with the id of each article by its file. */
const firstSchema = z.looseObject({
  files: z.array(z.looseObject({ path: z.string() })),
  ids: z.record(z.string(), z.string()),
})

/**
 * Brings a manifest of the first version to the next form: reads the sizes from the tree.
 *
 * @param json a manifest of any version; others are returned as they are
 */
export async function completeManifest(json: unknown, tree: string, fileSystem: FileSystem): Promise<unknown> {
  const first = firstSchema.safeParse(json)
  if (!first.success) return json
  const { files, ids, ...rest } = first.data
  const sized = files.map(async (file) => ({ bytes: await sizeOf(join(tree, file.path), fileSystem), ...file }))
  const articles = Object.fromEntries(Object.entries(ids).map(([file, id]) => [file, { id }]))
  return { ...rest, files: await Promise.all(sized), articles }
}

/** A lost file has no size, and counts as damaged like any file with another size. */
async function sizeOf(path: string, fileSystem: FileSystem): Promise<number> {
  const { size } = await fileSystem.inspect(path).catch(() => ({ size: 0 }))
  return size
}
