import type { Feed } from '../model/feed.ts'
import { element, escapeXml } from './xml.ts'

/**
 * Renders all feeds as OPML 2.0, for import into a reader: the feed of all articles, then the topics, each in a folder with its
 * child topics, if any, then the mixes, then the authors, in a folder too.
 *
 * @param feeds the first is that of all articles
 */
export function renderOpml([all, ...others]: readonly Feed[]): string {
  const authors = others.filter(({ topic }) => topic?.kind === 'author')
  const topics = others.filter(({ topic }) => topic?.kind !== 'author')
  const ids = new Set(topics.map(({ id }) => id))
  const roots = topics.filter(({ topic }) => !topic?.parent || !ids.has(topic.parent))
  const outlines = [
    ...(all ? [feedOutline(all)] : []),
    ...roots.map((root) => topicOutline(root, topics)),
    ...(authors.length > 0 ? [folder('Authors', authors.map(feedOutline))] : []),
  ]
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<opml version="2.0">',
    `<head><title>${escapeXml(all?.title ?? '')}</title></head>`,
    `<body>\n${outlines.join('\n')}\n</body>`,
    '</opml>\n',
  ].join('\n')
}

function topicOutline(feed: Feed, topics: readonly Feed[]): string {
  const children = topics.filter(({ topic }) => topic?.parent === feed.id)
  if (children.length === 0) return feedOutline(feed)
  const outlines = [feedOutline(feed), ...children.map((child) => topicOutline(child, topics))]
  return folder(feed.topic?.name, outlines)
}

function folder(name: string | undefined, outlines: readonly string[]): string {
  return element('outline', { text: name }, `\n${outlines.join('\n')}\n`)
}

function feedOutline({ title, topic, description, pageUrl, language, subscription }: Feed): string {
  const name = topic?.name ?? title
  return element('outline', {
    type: 'rss',
    text: name,
    title: name,
    description,
    xmlUrl: subscription.urls.rss,
    htmlUrl: pageUrl,
    language,
  })
}
