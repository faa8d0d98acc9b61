import type { Composition } from '../corpus/summarize-article.ts'
import { type ComposeOptions, composeContent, referencesIn } from '../feeds/compose-article.ts'
import { itemSize } from '../formats/item-size.ts'
import type { Article, Facets } from '../model/article.ts'
import type { ArticleContent } from '../model/composed-article.ts'

export interface ParsedComposerOptions extends ComposeOptions {
  /** Whether articles are selected by their facets. */
  needsFacets: boolean
}

/**
 * Creates a function that composes the articles that a thread parses.
 *
 * @param store stores their contents, if there is room
 */
export function createParsedComposer(
  options: ParsedComposerOptions,
  store: ((article: Article, digest: string, content: ArticleContent) => void) | undefined,
): (article: Article, digest: string) => Composition {
  return (article, digest) => {
    const content = composeContent(article, options)
    store?.(article, digest, content)
    const facets = options.needsFacets ? { facets: facetsOf(content) } : {}
    return { references: referencesIn(content), size: itemSize(article, content), ...facets }
  }
}

function facetsOf({ excerpt, type, quality, heat, provider, authors }: ArticleContent): Facets {
  return { excerpt, type, quality, heat, provider, authors: authors.map(({ name }) => name) }
}
