import type { Disk } from '../../file-system.ts'

/** Puts a file in its place at once: whoever reads it finds the old text or the new one, whole. One process does so at a time. */
export async function replaceFile(path: string, text: string | Iterable<string>, disk: Disk): Promise<void> {
  const draft = `${path}.draft`
  await disk.remove(draft)
  await disk.writeNew(draft, text)
  await disk.rename(draft, path)
}
