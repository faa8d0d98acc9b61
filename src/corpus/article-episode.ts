import type { Author } from '../model/article.ts'
import type { Episode } from '../model/podcast.ts'
import type { EpisodeFields } from './episode-schema.ts'
import { type MediaContext, resolveAddress, resolveMediaType } from './resolve-media.ts'

/** The media type of chapters in the podcast namespace. */
const CHAPTERS_TYPE = 'application/json+chapters'

/**
 * What makes an article an episode of a podcast.
 *
 * @param fields undefined if it has none of them
 * @param authors people of the corpus by their keys
 */
export function attachEpisode(
  fields: EpisodeFields | undefined,
  authors: Readonly<Record<string, Author>>,
  context: MediaContext,
): Episode | undefined {
  if (!fields) return undefined
  const { season, episode: number, episodeType: type, explicit, chapters } = fields
  const transcripts = fields.transcript.flatMap(({ url, type: given, language }, index) => {
    const path = ['transcript', index]
    const resolved = url && resolveAddress(url, [...path, 'url'], context)
    const mediaType = resolved && resolveMediaType(resolved, given, path, context)
    return mediaType ? [{ url: resolved, type: mediaType, language }] : []
  })
  const chaptersUrl = chapters?.url && resolveAddress(chapters.url, ['chapters', 'url'], context)
  const people = fields.people.flatMap(({ name, role, url, image }, index) => {
    if (!name) return []
    const known = Object.hasOwn(authors, name) ? authors[name] : undefined
    const picture = image && resolveAddress(image, ['people', index, 'image'], context)
    return [{ name: known?.name ?? name, role, url: url ?? known?.url, image: picture }]
  })
  const chaptersFile = chaptersUrl ? { url: chaptersUrl, type: chapters?.type ?? CHAPTERS_TYPE } : undefined
  return { season, number, type, explicit, transcripts, chapters: chaptersFile, people }
}
