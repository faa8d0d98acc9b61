import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The articles and topic files in a folder, by path. */
export function filesBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(md|yaml)$/.test(path))
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}
