import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Manifest, variantsOf } from '../../src/publish/manifest.ts'

/**
 * Checks that what is published is one generation, whole: every file is that of the manifest, and no file is there
 * besides.
 *
 * @returns its number
 * @throws where a file is torn, mixed, missing or too many
 */
export function checkPublication(outDir: string): number {
  return checkGeneration(join(outDir, readlinkSync(join(outDir, 'current'))))
}

/**
 * Checks every complete generation in the same way.
 *
 * @returns their numbers, in order
 */
export function checkGenerations(outDir: string): number[] {
  const generations = join(outDir, 'generations')
  const names = readdirSync(generations).filter((name) => /^\d+$/.test(name))
  return names.sort().map((name) => checkGeneration(join(generations, name)))
}

/** The same of the generation in a folder. */
function checkGeneration(folder: string): number {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile() && path !== 'manifest.json')
    .sort()
  const forms = manifest.files.flatMap(variantsOf)
  const expected = forms.map(({ path }) => path).sort()
  if (paths.join() !== expected.join()) throw new Error(`files are ${paths.join()}, and not ${expected.join()}`)
  for (const { path, sha256 } of forms) {
    const found = createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex')
    if (found !== sha256) throw new Error(`${path} is torn or mixed`)
  }
  return manifest.generation
}
