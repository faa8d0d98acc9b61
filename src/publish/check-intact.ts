import { join } from 'node:path'
import type { Disk } from './disk.ts'
import type { Manifest } from './manifest.ts'

/**
 * The first published file that is missing or has another size than the manifest says, if there is one. The server
 * checks the bytes themselves when it loads them.
 */
export async function findDamage(outDir: string, { files }: Manifest, disk: Disk): Promise<string | undefined> {
  for (const { path, bytes } of files) {
    const size = await disk.inspect(join(outDir, 'current', path)).then(
      (file) => file.size,
      () => undefined,
    )
    if (size !== bytes) return path
  }
  return undefined
}
