import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed } from '../model/feed.ts'

/** What articles say in one format, each as the bytes that stand in every document that holds it. */
export type Fragments = WeakMap<ComposedArticle, Map<string, Buffer>>

/** A document in parts: what each of its articles says, what stands between them, and what stands around them. */
export interface Parts {
  head: string
  articles: string[]
  separator?: string
  tail: string
}

/** How much HTML is rendered at a time, in characters, or one article: the `feed` package needs several times as much. */
const PIECE = 2 * 1024 * 1024

/**
 * A document, of which only those parts are made that no document before had. They are kept as bytes: as text, a document
 * would be held, and encoded, once more.
 *
 * What an article says depends on itself and on two things of the feed alone: its language, which an article in another
 * one names, and where the extension of JSON is described.
 *
 * @param render makes the parts of the document as if it held these articles alone
 */
export function joinFragments(
  fragments: Fragments,
  { language, extensionUrl }: Feed,
  articles: readonly ComposedArticle[],
  render: (fresh: readonly ComposedArticle[]) => Parts,
): Buffer {
  const variant = (article: ComposedArticle) => `${extensionUrl} ${article.locale === language}`
  const fresh = articles.filter((article) => !fragments.get(article)?.has(variant(article)))
  const renderPiece = (piece: readonly ComposedArticle[]): Parts => {
    const made = render(piece)
    for (const [index, article] of piece.entries()) {
      const known = fragments.get(article) ?? new Map<string, Buffer>()
      fragments.set(article, known.set(variant(article), Buffer.from(made.articles[index] ?? '')))
    }
    return made
  }
  const [first, ...others] = inPieces(fresh)
  const { head, separator = '', tail } = renderPiece(first)
  for (const piece of others) renderPiece(piece)
  const between = Buffer.from(separator)
  const items = articles.flatMap((article, index) => {
    const bytes = fragments.get(article)?.get(variant(article)) ?? Buffer.alloc(0)
    return index === 0 ? [bytes] : [between, bytes]
  })
  return Buffer.concat([Buffer.from(head), ...items, Buffer.from(tail)])
}

function inPieces(articles: readonly ComposedArticle[]): [ComposedArticle[], ...ComposedArticle[][]] {
  let piece: ComposedArticle[] = []
  let length = 0
  const pieces: [ComposedArticle[], ...ComposedArticle[][]] = [piece]
  for (const article of articles) {
    if (length >= PIECE) {
      piece = []
      length = 0
      pieces.push(piece)
    }
    piece.push(article)
    length += article.contentHtml.length
  }
  return pieces
}
