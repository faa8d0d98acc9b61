import type { PageIndex } from '../../model/item-index.ts'
import type { ArticleTexts } from './article-texts.ts'
import type { ShardDescription } from './mix-shard.ts'
import { termKinds } from './terms.ts'

/** What the index says of the articles of a page. */
export interface IndexPart {
  shard: ShardDescription
  texts: ArticleTexts
  items: PageIndex<number[]>
}

/** A part of the index as it is published. */
export function formatPart({ shard: { terms, ...numbers }, texts, items }: IndexPart): string {
  const byKind = Object.entries(terms).map(([kind, map]) => [kind, Object.fromEntries(map)])
  return JSON.stringify({ ...numbers, terms: Object.fromEntries(byKind), texts, items })
}

/** Parses a part of the index as it is published. */
export function parsePart(text: string): IndexPart {
  const { terms, texts, items, ...numbers } = JSON.parse(text)
  const byKind = termKinds.map((kind) => [kind, new Map(Object.entries(terms[kind]))])
  return { shard: { ...numbers, terms: Object.fromEntries(byKind) }, texts, items }
}
