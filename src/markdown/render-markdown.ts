import MarkdownIt from 'markdown-it'
import abbreviations from 'markdown-it-abbr'
import definitionLists from 'markdown-it-deflist'
import footnotes from 'markdown-it-footnote'
import { admonitions } from './admonitions.ts'
import { attributeLists } from './attribute-lists.ts'
import { bareUrls } from './bare-urls.ts'
import { codeLanguages } from './code-languages.ts'
import { containers } from './containers.ts'
import { emojiNames } from './emoji-names.ts'
import { headingAnchors } from './heading-anchors.ts'
import { inlineMath } from './inline-math.ts'
import { markdownInHtml } from './markdown-in-html.ts'
import { markedText } from './marked-text.ts'
import { mathBlocks } from './math-blocks.ts'
import type { RenderEnv } from './notice-box.ts'
import { notices } from './notices.ts'
import { proseTags } from './prose-tags.ts'
import { qualifiedNames } from './qualified-names.ts'
import { taskLists } from './task-lists.ts'
import { tocMarks } from './toc-marks.ts'
import { unclosedHtml } from './unclosed-html.ts'

const markdown = new MarkdownIt({ html: true, linkify: false })
  .use(footnotes)
  .use(definitionLists)
  .use(markedText)
  .use(abbreviations)
  .use(emojiNames)
  .use(containers)
  .use(admonitions)
  .use(markdownInHtml)
  .use(unclosedHtml)
  .use(inlineMath)
  .use(mathBlocks)
  .use(tocMarks)
  .use(notices)
  .use(codeLanguages)
  .use(taskLists)
  .use(bareUrls)
  .use(attributeLists)
  .use(headingAnchors)
  .use(proseTags)
  .use(qualifiedNames)

/** A URL that is not already the target of a link; looking for such ones takes a quarter of the time. */
const BARE_URL = /(?<![("'<=])\bhttps?:\/\/|(?<![/@\w.])www\./i

/**
 * Renders Markdown with the extensions that people use: HTML that is not safe yet.
 *
 * @param language of the text, as a tag of BCP 47
 */
export function renderMarkdown(text: string, language = 'en'): string {
  const env: RenderEnv = { isEnglish: /^en\b/i.test(language) }
  return markdown.set({ linkify: BARE_URL.test(text) }).render(text, env)
}

/** The same for a line of text, without a paragraph around it. */
export function renderInline(text: string): string {
  return markdown.set({ linkify: false }).renderInline(text, {})
}
