import { choicesOf } from '../../feeds/mix/choices-of.ts'
import type { MixQuery } from '../../feeds/mix/mix-query.ts'
import { selectDates } from '../../feeds/mix/select-mix.ts'
import { formats } from '../../formats/formats.ts'
import type { MixChoices, MixPage, MixPreview, PreviewArticle } from '../../pages/mix/mix.ts'
import { weeklyCounts } from '../../pages/weekly-counts.ts'
import { mixUrls } from '../../site/urls.ts'
import { compareNaturally } from '../../text/natural-order.ts'
import type { Generation } from '../load-generation.ts'
import { assembleMix, nameMix } from './assemble-mix.ts'
import { listDigests } from './list-digests.ts'
import type { MixIndex } from './load-mix-index.ts'
import type { Mix, ResolvedRequest } from './resolve-mix.ts'

/** The most articles of the preview; it has all digests, since their links lead to it. */
const MAX_ARTICLES = 10

const WEEK_MS = 7 * 86_400_000
const WEEKS = 52

interface Context {
  index: MixIndex
  generation: Generation
  now: Date
}

/**
 * Composes the page of a mix. Its preview is that of the feed: its newest articles, or its digests, without their content.
 *
 * @param search the query as it was asked for, without the question mark
 * @returns the page, and when what it shows was updated
 */
export async function composeMixPage(
  search: string,
  resolved: ResolvedRequest,
  context: Context,
): Promise<{ page: MixPage; updated: Date }> {
  const choices = choicesFor(context)
  const generated = dateOf(context.generation)
  if ('problem' in resolved) {
    const page = { fields: fieldsOf(search), choices, result: { problem: resolved.problem } }
    return { page, updated: generated }
  }
  const { preview, updated } = await composePreview(resolved.mix, context)
  const { canonical, query } = resolved.mix
  const page = { fields: fieldsOf(canonical), choices: withTopicsOf(query, choices), result: preview }
  return { page, updated: updated > generated ? updated : generated }
}

async function composePreview(mix: Mix, context: Context): Promise<{ preview: MixPreview; updated: Date }> {
  const { query, selection, canonical } = mix
  const { index } = context
  const [json] = formats.filter(({ id }) => id === 'json')
  if (!json) throw new Error('there is no JSON format')
  const items = Math.min(selection.items, MAX_ARTICLES)
  const shown = query.digest ? selection : { ...selection, items, content: 'excerpt' as const }
  const { body, updated } = await assembleMix({ canonical, query: shown, selection: shown }, json, context)
  const digests = selection.digest ? listDigests({ ...selection, digest: selection.digest }, index, context.now) : []
  const feed: { items: JsonItem[] } = JSON.parse(body.toString())
  const preview = {
    name: nameMix(query, context),
    urls: mixUrls(index.site.publicUrl, canonical),
    articles: feed.items.map((item, at) => ({
      ...toArticle(item, index.site.language),
      ...(digests[at] && { anchor: digests[at].date, listed: digests[at].articles }),
    })),
    ...activityOf(mix, index),
  }
  return { preview, updated }
}

function activityOf({ selection }: Mix, { shards, site: { timeZone } }: MixIndex): { weeks: number[]; span: number } {
  const newest = shards[0]?.published[0]
  const oldest = shards.at(-1)?.published.at(-1)
  if (newest === undefined || oldest === undefined) return { weeks: [], span: 0 }
  const dates = selectDates(shards, selection, { timeZone, since: newest - WEEKS * WEEK_MS })
  const weeks = weeklyCounts(
    dates.map((published) => ({ published: new Date(published) })),
    new Date(newest),
  )
  return { weeks, span: Math.min(WEEKS, Math.ceil((newest - oldest) / WEEK_MS) || 1) }
}

interface JsonItem {
  url: string
  title: string
  date_published: string
  summary?: string
  language?: string
  authors?: PreviewArticle['authors']
  _feedmill?: { provider?: PreviewArticle['provider'] }
}

function toArticle(
  { url, title, date_published, summary, language, authors = [], _feedmill }: JsonItem,
  siteLanguage: string | undefined,
): PreviewArticle {
  const { provider } = _feedmill ?? {}
  const locale = language ?? siteLanguage
  return {
    title,
    link: url,
    published: new Date(date_published),
    ...(summary === undefined ? {} : { excerpt: summary }),
    ...(locale === undefined ? {} : { locale }),
    ...(provider ? { provider } : {}),
    authors,
  }
}

const choicesByIndex = new WeakMap<MixIndex, MixChoices>()

function choicesFor({ index, generation }: Context): MixChoices {
  const known = choicesByIndex.get(index)
  if (known) return known
  const topics = Object.entries(generation.topics ?? {}).map(([id, name]) => ({ id, name }))
  const choices = {
    ...choicesOf(index.shards),
    topics: topics.sort((a, b) => compareNaturally(a.name, b.name)),
  }
  choicesByIndex.set(index, choices)
  return choices
}

/** Offers topics of a query that are retired or have vanished too, so that its form keeps them. */
function withTopicsOf({ any, all, without }: MixQuery, choices: MixChoices): MixChoices {
  const offered = new Set(choices.topics.map(({ id }) => id))
  const others = new Set([...any, ...all, ...without].filter((id) => !offered.has(id)))
  return { ...choices, topics: [...choices.topics, ...[...others].map((id) => ({ id, name: id }))] }
}

/** The fields of a query, each with its values: those with several are separated by commas. */
function fieldsOf(search: string): Map<string, string[]> {
  const fields = new Map<string, string[]>()
  for (const [written, value] of new URLSearchParams(search)) {
    const name = written.toLowerCase()
    if (value.trim() !== '') fields.set(name, [...(fields.get(name) ?? []), ...value.split(',')])
  }
  return fields
}

const dates = new WeakMap<Generation, Date>()

/** When any of its documents changed last. */
function dateOf(generation: Generation): Date {
  const known = dates.get(generation)
  if (known) return known
  let last = ''
  for (const { lastModified } of generation.files.values()) if (lastModified > last) last = lastModified
  const date = new Date(last)
  dates.set(generation, date)
  return date
}
