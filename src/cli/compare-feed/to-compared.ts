import type { ArticleSummary } from '../../model/article.ts'
import { paths, urlOf } from '../../site/urls.ts'
import type { ComparedArticle } from './compare-feed.ts'

/**
 * What is compared of articles.
 *
 * @param publicUrl base of the URLs of hosted articles
 */
export function toCompared(articles: readonly ArticleSummary[], publicUrl: string): ComparedArticle[] {
  return articles.map(({ file, id, title, link, slug = '', published, frontMatter }) => {
    return { file, id, title, frontMatter, link: link ?? urlOf(publicUrl, paths.articlePage(slug)), published }
  })
}
