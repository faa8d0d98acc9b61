const DATE = /(?:^|\/)(\d{4})(?:([-_.])(\d{1,2})\2|\/(\d{1,2})[/-])(\d{1,2})(?=\D|$)/g

/**
 * The date in the path of a file or URL, such as `2020-01-31-hello.md` or `2021/04/15/hello/`, as `2021-04-15`; undefined
 * without one. Of several, that nearest to the name.
 */
export function dateInPath(path: string): string | undefined {
  const [, year, , hyphenated, slashed, day = ''] = [...path.matchAll(DATE)].at(-1) ?? []
  const month = hyphenated ?? slashed ?? ''
  return year && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
