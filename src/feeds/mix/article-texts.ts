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

/** Texts in memory, where those of 100,000 articles must fit: in UTF-8, one after the other. */
export interface PackedTexts {
  bytes: Buffer
  /** Where each text starts, and where the last one ends: first the links of all articles, then the titles, then the excerpts. */
  starts: Uint32Array
}

export function packTexts(texts: ArticleTexts): PackedTexts {
  const all = fields.flatMap((field) => texts[field])
  const starts = new Uint32Array(all.length + 1)
  for (const [index, text] of all.entries()) starts[index + 1] = (starts[index] as number) + Buffer.byteLength(text)
  return { bytes: Buffer.from(all.join('')), starts }
}

/** The texts of the article at a position. */
export function unpackTexts({ bytes, starts }: PackedTexts, position: number): ArticleText {
  const articles = (starts.length - 1) / fields.length
  const [link, title, excerpt] = fields.map((_, field) => {
    const index = field * articles + position
    return bytes.toString('utf8', starts[index], starts[index + 1])
  }) as [string, string, string]
  return { link, title, ...(excerpt === '' ? {} : { excerpt }) }
}
