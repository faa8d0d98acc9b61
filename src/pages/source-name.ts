import type { Article } from '../model/article.ts'
import type { ComposedArticle } from '../model/composed-article.ts'
import { paths } from '../site/urls.ts'
import { pathTo, type Site } from './site.ts'

/** The URL of an article: its page on this site, or at its publisher. */
export function articleUrl({ link = '', slug }: Pick<Article, 'link' | 'slug'>, site: Site): string {
  return slug ? pathTo(site, paths.articlePage(slug)) : link
}

/** The name of an article's publisher, or else of its author. */
export function sourceOf({ provider, authors }: Pick<ComposedArticle, 'provider' | 'authors'>): string | undefined {
  return provider?.name ?? authors[0]?.name
}
