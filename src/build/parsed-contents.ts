import { deserialize, serialize } from 'node:v8'
import type { ArticleSummary } from '../model/article.ts'
import type { ArticleContent } from '../model/composed-article.ts'

/** How many bytes of contents are kept: contents beyond that are read again when a document needs them. */
export const MAX_BYTES = 96 * 1024 * 1024

/**
 * The contents of articles that this run parsed, until a document needs them, so that few files are read twice. They are
 * kept as bytes, which take half of the memory and give the garbage collector nothing to do.
 */
export interface ParsedContents {
  add: (article: Pick<ArticleSummary, 'file' | 'digest'>, content: Uint8Array) => void
  /** The content of an article in the state of its summary, given once; undefined where it was not kept. */
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
      const found = contents.get(file)
      contents.delete(file)
      return found?.digest === digest ? (deserialize(found.content) as ArticleContent) : undefined
    },
  }
}

/** A content as bytes, which share nothing with the text of its file. */
export function serializeContent(content: ArticleContent): Uint8Array {
  return serialize(content)
}
