import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { cleanText } from '../text/clean-text.ts'
import { countNoun } from '../text/count-noun.ts'
import { repairBody } from '../text/repair-body.ts'
import type { ArticleInput } from './article-input.ts'
import { isCollected } from './read-article-fields.ts'
import { codeRanges } from './template-code/code-ranges.ts'
import { expandTemplateCode } from './template-code/expand-template-code.ts'

const MAX_CODE = 60

/** The body of an article in Markdown and HTML, with one warning if it has template code that is not known. */
export function expandBody(input: ArticleInput): { text: string; diagnostics: Diagnostic[] } {
  const { path, frontMatter, fieldsByName, profile } = input
  const body = cleanText(repairBody(frontMatter.body, codeRanges))
  if (isCollected(frontMatter.fields)) return { text: body, diagnostics: [] }
  const { generator, site, title: siteTitle, author } = profile
  const { text, unknown } = expandTemplateCode(body, { generator, path, site, siteTitle, author, fields: fieldsByName })
  const [first] = unknown
  if (!first) return { text, diagnostics: [] }
  const line = input.bodyLine() + body.slice(0, first.start).split('\n').length - 1
  const code = first.code.replace(/\s+/g, ' ')
  const shown = code.length > MAX_CODE ? `${code.slice(0, MAX_CODE)}…` : code
  const message = `has ${countNoun(unknown.length, 'unknown template tag')}, first "${shown}", of which only the text is shown`
  return {
    text,
    diagnostics: [diagnostic('template-code-unknown', { file: path, line }, message, { severity: 'warning' })],
  }
}
