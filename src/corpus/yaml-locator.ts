import { createLineFinder } from './front-matter/yaml-locations.ts'
import { formatPath, type Locate } from './schema-diagnostics.ts'

/** Creates a function that finds fields in a YAML file, which is parsed again for the first of them only. */
export function createYamlLocator(file: string, text: string): Locate {
  let lineOf: ReturnType<typeof createLineFinder> | undefined
  return (path) => {
    lineOf ??= createLineFinder(text)
    return { file, line: lineOf(path) + 1, field: formatPath(path) }
  }
}
