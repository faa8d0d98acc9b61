const DATE_IN_NAME = /(?:^|\/)(\d{4})([-_.])(\d{1,2})\2(\d{1,2})(?=[^\d]|$)/
const DATE_IN_FOLDERS = /(?:^|\/)(\d{4})\/(\d{1,2})\/(\d{1,2})(?=[/_-]|$)/

/**
 * The date in the path of a file or URL, such as `2020-01-31-hello.md` or `2021/04/15/hello/`, as `2021-04-15`; undefined
 * without one.
 */
export function dateInPath(path: string): string | undefined {
  const name = DATE_IN_NAME.exec(path)
  const [year, month, day] = name ? [name[1], name[3], name[4]] : (DATE_IN_FOLDERS.exec(path)?.slice(1) ?? [])
  return year && month && day && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
