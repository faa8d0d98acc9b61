import type { Composition } from '../corpus/summarize-article.ts'
import { type ComposeOptions, composeContent, referencesIn } from '../feeds/compose-article.ts'
import { itemSize } from '../formats/item-size.ts'
import type { Article } from '../model/article.ts'
import type { ArticleContent } from '../model/composed-article.ts'

/**
 * Creates a function that composes the articles that a thread parses.
 *
 * @param store stores their contents, if there is room
 */
export function createParsedComposer(
  options: ComposeOptions,
  store: ((article: Article, digest: string, content: ArticleContent) => void) | undefined,
): (article: Article, digest: string) => Composition {
  return (article, digest) => {
    const content = composeContent(article, options)
    store?.(article, digest, content)
    return { references: referencesIn(content), size: itemSize(article, content) }
  }
}
