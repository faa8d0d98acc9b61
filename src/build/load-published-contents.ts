import { contentOfJsonItem } from '../formats/content-of-json-item.ts'
import type { ArticleSummary } from '../model/article.ts'
import type { ArticleContent } from '../model/composed-article.ts'
import type { Manifest } from '../publish/manifest.ts'
import type { PublicationStore, Revision } from '../publish/store.ts'
import { parseFeedPath } from '../site/urls.ts'

/**
 * Loads the contents of articles as they are published, from the JSON Feed documents of a publication.
 *
 * @returns the contents by file, without articles that are in none of these documents
 */
export async function loadPublishedContents(
  articles: readonly ArticleSummary[],
  { files }: Manifest,
  { store, revision }: { store: PublicationStore; revision: Revision },
): Promise<Map<string, ArticleContent>> {
  const contents = new Map<string, ArticleContent>()
  const missing = new Map(articles.map((article) => [article.id, article]))
  const documents = files.filter(({ path }) => parseFeedPath(path)?.extension === 'json')
  const isAll = ({ path }: { path: string }) => parseFeedPath(path)?.feedId === 'all'
  for (const file of documents.sort((a, b) => Number(isAll(b)) - Number(isAll(a)))) {
    if (missing.size === 0) break
    const { items } = JSON.parse((await store.readDocument(revision, file, 'identity')).toString()) as {
      items: { id: string }[]
    }
    for (const item of items) {
      const article = missing.get(item.id)
      if (!article) continue
      contents.set(article.file, contentOfJsonItem(item, article))
      missing.delete(item.id)
    }
  }
  return contents
}
