import type { ComposedArticle } from '../../model/composed-article.ts'

/** What a digest shows of an article. */
export type ArticleText = Pick<ComposedArticle, 'link' | 'title' | 'excerpt'>

const fields = ['link', 'title', 'excerpt'] as const

/** What digests show of the articles of a part of the index, in their order; an excerpt is empty where an article has none. */
export type ArticleTexts = Record<(typeof fields)[number], string[]>

export function describeTexts(articles: readonly ArticleText[]): ArticleTexts {
  return {
    link: articles.map(({ link }) => link),
    title: articles.map(({ title }) => title),
    excerpt: articles.map(({ excerpt = '' }) => excerpt),
  }
}

/**
 * Packs texts for the memory, where those of 100,000 articles must fit: as UTF-8, one after the other.
 *
 * @returns reads the texts of the article at a position
 */
export function packTexts(texts: ArticleTexts): (position: number) => ArticleText {
  const all = fields.flatMap((field) => texts[field])
  const bytes = Buffer.from(all.join(''))
  const starts = new Uint32Array(all.length + 1)
  for (const [index, text] of all.entries()) starts[index + 1] = (starts[index] as number) + Buffer.byteLength(text)
  const { length } = texts.link
  const textAt = (index: number) => bytes.toString('utf8', starts[index], starts[index + 1])
  return (position) => {
    const excerpt = textAt(2 * length + position)
    return { link: textAt(position), title: textAt(length + position), ...(excerpt === '' ? {} : { excerpt }) }
  }
}
