import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type Manifest, variantsOf } from '../../src/publish/manifest.ts'

/** The contents of a folder by path: the bytes of each file, and the target of each link. */
export type Tree = ReadonlyMap<string, Uint8Array | string>

/** Reads a folder. */
export function readTree(folder: string): Tree {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const tree = entries.flatMap((entry): [string, Uint8Array | string][] => {
    const path = join(entry.parentPath, entry.name)
    if (entry.isSymbolicLink()) return [[path, readlinkSync(path)]]
    return entry.isFile() ? [[path, readFileSync(path)]] : []
  })
  return new Map(tree.map(([path, content]) => [path.slice(folder.length + 1), content]))
}

/**
 * Checks that the published generation is complete: its files are exactly those of the manifest.
 *
 * @param published the folder, or its contents
 * @returns the number of the generation
 * @throws if a file is truncated, from another generation, missing or unknown
 */
export function checkPublication(published: string | Tree): number {
  const tree = typeof published === 'string' ? readTree(published) : published
  return checkGeneration(tree, String(tree.get('current')))
}

/**
 * Checks all complete generations in the same way.
 *
 * @returns their numbers, sorted
 */
export function checkGenerations(published: string | Tree): number[] {
  const tree = typeof published === 'string' ? readTree(published) : published
  const folders = [...tree.keys()].flatMap((path) => /^generations\/\d+(?=\/)/.exec(path) ?? [])
  const complete = folders.filter((folder) => tree.has(`${folder}.json`))
  return [...new Set(complete)].sort().map((folder) => checkGeneration(tree, folder))
}

function checkGeneration(tree: Tree, folder: string): number {
  const inFolder = [...tree.keys()].filter((path) => path.startsWith(`${folder}/`))
  const manifest = JSON.parse(String(textOf(tree, `${folder}.json`))) as Manifest
  const found = inFolder.map((path) => path.slice(folder.length + 1))
  const variants = manifest.files.flatMap(variantsOf)
  const expected = variants.map(({ path }) => path)
  if (found.sort().join() !== expected.sort().join())
    throw new Error(`files are ${found.join()}, and not ${expected.join()}`)
  for (const { path, sha256 } of variants) {
    if (sha256Of(tree.get(`${folder}/${path}`)) !== sha256) throw new Error(`${path} is torn or mixed`)
  }
  return manifest.generation
}

function textOf(tree: Tree, path: string): string {
  const content = tree.get(path)
  if (content === undefined || typeof content === 'string') throw new Error(`there is no file ${path}`)
  return Buffer.from(content).toString()
}

const hashes = new WeakMap<Uint8Array, string>()

/** The hash of a file, computed once per buffer. */
function sha256Of(content: Uint8Array | string | undefined): string | undefined {
  if (content === undefined || typeof content === 'string') return undefined
  const hash = hashes.get(content) ?? createHash('sha256').update(content).digest('hex')
  hashes.set(content, hash)
  return hash
}
