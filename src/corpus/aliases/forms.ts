import { isAudioOrVideo, mediaTypeOf } from '../../text/media-type.ts'

/** What a form may need to know of the corpus. */
export interface FormContext {
  /** Whether words of a text are separate names, as in Jekyll's plural fields. */
  splitsAtBlanks?: boolean
  /** Whether a time without a zone is in UTC, and not in the corpus' time zone, as Ruby's YAML has it. */
  readsTimesAsUtc?: boolean
}

/**
 * Brings a value of front matter to the form of the native field: the value itself if it has that form; undefined if the
 * field says nothing here, so that the next name is tried; anything else is left to the schema, which reports it.
 */
export type Form = (value: unknown, context: FormContext, name: string) => unknown

/** One function for each form of value. */
export const forms = {
  asIs: (value) => value,
  text: toText,
  scalar: (value) => (typeof value === 'object' ? undefined : toText(value)),
  number: toNumber,
  count: toCount,
  seconds: toSeconds,
  date: toDateText,
  absoluteUrl: toAbsoluteUrl,
  names: toNames,
  people: toPeople,
  cast: toCast,
  images: toImages,
  enclosures: toEnclosures,
  file: toFile,
  files: toFiles,
  paths: (value) => (typeof value === 'string' ? [value] : value),
  provider: (value) => (typeof value === 'string' ? { name: value } : value),
} satisfies Record<string, Form>

export type FormName = keyof typeof forms

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/

function toText(value: unknown): unknown {
  return isNumberOrBoolean(value) ? String(value) : value
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value
}

/** A number, or text that should be one: words such as `winter` say nothing about an episode. */
function toCount(value: unknown): unknown {
  return typeof value === 'string' && !/\d/.test(value) ? undefined : toNumber(value)
}

function toAbsoluteUrl(value: unknown): unknown {
  return typeof value === 'string' && /^\s*https?:\/\//i.test(value) ? value : undefined
}

function isNumberOrBoolean(value: unknown): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const FLAG = /^\s*(?:true|false|yes|no|on|off)\s*$/i

/** A timestamp of YAML 1.1 without a zone. */
const ZONELESS = /^\d{4}-\d\d?-\d\d?(?:T| +)\d\d?:\d\d:\d\d(?:\.\d*)?$/i

/** A date as text; `published` may also be a flag, and `last_update` a map. */
function toDateText(value: unknown, context: FormContext): unknown {
  if (typeof value === 'number') return String(value)
  if (isMap(value)) return value.date === undefined ? undefined : toDateText(value.date, context)
  if (typeof value !== 'string') return typeof value === 'boolean' ? undefined : value
  if (FLAG.test(value)) return undefined
  return context.readsTimesAsUtc && ZONELESS.test(value) ? `${value} UTC` : value
}

/** Seconds, also as `mm:ss` or `hh:mm:ss`. */
function toSeconds(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const parts = /^(?:(\d+):)?(\d{1,3}):(\d\d)(?:\.\d+)?$/.exec(value.trim())
  if (!parts) return toNumber(value)
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [number, number, number]
  return hours * 3600 + minutes * 60 + seconds
}

/** Names as a list: of texts, numbers, `{name}`, `{label}`, lists (Hexo), `[[notes]]`, `#tags`, or from one text. */
function toNames(value: unknown, context: FormContext, name: string): unknown {
  if (isPlainList(value)) return value
  if (isMap(value)) {
    const named = nameOf(value)
    return named === undefined ? Object.values(value).flatMap((list) => asList(toNames(list, context, name))) : [named]
  }
  if (Array.isArray(value))
    return value.flatMap((item) => (isNested(item) ? asList(toNames(item, context, name)) : toName(item)))
  if (typeof value === 'string') return splitNames(value, context, name).map(toName)
  return isNumberOrBoolean(value) ? [String(value)] : value
}

/** A list of ordinary texts, which is in form already; the most frequent case. */
function isPlainList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && !/^(?:#|\[\[)/.test(item))
}

function isNested(item: unknown): boolean {
  return typeof item === 'object' && item !== null
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}

function nameOf(map: Record<string, unknown>): unknown {
  return map.name ?? map.label ?? map.title
}

