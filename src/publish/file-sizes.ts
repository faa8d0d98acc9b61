import { type ManifestFile, variantsOf } from './manifest.ts'

/** The path and size in bytes of one variant of a document. */
export type FileSize = readonly [path: string, bytes: number]

/** The sizes of all variants of some documents. */
export function sizesOf(files: readonly ManifestFile[]): FileSize[] {
  return files.flatMap(variantsOf).map(({ path, bytes }) => [path, bytes])
}

/** Sizes as text, which costs little until it is parsed: a line for each file, such as `1234 feeds/ai.xml`. */
export function formatSizes(sizes: readonly FileSize[]): string {
  return sizes.map(([path, bytes]) => `${bytes} ${path}`).join('\n')
}

export function parseSizes(text: string): FileSize[] {
  return text.split('\n').map((line) => {
    const space = line.indexOf(' ')
    return [line.slice(space + 1), Number(line.slice(0, space))]
  })
}
