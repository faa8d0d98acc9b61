const DATED = /^\d{4}-\d{1,2}-\d{1,2}(?:[-_ ](.*))?$/

/** The parts of a path. The name of `a/b/index.md` is `b`, its folder `a`. */
export interface ArticlePath {
  /** Folders without a slash at the end; empty at the top. */
  folder: string
  /** The name of the file without extension, or of the folder of an `index` file; empty for an `index` file at the top. */
  name: string
}

/** Splits a path with `/` as separator. */
export function splitPath(path: string): ArticlePath {
  const whole = withoutIndex(withoutExtension(path))
  const slash = whole.lastIndexOf('/')
  return { folder: slash < 0 ? '' : whole.slice(0, slash), name: whole.slice(slash + 1) }
}

/** A path without `.md`, `.markdown` or `.mdx`. */
export function withoutExtension(path: string): string {
  return path.replace(/\.(?:md|markdown|mdx)$/i, '')
}

/** A path without `index` at its end. */
export function withoutIndex(path: string): string {
  return path.replace(/(?:^|\/)index$/i, '')
}

/** A name without a date such as `2020-01-31-` before it. */
export function withoutDate(name: string): string {
  return DATED.exec(name)?.[1] || name
}
