import type { ArticleSummary } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Feed } from '../model/feed.ts'
import { idLine } from '../model/id-line.ts'
import { diagnostic } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'
import { podcastGuidOf } from '../site/podcast-guid.ts'
import { topicKey } from '../text/slug.ts'
import { findRenamed } from './find-renamed.ts'
import type { Manifest } from './manifest.ts'
import { identityOf, type Publication } from './plan.ts'
import { shortHash } from './short-hash.ts'

/**
 * Finds changes that subscribers would notice as lost or duplicate articles, although each file is valid: an article whose id
 * would change, also by a new name of its file; an id that belonged to another article; a feed that would disappear, have
 * another topic, or no article any more; and a podcast whose guid is written nowhere. Compares with the last manifest.
 */
export function checkIdentity({ articles, topics, feeds }: Publication, previous: Manifest | undefined): Diagnostic[] {
  if (!previous) return []
  return [
    ...changedIds(articles, previous),
    ...renamedFeeds(feeds, previous),
    ...vanishedFeeds(topics, feeds, previous),
    ...emptiedFeeds(feeds, previous),
    ...movedPodcasts(feeds),
  ]
}

function changedIds(articles: readonly ArticleSummary[], previous: Manifest): Diagnostic[] {
  const isUnchanged = ({ file, id }: ArticleSummary) =>
    Object.hasOwn(previous.articles, file) && previous.articles[file]?.id === id
  const candidates = articles.filter((article) => !isUnchanged(article))
  if (candidates.length === 0) return []
  const files = new Map(Object.entries(previous.articles))
  const byId = new Map([...files].map(([file, { id, link = id, title }]) => [id, { file, link, title }]))
  const byLink = new Map([...files].map(([, { id, link = id }]) => [link, id]))
  const renamed = findRenamed(articles, previous)
  return candidates.flatMap((article) => {
    const { file, title } = article
    const { id, link = id } = identityOf(article)
    const before = files.get(file)?.id ?? byLink.get(link) ?? renamed.get(article)?.id
    const owner = byId.get(id)
    if (before !== undefined && before !== id) {
      const effect = 'so every subscriber would see the article again as new'
      const message = `changes from ${before} to ${id}, ${effect}; to keep it, add this line to the front matter: ${idLine(before, article)}`
      return [diagnostic('id-changed', { file, field: 'id' }, message, { severity: 'warning' })]
    }
    if (owner && owner.file !== file && owner.link !== link && owner.title !== shortHash(title)) {
      const message = `is ${id}, which was the id of ${owner.file} (${owner.link}), so no subscriber would see the article`
      return [diagnostic('id-reused', { file, field: 'id' }, message, { severity: 'warning' })]
    }
    return []
  })
}

/** Feeds whose id another topic took over, because no description gives it one of its own. */
function renamedFeeds(feeds: readonly Feed[], { topics = {} }: Manifest): Diagnostic[] {
  return feeds.flatMap(({ id, topic }) => {
    const before = Object.hasOwn(topics, id) ? topics[id] : undefined
    if (before === undefined || !topic || topic.hasDescription || topicKey(before) === topicKey(topic.name)) return []
    const message = `the feed "${id}" of ${JSON.stringify(before)} would become the feed of ${JSON.stringify(topic.name)}`
    return [diagnostic('feed-renamed', { file: `feeds/${id}.xml` }, message, { severity: 'warning' })]
  })
}

/** Podcasts whose `podcast:guid` is known only from the last publication, because they have moved. */
function movedPodcasts(feeds: readonly Feed[]): Diagnostic[] {
  return feeds.flatMap(({ id, topic, podcast, subscription }) => {
    if (!podcast || topic?.podcast?.guid || podcast.guid === podcastGuidOf(subscription.urls.rss)) return []
    const message = `is ${podcast.guid}, as it was published at another URL; to keep it for ever, add this line to podcast in the topic file: guid: ${podcast.guid}`
    const where = { file: `feeds/${id}.xml`, field: 'podcast.guid' }
    return [diagnostic('podcast-moved', where, message, { severity: 'warning' })]
  })
}

function vanishedFeeds(topics: readonly Topic[], feeds: readonly Feed[], previous: Manifest): Diagnostic[] {
  const kept = new Set([...feeds, ...topics.filter(({ retired }) => retired)].map(({ id }) => id))
  for (const { formerIds } of topics) for (const id of formerIds) kept.add(id)
  return Object.entries(previous.feeds)
    .filter(([id]) => !kept.has(id))
    .map(([id, length]) => {
      const articles = length === 1 ? '1 article' : `${length} articles`
      const message = `the feed "${id}" with ${articles} would disappear, and its subscribers would get 404`
      return diagnostic('feed-vanished', { file: `feeds/${id}.xml` }, message, { severity: 'warning' })
    })
}

/** Feeds of described topics that have no article left. Subscribers keep an empty feed, but see nothing new. */
function emptiedFeeds(feeds: readonly Feed[], previous: Manifest): Diagnostic[] {
  return feeds.flatMap(({ id, articles }) => {
    const before = Object.hasOwn(previous.feeds, id) ? previous.feeds[id] : undefined
    if (!before || articles.length > 0) return []
    const message = `the feed "${id}" would lose ${before === 1 ? 'its only article' : `all of its ${before} articles`}`
    return [diagnostic('feed-emptied', { file: `feeds/${id}.xml` }, message, { severity: 'warning' })]
  })
}
