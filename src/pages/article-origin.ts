import type { FeedArticle } from '../model.ts'
import { localPath } from './site.ts'

/** Where an article is: at its publisher, or its page here. */
export function articleUrl({ link, slug }: Pick<FeedArticle, 'link' | 'slug'>): string {
  return slug ? localPath(link) : link
}

/** Who an article is from: its publisher, or else who wrote it. */
export function sourceOf({ provider, authors }: Pick<FeedArticle, 'provider' | 'authors'>): string | undefined {
  return provider?.name ?? authors[0]?.name
}
