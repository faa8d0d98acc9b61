import { z } from 'zod'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Podcast } from '../model/podcast.ts'
import { diagnostic, type Rule } from '../model/rules.ts'
import { nearestName } from '../text/nearest-name.ts'
import { choice, email, flag, name, optional, url, uuid } from './fields.ts'
import { podcastCategories } from './podcast-categories.ts'
import type { Locate } from './schema-diagnostics.ts'

/** The section `podcast` of a topic file. */
export const podcastSchema = z.object({
  author: optional(name),
  owner: optional(z.object({ name: optional(name), email: optional(email) })),
  category: optional(name),
  subcategory: optional(name),
  explicit: optional(flag),
  type: optional(choice('episodic', 'serial')),
  image: optional(url),
  guid: optional(uuid),
  locked: optional(flag),
  funding: optional(z.object({ url: optional(url), text: optional(name) })),
})

/** More warnings would only repeat the same mistake. */
const MAX_UNKNOWN = 20

type PodcastFields = z.output<typeof podcastSchema>

/**
 * Makes a podcast of the valid fields of the section. Warns about unknown fields and categories, and what Apple Podcasts
 * requires and the section lacks.
 *
 * @param given the section as the author wrote it
 * @param options.image of the topic, which is the cover if the section has none
 */
export function toPodcast(
  fields: PodcastFields,
  given: Readonly<Record<string, unknown>>,
  { image, locate }: { image: string | undefined; locate: Locate },
): { podcast: Podcast; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const warn = (rule: Rule, path: readonly string[], message: string) => {
    diagnostics.push(diagnostic(rule, locate(['podcast', ...path]), message, { severity: 'warning' }))
  }
  const known = Object.keys(podcastSchema.shape)
  const unknown = Object.keys(given).filter((field) => !known.includes(field))
  for (const field of unknown.slice(0, MAX_UNKNOWN)) {
    warn('podcast-field-unknown', [field], `is not a field of podcast${suggestion(field, known)}`)
  }
  const missing = missingFields(given, image)
  if (missing.length > 0) warn('podcast-incomplete', [], `has no ${missing.join(', ')}`)

  const { owner, funding, explicit = false } = fields
  const category = named(fields.category, Object.keys(podcastCategories), (text) =>
    warn('podcast-category-unknown', ['category'], text),
  )
  const subcategories = category ? podcastCategories[category] : undefined
  const subcategory =
    subcategories &&
    named(fields.subcategory, subcategories, (text) =>
      warn('podcast-category-unknown', ['subcategory'], `in ${category}, ${text}`),
    )
  return {
    podcast: {
      ...fields,
      category,
      subcategory,
      explicit,
      owner: owner?.email ? { name: owner.name, email: owner.email } : undefined,
      image: fields.image ?? image,
      funding: funding?.url ? { url: funding.url, text: funding.text } : undefined,
    },
    diagnostics,
  }
}

/** What Apple Podcasts requires, and the author did not write. */
function missingFields(given: Readonly<Record<string, unknown>>, image: string | undefined): string[] {
  const { explicit, category, owner } = given
  const required = {
    explicit,
    category,
    image: given.image || image,
    'owner.email': (owner as { email?: unknown } | null | undefined)?.email,
  }
  return Object.entries(required)
    .filter(([, value]) => value === undefined || value === null || value === '')
    .map(([field]) => field)
}

/** The name in its official spelling; warns if there is no such name. */
function named(
  text: string | undefined,
  names: readonly string[],
  warn: (message: string) => void,
): string | undefined {
  const official = names.find((candidate) => candidate.toLowerCase() === text?.toLowerCase())
  if (text && !official) warn(`${JSON.stringify(text)} is not a category of Apple Podcasts${suggestion(text, names)}`)
  return official
}

function suggestion(text: string, names: readonly string[]): string {
  const nearest = nearestName(text.slice(0, 100), names)
  return nearest ? `; did you mean ${nearest}?` : ''
}
