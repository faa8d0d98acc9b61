import type { Feed } from '../model/feed.ts'
import type { Topic } from '../model/topic.ts'
import { podcastGuidOf } from '../site/podcast-guid.ts'
import { feedPageUrl, feedUrls, paths, urlOf } from '../site/urls.ts'
import type { SiteOptions } from './select-feeds.ts'

/** What a feed says of itself, besides its articles. @param topic undefined for the feed of all articles */
export function describeFeed(
  topic: Topic | undefined,
  site: SiteOptions,
): Omit<Feed, 'subscription' | 'archives' | 'articles'> {
  const {
    publicUrl,
    siteTitle,
    siteDescription,
    siteAuthor,
    siteLanguage,
    feedIcon,
    websubHubs: hubs,
    refreshInterval,
  } = site
  return {
    id: topic?.id ?? 'all',
    topic,
    podcast: topic?.podcast && { ...topic.podcast, guid: guidOf(topic, site) },
    title: titleOf(topic, siteTitle),
    description: topic ? (topic.description ?? `${topic.name}: articles from ${siteTitle}`) : siteDescription,
    language: topic?.language ?? siteLanguage,
    authorName: siteAuthor ?? siteTitle,
    pageUrl: feedPageUrl(publicUrl, topic?.id ?? 'all'),
    extensionUrl: urlOf(publicUrl, paths.extensionPage),
    iconUrl: urlOf(publicUrl, feedIcon),
    hubs,
    refreshInterval,
  }
}

/** The title of a podcast is its name alone, as directories want it. */
function titleOf(topic: Topic | undefined, siteTitle: string): string {
  if (!topic) return siteTitle
  if (topic.title !== undefined) return topic.title
  return topic.podcast ? topic.name : `${topic.name} – ${siteTitle}`
}

/** The `podcast:guid` that the author chose, else the published one, so that it stays when the feed moves. */
function guidOf({ id, formerIds, podcast }: Topic, { publicUrl, publishedPodcasts = {} }: SiteOptions): string {
  const published = [id, ...formerIds].find((known) => Object.hasOwn(publishedPodcasts, known))
  return (
    podcast?.guid ??
    (published === undefined ? undefined : publishedPodcasts[published]) ??
    podcastGuidOf(feedUrls(publicUrl, id).rss)
  )
}
