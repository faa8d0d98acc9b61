import { hash } from 'node:crypto'
import { z } from 'zod'
import { type Manifest, parseManifest } from '../manifest.ts'

/**
 * How many documents or articles a part has on average. Of a corpus of 20,000 articles, this makes 190 parts, of which a save
 * changes 3 to 6 (130 kB, and an index of 7 kB). Half as many entries would save a third of that, but take twice as many requests
 * where all parts are read.
 */
const ENTRIES = 128

const indexSchema = z.looseObject({ parts: z.object({ files: z.array(z.string()), articles: z.array(z.string()) }) })

/** A manifest in parts, each as JSON by the hash of its text. */
export interface SplitManifest {
  /** All but documents and articles, and the hashes of the parts. */
  index: string
  parts: ReadonlyMap<string, string>
}

/**
 * Splits a manifest into parts, most of which stay the same when a few documents and articles change, come or go: a part ends
 * with an entry whose own name decides that.
 */
export function splitManifest(manifest: Manifest): SplitManifest {
  // Entries that were read have the order of fields of the schema, and new ones another.
  const { files, articles, ...rest } = parseManifest(manifest)
  const parts = new Map<string, string>()
  const name = (entries: readonly unknown[]): string => {
    const text = JSON.stringify(entries)
    const sha256 = hash('sha256', text)
    parts.set(sha256, text)
    return sha256
  }
  const names = {
    files: cut(files, ({ path }) => path).map(name),
    articles: cut(Object.entries(articles), ([file]) => file).map(name),
  }
  return { index: JSON.stringify({ ...rest, parts: names }), parts }
}

/** The hashes of the parts of a manifest, in order. @throws if it is no index */
export function partsOf(index: string): { files: string[]; articles: string[] } {
  return indexSchema.parse(JSON.parse(index)).parts
}

/**
 * Joins what was split.
 *
 * @param read the text of a part
 * @throws SyntaxError if that makes no manifest
 */
export function joinManifest(index: string, read: (sha256: string) => string): Manifest {
  const { parts, ...rest } = indexSchema.parse(JSON.parse(index))
  const entriesOf = (names: readonly string[]) => names.flatMap((name) => JSON.parse(read(name)))
  return parseManifest({
    ...rest,
    files: entriesOf(parts.files),
    articles: Object.fromEntries(entriesOf(parts.articles)),
  })
}

function cut<Entry>(entries: readonly Entry[], nameOf: (entry: Entry) => string): Entry[][] {
  const parts: Entry[][] = []
  let part: Entry[] = []
  for (const entry of entries) {
    part.push(entry)
    if (!endsPart(nameOf(entry))) continue
    parts.push(part)
    part = []
  }
  return part.length > 0 ? [...parts, part] : parts
}

function endsPart(name: string): boolean {
  return Number.parseInt(hash('sha256', name).slice(0, 8), 16) % ENTRIES === 0
}
