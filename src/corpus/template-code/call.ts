import type { Generator } from '../corpus-profile.ts'

/** What a template can ask for. */
export interface TemplateContext {
  generator: Generator
  /** The path of the file, whose extension can be that of MDX. */
  path: string
  /** The URL of the live site, without a trailing slash. */
  site?: string
  siteTitle?: string
  author?: string
  /** Front matter by lower-case field name. */
  fields: () => Readonly<Record<string, unknown>>
}

/** The arguments of a tag: `src="a.png"` is named, by a lower-case name. */
export interface Arguments {
  values: readonly string[]
  named: ReadonlyMap<string, string>
}

/** A tag or shortcode of a template, with its arguments as written and, if it has an end, what is inside. */
export interface Call extends Arguments {
  name: string
  written: string
  inner?: string
}

/** Markdown or HTML that stands for a call: within a line, and as lines of their own if there is room. */
export interface Expansion {
  inline: string
  lines?: readonly string[]
}

/** Makes Markdown of a call; undefined if its arguments are not as expected. */
export type Expand = (call: Call, context: TemplateContext) => Expansion | undefined

const MAX_WRITTEN = 20_000

const ARGUMENT =
  /--([\p{L}][\w-]*)\s+((?!--)[^\s"'=][^"'=]*?)(?=\s+--|\s*$)|(?:(?:--)?([\p{L}_][\p{L}\p{N}_.-]*)(?:\s*=\s*|:\s+|:(?=["'])))?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s,"'`][^\s,]*))/gsu

/** Parses arguments as all template languages write them: `"a.png" title="A cat", width: 300 --alt A cat`. */
export function parseArguments(written: string): Arguments {
  const values: string[] = []
  const named = new Map<string, string>()
  for (const [, option, words, key, double, single, verbatim, bare] of written
    .slice(0, MAX_WRITTEN)
    .matchAll(ARGUMENT)) {
    const name = option ?? key
    const value = words ?? verbatim ?? bare ?? (double ?? single ?? '').replace(/\\(["'\\])/g, '$1')
    if (name === undefined) values.push(value)
    else if (!named.has(name.toLowerCase())) named.set(name.toLowerCase(), value)
  }
  return { values, named }
}

/** The first argument that has one of some names, and is not empty. */
export function namedArgument({ named }: Arguments, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = named.get(name)
    if (value) return value
  }
  return undefined
}