/** Singular fields hold one name; others are lists with commas, or blanks in some generators. */
function splitNames(text: string, { splitsAtBlanks }: FormContext, name: string): string[] {
  if (name === 'category' || /^\s*\[\[/.test(text)) return [text]
  if (text.includes(',')) return text.split(',')
  return splitsAtBlanks && name !== 'tag' ? text.split(/\s+/) : [text]
}

function toName(value: unknown): unknown {
  if (isNumberOrBoolean(value)) return String(value)
  if (typeof value !== 'string') return value
  const text = value.trim()
  const note = /^\[\[(?:[^\]|]*\|)?([^\]]*)\]\]$/.exec(text)?.[1]
  return note ?? text.replace(/^#(?=[^\s#])/, '')
}

/** Maps a list; returns the list itself if nothing changes, so that messages can name the author's items. */
function mapUnlessSame(list: unknown[], toItem: (item: unknown) => unknown): unknown[] {
  const items = list.map(toItem)
  return items.every((item, index) => item === list[index]) ? list : items
}

/** People as `{name, url}`. */
function toPeople(value: unknown): unknown {
  if (typeof value === 'boolean') return undefined
  return Array.isArray(value) ? mapUnlessSame(value, toPerson) : [toPerson(value)]
}

function toPerson(value: unknown): unknown {
  if (typeof value === 'string') {
    const [, name, address] = /^(.*\S)\s*<([^<>]*)>$/.exec(value.trim()) ?? []
    return name === undefined ? { name: value } : { name, url: toAbsoluteUrl(address) }
  }
  if (!isMap(value)) return value
  const name = value.name ?? value.title ?? value.key
  const url = value.url ?? [value.web, value.website, value.homepage, value.link].map(toAbsoluteUrl).find(Boolean)
  return name === value.name && url === value.url ? value : { ...value, name, url }
}

/** The names of fields that say what people do in an episode. */
const ROLES = new Map(Object.entries({ host: 'host', hosts: 'host', guest: 'guest', guests: 'guest' }))

/** People in an episode as `{name, role, url, image}`. */
function toCast(value: unknown, _context: FormContext, name: string): unknown {
  const role = ROLES.get(name)
  const people = typeof value === 'number' ? undefined : toPeople(value)
  if (!Array.isArray(people) || role === undefined) return people
  return people.map((person) => (isMap(person) ? { ...person, role: person.role ?? role } : person))
}

/** Images as `{url, title}`. */
function toImages(value: unknown): unknown {
  if (typeof value === 'boolean') return undefined
  if (Array.isArray(value)) return mapUnlessSame(value, toImage)
  const image = toImage(value)
  return image === undefined ? undefined : [image]
}

function toImage(value: unknown): unknown {
  if (typeof value === 'string') return { url: value }
  if (!isMap(value)) return value
  const title = value.title ?? value.alt ?? value.caption
  if (value.url !== undefined) return title === value.title ? value : { ...value, title }
  const url = value.src ?? value.path ?? value.image ?? value.file
  return url === undefined ? undefined : { ...value, url, title }
}

/** Names that mean nothing but files; the others can hold a flag, a name, or the article's own URL. */
const FILES = new Set(['enclosures', 'enclosure', 'podcast_file'])

/** A file with its length and type, each on a line, as exports from WordPress have it. */
const WORDPRESS_ENCLOSURE = /^\s*(?<url>https?:\S+)\s+(?<length>\d+)\s+(?<type>[\w.+-]+\/[\w.+-]+)/

/** Media files as `{url, type, length, duration}`. */
function toEnclosures(value: unknown, _context: FormContext, name: string): unknown {
  if (Array.isArray(value)) return mapUnlessSame(value, toEnclosure)
  if (typeof value === 'string') return isMediaFile(value) || FILES.has(name) ? [toEnclosure(value)] : undefined
  if (isMap(value) && typeof (value.url ?? value.src) === 'string') return [toEnclosure(value)]
  return FILES.has(name) && typeof value !== 'boolean' ? value : undefined
}

function toEnclosure(value: unknown): unknown {
  if (typeof value === 'string') {
    const { url, length, type } = WORDPRESS_ENCLOSURE.exec(value)?.groups ?? {}
    return url === undefined ? { url: value } : { url, length: toNumber(length), type }
  }
  if (!isMap(value)) return value
  const url = value.url ?? value.src
  const length = toNumber(value.length ?? value.bytes ?? value.size)
  const duration = toSeconds(value.duration)
  const isNative = url === value.url && length === value.length && duration === value.duration
  return isNative ? value : { ...value, url, length, duration }
}

/** A file as `{url, …}`; a text with blanks and anything without a URL is the content itself, which has no place in feeds. */
function toFile(value: unknown): unknown {
  if (typeof value === 'string') return /\s/.test(value.trim()) ? undefined : { url: value }
  return isMap(value) && typeof value.url === 'string' ? value : undefined
}

/** Files as `{url, …}`. */
function toFiles(value: unknown): unknown {
  if (Array.isArray(value)) return mapUnlessSame(value, toFile)
  const file = toFile(value)
  return file === undefined ? undefined : [file]
}

/** Whether a URL or path leads to an audio or video file, by its extension. */
function isMediaFile(url: string): boolean {
  return isAudioOrVideo(mediaTypeOf(url))
}
