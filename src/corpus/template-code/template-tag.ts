import type { Arguments } from './call.ts'
import type { Range } from './code-ranges.ts'

/**
 * A piece of template code in a text. A `call` can have an `end` with the same name; a `divider` separates the branches of a
 * condition; an `output` writes a value; `text` is what the author escaped, as it shows.
 */
export interface TemplateTag extends Range {
  kind: 'call' | 'end' | 'divider' | 'output' | 'text'
  /** Whether it has no end. */
  isVoid?: boolean
  /** Whether it is text if it has no end. */
  needsEnd?: boolean
  /** Its arguments, if they are not written as in templates. */
  parsed?: Arguments
  name: string
  written: string
}

/** The name of a tag as the tables have it. */
export function tagName(name: string): string {
  return name.toLowerCase().replaceAll('_', '-')
}

/** Tags whose text is no Markdown and holds no tags. */
export const VERBATIM: ReadonlySet<string> = new Set(
  'highlight prism code codeblock sourcecode mermaid plantuml graphviz dot echarts chart math katex mathjax latex raw verbatim comment css js style script stylesheet javascript'.split(
    ' ',
  ),
)

/** Finds where a pattern occurs next; asked for rising positions, it reads the text once. */
export function createFinder(
  text: string,
  pattern: string,
): (from: number) => { start: number; end: number } | undefined {
  const matcher = new RegExp(pattern, 'gi')
  let found: RegExpExecArray | null | undefined
  return (from) => {
    if (found === null) return undefined
    if (found === undefined || found.index < from) {
      matcher.lastIndex = from
      found = matcher.exec(text)
    }
    return found ? { start: found.index, end: matcher.lastIndex } : undefined
  }
}

/** Finds the end tag of a name that comes next. */
export function createEndFinder(text: string, patternOf: (name: string) => string) {
  const finders = new Map<string, ReturnType<typeof createFinder>>()
  return (name: string, from: number) => {
    const finder = finders.get(name) ?? createFinder(text, patternOf(name.replaceAll('-', '[-_]')))
    finders.set(name, finder)
    return finder(from)
  }
}

/** Whether positions, which are asked for in order, are in one of the ranges. */
export function createCursor(ranges: readonly Range[]): (position: number) => Range | undefined {
  let index = 0
  return (position) => {
    while ((ranges[index]?.end ?? Number.POSITIVE_INFINITY) <= position) index++
    const range = ranges[index]
    return range && range.start <= position ? range : undefined
  }
}
