import type { Manifest, ManifestFile } from '../../src/publish/manifest.ts'

/** A manifest with as many documents and articles. */
export function manifestOf(size: number): Manifest {
  const numbers = Array.from({ length: size }, (_, number) => number)
  return {
    version: 2,
    generation: 7,
    files: numbers.map(fileOf),
    feeds: { ai: 2 },
    articles: Object.fromEntries(numbers.map((number) => [`${number % 10}/${number}.md`, { id: `id ${number}` }])),
    moved: { former: 'ai' },
    retired: [],
  }
}

export function fileOf(number: number): ManifestFile {
  return {
    path: `feeds/${number}.xml`,
    mediaType: 'application/rss+xml',
    lastModified: '2026-01-02T03:04:05Z',
    sha256: String(number),
    bytes: number,
    encodings: { br: { sha256: 'br', bytes: 1 } },
  }
}
