import { z } from 'zod'
import { address, choice, escaped, flag, languageTag, list, name, optional, url } from './fields.ts'

/** The schema of the fields that make an article an episode of a podcast, by their native names. */
export const episodeSchema = z.object({
  season: optional(z.int().nonnegative()),
  episode: optional(z.number().nonnegative()),
  episodeType: optional(choice('full', 'trailer', 'bonus')),
  explicit: optional(flag),
  transcript: list(z.object({ url: optional(address), type: optional(escaped), language: optional(languageTag) })),
  chapters: optional(z.object({ url: optional(address), type: optional(escaped) })),
  people: list(z.object({ name: optional(name), role: optional(name), url: optional(url), image: optional(address) })),
})

export type EpisodeFields = z.output<typeof episodeSchema>

const NAMES = Object.keys(episodeSchema.shape)

/** Whether an article has any of the fields: few do. */
export function isEpisode(values: Readonly<Record<string, unknown>>): boolean {
  return NAMES.some((field) => values[field] !== undefined && values[field] !== null)
}
