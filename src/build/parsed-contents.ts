import { deserialize, serialize } from 'node:v8'
import type { ArticleSummary } from '../model/article.ts'
import type { ArticleContent } from '../model/composed-article.ts'

/** Limit of the contents to keep. Others are read again when a document needs them. */
export const MAX_BYTES = 96 * 1024 * 1024

/**
 * The contents of articles that this run parsed, kept until a document needs them, so that few files are read twice. They are
 * kept as bytes, which take half of the memory and no time in garbage collection.
 */
export interface ParsedContents {
  add: (article: Pick<ArticleSummary, 'file' | 'digest'>, content: Uint8Array) => void
  /** Returns and removes the content of an article; undefined if it was not kept or has changed. */
  take: (article: ArticleSummary) => ArticleContent | undefined
}

export function createParsedContents(): ParsedContents {
  const contents = new Map<string, { digest: string; content: Uint8Array }>()
  let bytes = 0
  return {
    add: ({ file, digest }, content) => {
      if (bytes + content.length > MAX_BYTES) return
      bytes += content.length
      contents.set(file, { digest, content })
    },
    take: ({ file, digest }) => {
      const kept = contents.get(file)
      contents.delete(file)
      return kept?.digest === digest ? (deserialize(kept.content) as ArticleContent) : undefined
    },
  }
}

/** Serializes a content, without references to the text of its file. */
export function serializeContent(content: ArticleContent): Uint8Array {
  return serialize(content)
}
