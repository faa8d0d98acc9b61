import type { Article } from '../model/article.ts'
import type { ComposedArticle } from '../model/composed-article.ts'
import { paths } from '../site/urls.ts'
import { pathTo, type Site } from './site.ts'

/** Where an article is: its page here, or at its publisher. */
export function articleUrl({ link = '', slug }: Pick<Article, 'link' | 'slug'>, site: Site): string {
  return slug ? pathTo(site, paths.articlePage(slug)) : link
}

/** Who an article is from: its publisher, or else who wrote it. */
export function sourceOf({ provider, authors }: Pick<ComposedArticle, 'provider' | 'authors'>): string | undefined {
  return provider?.name ?? authors[0]?.name
}
