import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { ArticleInput } from './article-input.ts'
import { dateInPath } from './date-in-path.ts'
import { parseDate } from './parse-date.ts'

/**
 * The date of an article: of its front matter, else in the path of its file or URL, else of its first commit.
 *
 * @returns the errors, if it has none: an article needs a date, so a mistake in it is more than a warning
 */
export function publicationDate(input: ArticleInput): Date | Diagnostic[] {
  const { path: file, frontMatter, fields, nameOf, diagnostics } = input
  const date = fields.publishedDateTime ?? dateOfPath(input)
  if (date) return date
  const field = nameOf('publishedDateTime')
  const mistakes = diagnostics.filter((mistake) => mistake.field === field)
  if (mistakes.length > 0) return mistakes.map((mistake) => ({ ...mistake, severity: 'error' }))
  if (frontMatter.kind === 'none') {
    return [diagnostic('front-matter-missing', { file, line: 1 }, 'has no front matter, and no date in its name')]
  }
  return [diagnostic('field-missing', { file, line: 1, field: isNative(input) ? field : 'date' }, 'is missing')]
}

/** Whether the author writes in Feedmill's own form, whose name for the date is another. */
function isNative({ fields, profile }: ArticleInput): boolean {
  const { originalUrl, webUrl, provider } = fields
  return profile.generator === 'none' && [originalUrl, webUrl, provider].some((field) => field !== undefined)
}

function dateOfPath({ path, fieldsByName, profile }: ArticleInput): Date | undefined {
  const { path: ownPath, url, permalink } = fieldsByName()
  for (const text of [path, ownPath, url, permalink]) {
    const date = typeof text === 'string' ? dateInPath(text) : undefined
    const parsed = date && parseDate(date, profile.timezone)
    if (parsed instanceof Date) return parsed
  }
  const committed = profile.commitDates?.[path]
  return committed === undefined ? undefined : new Date(committed)
}
