import type { Episode } from '../model/podcast.ts'
import { referenceOf } from '../text/corpus-reference.ts'

/** Says the URL that a reference to a file of the corpus stands for; undefined if it leads nowhere. */
type Resolve = (reference: string) => string | undefined

/** Pictures or other files with the URLs that placeholders stand for; without those that lead nowhere. */
export function resolveFiles<Item extends { url: string }>(items: Item[], resolve: Resolve): Item[] {
  if (items.every(({ url }) => referenceOf(url) === undefined)) return items
  return items.flatMap((item) => {
    const url = resolveUrl(item.url, resolve)
    return url === undefined ? [] : [{ ...item, url }]
  })
}

/** An episode with the URLs that placeholders stand for; without the files that lead nowhere. */
export function resolveEpisode(episode: Episode, resolve: Resolve): Episode {
  const { transcripts, chapters, people } = episode
  const chaptersUrl = chapters && resolveUrl(chapters.url, resolve)
  return {
    ...episode,
    transcripts: resolveFiles(transcripts, resolve),
    chapters: chapters && chaptersUrl ? { ...chapters, url: chaptersUrl } : undefined,
    people: people.map((person) => ({ ...person, image: person.image && resolveUrl(person.image, resolve) })),
  }
}

/** The URLs and placeholders of the files of an episode. */
export function urlsOfEpisode({ transcripts, chapters, people }: Episode): string[] {
  const images = people.flatMap(({ image }) => image ?? [])
  return [...transcripts.map(({ url }) => url), ...(chapters ? [chapters.url] : []), ...images]
}

function resolveUrl(url: string, resolve: Resolve): string | undefined {
  const reference = referenceOf(url)
  return reference === undefined ? url : resolve(reference)
}
