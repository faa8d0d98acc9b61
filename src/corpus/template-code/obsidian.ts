import { escapeHtml } from '../../text/escape-html.ts'
import { htmlRanges, type Range } from './code-ranges.ts'
import { link } from './parts.ts'
import { corpusReference, encodeTarget, escapeLabel } from './references.ts'
import { createCursor } from './template-tag.ts'

/** `![[file#heading|label]]`, but not `[[text]](url)`, or a comment between `%%`, the id of a block: ` ^id` at its end, or the size of a picture. */
const LINK_OR_COMMENT =
  /(!?)\[\[([^\][|#\n]*)(#[^\][|\n]*)?(?:\|([^\][\n]*))?\]\](?!\(|\[(?!\^))|(?<!%)%%(?!%)|(?<![^ \t\n])\^[a-z\d-]+(?=[ \t]*(?:\n[ \t]*(?:\n|[-*+#>]|\d+[.)])|\n?$))|(?<=!\[[^\][\n]{0,500})\|\d+(?:x\d+)?(?=\]\()/gi

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i
const FILM = /\.(?:mp4|webm|ogv|mov|mkv|mp3|wav|m4a|ogg|flac|3gp|pdf)$/i
const SIZE = /(?:^|\|)\d+(?:x\d+)?$/
const TOC = /^_?toc_?$/i

/**
 * Writes Obsidian's links and embeds in Markdown, and leaves its comments out.
 *
 * @param isSure whether the text is one of Obsidian's; else ` %% ` within a line is text
 */
export function expandObsidian(text: string, code: readonly Range[], isSure: boolean): string {
  const codeAt = createCursor(code)
  const htmlAt = createCursor(text.includes('[[') && /^[ \t>]*</m.test(text) ? htmlRanges(text) : [])
  const matches = [...text.matchAll(LINK_OR_COMMENT)].filter(({ index }) => codeAt(index) === undefined)
  const parts: string[] = []
  let position = 0
  for (const [order, match] of matches.entries()) {
    const { 0: written, 1: mark = '', 2: file, 3: heading = '', 4: label, index } = match
    if (index < position) continue
    if (written.startsWith('^') || written.startsWith('|')) {
      if (!isSure) continue
      parts.push(text.slice(position, index).trimEnd())
      position = index + written.length
      continue
    }
    if (file === undefined) {
      const closing = matches.slice(order + 1, order + 50).find((other) => other[0] === '%%')
      if (!closing || !/^\s?$/.test(text.slice(Math.max(0, index - 1), index))) continue
      if (!isSure && /^[ \t]+\S/.test(text.slice(index + 2, index + 200))) continue
      parts.push(text.slice(position, index))
      position = closing.index + 2
      continue
    }
    const name = file.trim()
    const isLink = (name !== '' || heading !== '') && !TOC.test(name) && !/^\s.*\s$/.test(file) && !/^\d+$/.test(name)
    if (!isLink) continue
    const isInHtml = htmlAt(index) !== undefined
    parts.push(text.slice(position, index), expandLink({ isEmbed: mark === '!', isInHtml, file: name, heading, label }))
    position = index + written.length
  }
  parts.push(text.slice(position))
  return parts.join('')
}

function expandLink({
  isEmbed,
  isInHtml,
  file,
  heading,
  label,
}: {
  isEmbed: boolean
  isInHtml: boolean
  file: string
  heading: string
  label: string | undefined
}): string {
  const name = file.replace(/\\$/, '')
  const text = label?.trim()
  if (isEmbed && PICTURE.test(name)) {
    const alt = text?.replace(SIZE, '') || (name.split('/').pop() ?? name).replace(/\.\w+$/, '')
    if (isInHtml) return `<img src="${fileReference(name)}" alt="${escapeHtml(alt)}">`
    return `![${escapeLabel(alt)}](${fileReference(name)})`
  }
  const shown = text || name.replace(/\.md$/i, '') || heading.slice(1)
  const target = `${name === '' ? '' : fileReference(name)}${fragmentOf(heading, name)}`
  return isInHtml ? link(target, escapeHtml(shown)).inline : `[${escapeLabel(shown)}](${target})`
}

/** A name is as it is: `What?` is a file, and has no query. */
function fileReference(name: string): string {
  return corpusReference(name.replaceAll('%', '%25').replaceAll('?', '%3F'))
}

/** The fragment for `#heading`, `#heading#heading`, `#^block`, or a place in a film or PDF, such as `#page=2`. */
function fragmentOf(heading: string, file: string): string {
  if (heading === '') return ''
  const last = heading.split('#').pop() ?? ''
  return `#${last.startsWith('^') || FILM.test(file) ? encodeTarget(last) : headingAnchor(last)}`
}

/** The `id` of a heading, as it is made from its text. */
function headingAnchor(heading: string): string {
  return encodeTarget(
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s+/g, '-'),
  )
}
