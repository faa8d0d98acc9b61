import type { FileSystem } from '../../file-system.ts'

/** Atomically replaces a file. Only one process may do so at a time. */
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
