import type { ArticleSummary } from '../model/article.ts'
import type { ArticleContent } from '../model/composed-article.ts'

/** How much HTML is kept, in characters: contents beyond that are read again when a document needs them. */
export const MAX_CHARACTERS = 64 * 1024 * 1024

/** The contents of articles that this run parsed, until a document needs them, so that few files are read twice. */
export interface ParsedContents {
  add: (article: Pick<ArticleSummary, 'file' | 'digest'>, content: ArticleContent) => void
  /** The content of an article in the state of its summary, given once; undefined where it was not kept. */
  take: (article: ArticleSummary) => ArticleContent | undefined
}

export function createParsedContents(maxCharacters = MAX_CHARACTERS): ParsedContents {
  const contents = new Map<string, { digest: string; content: ArticleContent }>()
  let characters = 0
  return {
    add: ({ file, digest }, content) => {
      if (characters + content.contentHtml.length > maxCharacters) return
      characters += content.contentHtml.length
      contents.set(file, { digest, content })
    },
    take: ({ file, digest }) => {
      const found = contents.get(file)
      contents.delete(file)
      return found?.digest === digest ? found.content : undefined
    },
  }
}
