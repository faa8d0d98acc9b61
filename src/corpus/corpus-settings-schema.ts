import { z } from 'zod'
import { parseUrl } from '../text/canonical-url.ts'
import { canonicalLanguageTag } from '../text/language-tag.ts'
import { nearestName } from '../text/nearest-name.ts'
import { type FieldName, fieldNames, generators } from './corpus-profile.ts'
import { isRelativeGlob } from './glob.ts'

const generatorNames = ['auto', ...generators] as const

const text = z.string({ error: 'is not text' }).min(1, 'is blank')
const glob = text.refine(isRelativeGlob, { error: 'is not a glob relative to CONTENT_DIR, such as "post/**"' })
const pattern = text.refine(isPattern, { error: 'is not a path with tokens, such as "/:year/:month/:slug/"' })
const path = text.refine(isRelativeGlob, { error: 'is not a path relative to CONTENT_DIR or the site' })
const flag = z.boolean({ error: 'is not true or false' })
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item, { error: 'is not a list' })
const wholeNumber = (least: number) =>
  z.int({ error: 'is not a whole number' }).min(least, `is less than ${least}`).max(1_000_000, 'is more than 1,000,000')

/** What `feedmill.yaml` can contain. */
export const corpusSettingsSchema = z
  .strictObject(
    {
      site: text
        .refine((url) => typeof parseUrl(url) !== 'string' && !/[?#]/.test(url), {
          error: 'is not an http or https URL without user name, query or fragment',
        })
        .describe(
          'The URL of the site where the articles are. Without it, articles with a body are hosted by Feedmill.',
        ),
      permalink: z
        .union([pattern, z.record(glob, pattern)], {
          error: 'is neither a path such as /:year/:slug/ nor a map of globs to such paths',
        })
        .describe(
          'The path of an article on the site, such as /:year/:month/:slug/, or such paths by glob; the first applies.',
        ),
      generator: z
        .enum(generatorNames, {
          error: ({ input }) => `is not one of ${generatorNames.join(', ')}${suggestion(input, generatorNames)}`,
        })
        .describe('The generator of the site, which decides what its files and fields mean.'),
      timezone: text
        .refine(isTimeZone, { error: 'is not a time zone such as Europe/Berlin' })
        .describe('The time zone of dates without one, and of the dates in URLs.'),
      language: text
        .refine((tag) => canonicalLanguageTag(tag.replaceAll('_', '-')) !== undefined, {
          error: 'is not a language tag such as en or pt-BR',
        })
        .describe('The language of articles that name none.'),
      include: listOf(glob).describe('Globs of the files that can be articles.'),
      exclude: listOf(glob).describe('Globs of files that are no articles.'),
      fields: z
        .strictObject(
          Object.fromEntries(
            fieldNames.map((name) => [
              name,
              z.union([text, listOf(text)], { error: 'is neither a name nor a list of names' }).optional(),
            ]),
          ) as Record<FieldName, z.ZodOptional<z.ZodUnion<readonly [typeof text, z.ZodArray<typeof text>]>>>,
          { error: 'is not a mapping' },
        )
        .describe('The corpus’ own names of fields by Feedmill’s names, each one name or a list.'),
      topics: z
        .strictObject(
          {
            fields: listOf(text).optional().describe('The fields that name topics.'),
            minArticles: wholeNumber(1).optional().describe('A topic with fewer articles has no feed.'),
            exclude: listOf(text).optional().describe('Names of topics that have no feed.'),
            max: wholeNumber(0).optional().describe('The most feeds of topics.'),
          },
          { error: 'is not a mapping' },
        )
        .describe('Which topics have feeds.'),
      authors: z
        .union([flag, path, z.strictObject({ file: path.optional(), feeds: flag.optional() })], {
          error:
            'is neither true nor a path relative to CONTENT_DIR or the site, nor a mapping of feeds and file to them',
        })
        .describe(
          'true: each author has a feed. A path: a YAML, JSON or TOML file with the authors by key, relative to CONTENT_DIR or to the site. Both as a mapping of feeds and file.',
        ),
      dates: z
        .enum(['git'], { error: 'is not "git"' })
        .describe('"git": the first commit of a file dates an article that has no other date.'),
    },
    { error: 'is not a mapping' },
  )
  .partial()

function suggestion(input: unknown, names: readonly string[]): string {
  const nearest = typeof input === 'string' ? nearestName(input, names) : undefined
  return nearest ? `; did you mean ${nearest}?` : ''
}

function isPattern(path: string): boolean {
  return !/[\s\\?#]|:\/\/|\{\{|\{%/.test(path)
}

/** Whether a name is that of an IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
