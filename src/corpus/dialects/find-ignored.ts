import type { IgnoredReason } from '../../model/ignored-reason.ts'

const README = /(?:^|\/)readme(?:\.[\w-]+)?\.\w+$/i
const SECTION_PAGE = /(?:^|\/)_index\.(?:[\w-]+\.)?\w+$/i
const PROJECT_FILE =
  /^(?:licen[cs]e|contributing|changelog|code[-_]of[-_]conduct|pull_request_template|issue_template)(?:[._-][\w-]+)?\.\w+$/i
/** Words that an article can have for its name too. */
const UPPER_CASE_FILE =
  /^(?:AGENTS|AUTHORS|CHANGES|CLAUDE|CONTRIBUTORS|GOVERNANCE|HISTORY|MAINTAINERS|SECURITY|SUPPORT)\.\w+$/
const DRAFTS = /(?:^|\/)_?drafts?\//i
const TEMPLATES =
  /(?:^|\/)_(?:includes|layouts|templates|data|sass|partials|components|site|plugins)\/|^(?:layouts|includes|templates|partials)\/|(?:^|\/)archetypes\//i

/** The files that no generator publishes as articles, by their paths. */
export function findCommonIgnored(paths: readonly string[]): Map<string, IgnoredReason> {
  return new Map(
    paths.flatMap((path): [string, IgnoredReason][] => {
      if (DRAFTS.test(path)) return [[path, 'draft']]
      const isPage = [README, SECTION_PAGE, PROJECT_FILE, UPPER_CASE_FILE, TEMPLATES].some((pattern) =>
        pattern.test(path),
      )
      return isPage ? [[path, 'page']] : []
    }),
  )
}

const PAGE_LAYOUTS =
  /^(?:page|pages|home|homepage|index|landing|archives?|search|about|contact|tags?|categor(?:y|ies)|blog-(?:index|category|home)|404)$/i

/** Whether the front matter has the `layout` or `type` of a page. */
export function isPageByFields(fields: Readonly<Record<string, unknown>>): boolean {
  const { layout, type } = fields
  return (typeof layout === 'string' && PAGE_LAYOUTS.test(layout)) || (typeof type === 'string' && /^page$/i.test(type))
}
