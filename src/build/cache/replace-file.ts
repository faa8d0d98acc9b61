import type { FileSystem } from '../../file-system.ts'

/** Puts a file in its place at once: whoever reads it finds the old text or the new one, whole. One process does so at a time. */
export async function replaceFile(
  path: string,
  text: string | Iterable<string>,
  fileSystem: FileSystem,
): Promise<void> {
  const draft = `${path}.draft`
  await fileSystem.remove(draft)
  await fileSystem.writeNew(draft, text)
  await fileSystem.rename(draft, path)
}
