/** What Feedmill takes from the configuration of a site's generator. */
export interface SiteConfig {
  site?: string | undefined
  title?: string | undefined
  author?: string | undefined
  language?: string | undefined
  timezone?: string | undefined
  /** What the URL rule of the generator needs. */
  settings: Record<string, unknown>
}

/** Parsed data of a configuration file. */
export type Data = Readonly<Record<string, unknown>>

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** A value that is a mapping; else an empty one. */
export function mappingOf(value: unknown): Data {
  return isMapping(value) ? value : {}
}

/** A value that is text or a number, as text; undefined if it is blank or something else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** The texts of a list, or one text. */
export function textsOf(value: unknown): string[] {
  return [value].flat().flatMap((item) => textOf(item) ?? [])
}

/** The texts of a mapping by key. */
export function textMap(value: unknown): Record<string, string> {
  const entries = Object.entries(mappingOf(value)).map(([key, item]) => [key, textOf(item)] as const)
  return Object.fromEntries(entries.flatMap(([key, text]) => (text === undefined ? [] : [[key, text]])))
}

/** Data whose keys at the top are in lower case, for generators that ignore it. */
export function lowerKeys(data: Data): Data {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key.toLowerCase(), value]))
}
