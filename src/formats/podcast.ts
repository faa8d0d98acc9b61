import type { ComposedArticle } from '../model/composed-article.ts'
import type { Episode } from '../model/podcast.ts'
import { imageType, isAudioOrVideo } from '../text/media-type.ts'
import type { FramedFeed } from './format.ts'
import { extension } from './package-feed.ts'
import { attributes, displayText, text } from './rss-elements.ts'

/** The namespaces of Apple Podcasts and of Podcasting 2.0; only podcasts declare them. */
export const podcastNamespaces = {
  'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
}

/**
 * What makes the channel of RSS a podcast; nothing for other feeds (help.apple.com/itc/podcasts_connect/#/itcb54353390,
 * podcasting2.org/docs/podcast-namespace).
 */
export function podcastExtensions({ podcast, topic, authorName, title, subscription }: FramedFeed) {
  if (!podcast) return []
  const { author, owner, category, subcategory, explicit, type, image, guid, locked, funding } = podcast
  const hasMoved = topic !== undefined && topic.formerIds.length > 0
  return [
    extension('itunes:author', displayText(author ?? authorName)),
    ...(owner
      ? [
          extension('itunes:owner', {
            'itunes:name': displayText(owner.name ?? author ?? authorName),
            'itunes:email': text(owner.email),
          }),
        ]
      : []),
    ...(category ? [extension('itunes:category', categoryElement(category, subcategory))] : []),
    extension('itunes:explicit', text(String(explicit))),
    ...(type ? [extension('itunes:type', text(type))] : []),
    ...(image ? [extension('itunes:image', attributes({ href: image }))] : []),
    ...(hasMoved ? [extension('itunes:new-feed-url', text(subscription.urls.rss))] : []),
    extension('podcast:guid', text(guid)),
    extension('podcast:medium', text('podcast')),
    ...(locked === undefined
      ? []
      : [extension('podcast:locked', { ...attributes({ owner: owner?.email }), ...text(locked ? 'yes' : 'no') })]),
    ...(funding
      ? [
          extension('podcast:funding', {
            ...attributes({ url: funding.url }),
            ...displayText(funding.text ?? title),
          }),
        ]
      : []),
  ]
}

function categoryElement(category: string, subcategory: string | undefined) {
  const nested = subcategory ? { 'itunes:category': attributes({ text: subcategory }) } : {}
  return { ...attributes({ text: category }), ...nested }
}

/** What makes an item of a podcast an episode. Its title is plain, and feed validators take U+FFFD for damage. */
export function episodeExtensions({ title, episode, enclosures, images }: ComposedArticle) {
  const [file] = enclosures
  const [image] = images
  const duration = file && isAudioOrVideo(file.type) ? file.duration : undefined
  return [
    extension('itunes:title', text(title.replaceAll('\uFFFD', ''))),
    ...(duration ? [extension('itunes:duration', text(String(Math.round(duration))))] : []),
    ...(image && isCover(image.url) ? [extension('itunes:image', attributes({ href: image.url }))] : []),
    ...(episode ? detailExtensions(episode) : []),
  ]
}

function detailExtensions({ season, number, type, explicit, transcripts, chapters, people }: Episode) {
  return [
    ...(type ? [extension('itunes:episodeType', text(type))] : []),
    ...(explicit === undefined ? [] : [extension('itunes:explicit', text(String(explicit)))]),
    ...(isCounted(season) ? [extension('itunes:season', text(String(season)))] : []),
    ...(isCounted(number) ? [extension('itunes:episode', text(String(number)))] : []),
    ...(season === undefined ? [] : [extension('podcast:season', text(String(season)))]),
    ...(number === undefined ? [] : [extension('podcast:episode', text(String(number)))]),
    extension('podcast:transcript', transcripts.map(attributes)),
    ...(chapters ? [extension('podcast:chapters', attributes(chapters))] : []),
    extension(
      'podcast:person',
      people.map(({ name, role, url, image }) => ({
        ...attributes({ role: role?.toLowerCase(), href: url, img: image }),
        ...displayText(name),
      })),
    ),
  ]
}

/** Whether Apple takes it for the number of an episode or a season; the podcast namespace has 0 and 1.5 too. */
function isCounted(count: number | undefined): boolean {
  return Number.isSafeInteger(count) && count !== 0
}

/** Apple takes JPEG and PNG; a URL need not say which it is. */
function isCover(url: string): boolean {
  return ['image/jpeg', 'image/png', undefined].includes(imageType(url))
}
