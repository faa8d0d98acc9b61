import type { Expand, TemplateContext } from './call.ts'
import { codeRanges } from './code-ranges.ts'
import { expandTags } from './expand-tags.ts'
import { findHugoTags } from './hugo.ts'
import { hexoTable, hugoTable, liquidTable } from './known-calls.ts'
import { expandKramdown } from './kramdown.ts'
import { expandPelican, expandZolaLinks } from './link-targets.ts'
import { findLiquidTags } from './liquid.ts'
import { liquidLanguage } from './liquid-language.ts'
import { withMath } from './math-ranges.ts'
import { beginsWithImport, expandJsxElements, expandMdx } from './mdx.ts'
import { expandObsidian } from './obsidian.ts'
import type { ExpandedText, TagLanguage } from './tag-language.ts'
import { createCursor } from './template-tag.ts'
import { findZolaTags } from './zola.ts'

/** What any template code begins with; most texts have none of it. */
const SIGNS = [
  '{{',
  '{%',
  '[[',
  '%%',
  '{filename}',
  '{static}',
  '{attach}',
  '{index}',
  '{tag}',
  '{category}',
  '{author}',
  '|filename|',
  '](@/',
  '{# ',
  '{#-',
  '{/*',
  '{::',
]

/**
 * Writes the template code of a site's generator in Markdown and HTML. Links to other articles get the scheme `corpus:`.
 *
 * Code is not changed, except that what its author escaped shows as it is meant. Without a known generator, only what is beyond
 * doubt is expanded.
 *
 * @returns the text, and the code in it that is not known
 */
export function expandTemplateCode(text: string, context: TemplateContext): ExpandedText {
  const { generator, path } = context
  if (/\.mdx$/i.test(path) || generator === 'docusaurus') return expandMdx(text, context)
  if (generator === 'obsidian')
    return { text: expandObsidian(text, withMath(text, codeRanges(text)), true), unknown: [] }
  if (generator === 'gatsby' || generator === 'astro') return { text, unknown: [] }
  if (generator === 'none' && beginsWithImport(text)) return expandMdx(text, context)
  if (!SIGNS.some((sign) => text.includes(sign))) return { text, unknown: [] }
  const code = codeRanges(text)
  switch (generator) {
    case 'hugo':
      return expandTags(text, findHugoTags(text, code), hugo(true), context)
    case 'zola':
      return expandZola(text, context)
    case 'jekyll':
      return expandJekyll(text, context)
    case 'eleventy':
      return expandLiquid(text, context, { table: liquidTable, isRawInCode: true, hasComments: true, isSure: true })
    case 'hexo':
      return expandLiquid(text, context, { table: hexoTable, isRawInCode: false, hasComments: true, isSure: true })
    case 'pelican':
      return expandPelicanSite(text, context)
    default:
      return expandUnsure(expandJsxElements(text, context), context)
  }
}

const hugo = (isSure: boolean): TagLanguage => ({
  find: (name) => hugoTable.get(name),
  evaluate: () => undefined,
  isSure,
})

interface LiquidOptions {
  table: ReadonlyMap<string, Expand>
  isRawInCode: boolean
  hasComments: boolean
  isSure: boolean
}

function expandLiquid(text: string, context: TemplateContext, { table, isSure, ...options }: LiquidOptions) {
  const tags = findLiquidTags(text, codeRanges(text), options)
  return expandTags(text, tags, liquidLanguage(table, context, { tags, isSure }), context)
}

function expandJekyll(text: string, context: TemplateContext) {
  const options = { table: liquidTable, isRawInCode: true, hasComments: false, isSure: true }
  const expanded = expandLiquid(text, context, options)
  return { ...expanded, text: expandKramdown(expanded.text, codeRanges(expanded.text)) }
}

function expandZola(text: string, context: TemplateContext) {
  const tags = findZolaTags(text, codeRanges(text))
  const expanded = expandTags(text, tags, hugo(true), context)
  return { ...expanded, text: expandZolaLinks(expanded.text, codeRanges(expanded.text)) }
}

/** Pelican has Liquid's tags by a plugin. */
function expandPelicanSite(text: string, context: TemplateContext) {
  const options = { table: hexoTable, isRawInCode: false, hasComments: false, isSure: false }
  const expanded = expandLiquid(text, context, options)
  return { ...expanded, text: expandPelican(expanded.text, codeRanges(expanded.text)) }
}

/** A folder of an unknown generator: any of these can be in it, and texts about them. */
function expandUnsure(text: string, context: TemplateContext) {
  const expanded = /\{\{[<%]/.test(text)
    ? expandTags(text, findHugoTags(text, codeRanges(text)), hugo(false), context)
    : expandLiquid(text, context, { table: liquidTable, isRawInCode: false, hasComments: false, isSure: false })
  const linked = [expandObsidianUnsure, expandPelican, expandZolaLinks, expandComments, expandKramdown].reduce(
    (rest, expand) => expand(rest, codeRanges(rest)),
    expanded.text,
  )
  return { ...expanded, text: linked }
}

/** Comments of MDX and Nunjucks on a line of their own; the end of the excerpt is one that stays, wherever it is. */
const expandComments: typeof expandPelican = (text, code) => {
  const codeAt = createCursor(code)
  return text.replace(
    /\{\/\*[ \t]*(truncate|more)[ \t]*\*\/\}|^\{(?:\/\*.*\*\/|#[ -].*#)\}[ \t]*$/gm,
    (written, mark: string | undefined, offset: number) => {
      if (codeAt(offset)) return written
      return mark === undefined ? '' : `<!-- ${mark} -->`
    },
  )
}

const expandObsidianUnsure: typeof expandPelican = (text, code) => expandObsidian(text, withMath(text, code), false)
