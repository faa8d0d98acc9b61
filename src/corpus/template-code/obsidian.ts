import type { Range } from './code-ranges.ts'
import { corpusReference, encodeTarget, escapeLabel } from './references.ts'
import { createCursor } from './template-tag.ts'

/** `![[file#heading|label]]`, but not `[[text]](url)`, or a comment between `%%`. */
const LINK_OR_COMMENT = /(!?)\[\[([^\][|#\n]*)(#[^\][|\n]*)?(?:\|([^\][\n]*))?\]\](?!\(|\[(?!\^))|(?<!%)%%(?!%)/g

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i
const FILM = /\.(?:mp4|webm|ogv|mov|mkv|mp3|wav|m4a|ogg|flac|3gp|pdf)$/i
const TOC = /^_?toc_?$/i

/**
 * Writes Obsidian's links and embeds in Markdown, and leaves its comments out.
 *
 * @param isSure whether the text is one of Obsidian's; else ` %% ` within a line is text
 */
export function expandObsidian(text: string, code: readonly Range[], isSure: boolean): string {
  const codeAt = createCursor(code)
  const matches = [...text.matchAll(LINK_OR_COMMENT)].filter(({ index }) => codeAt(index) === undefined)
  const parts: string[] = []
  let position = 0
  for (const [order, match] of matches.entries()) {
    const { 0: written, 1: mark = '', 2: file, 3: heading = '', 4: label, index } = match
    if (index < position) continue
    if (file === undefined) {
      const closing = matches.slice(order + 1, order + 50).find((other) => other[2] === undefined)
      if (!closing || !/^\s?$/.test(text.slice(Math.max(0, index - 1), index))) continue
      if (!isSure && /^[ \t]+\S/.test(text.slice(index + 2, index + 200))) continue
      parts.push(text.slice(position, index))
      position = closing.index + 2
      continue
    }
    const name = file.trim()
    const isLink = (name !== '' || heading !== '') && !TOC.test(name) && !/^\s.*\s$/.test(file) && !/^\d+$/.test(name)
    if (!isLink) continue
    parts.push(text.slice(position, index), expandLink({ isEmbed: mark === '!', file: name, heading, label }))
    position = index + written.length
  }
  parts.push(text.slice(position))
  return parts.join('')
}

function expandLink({
  isEmbed,
  file,
  heading,
  label,
}: {
  isEmbed: boolean
  file: string
  heading: string
  label: string | undefined
}): string {
  const name = file.replace(/\\$/, '')
  const text = label?.trim()
  if (isEmbed && PICTURE.test(name)) {
    const isSize = text === undefined || /^\d+(?:x\d+)?$/.test(text)
    const alt = isSize ? (name.split('/').pop() ?? name).replace(/\.\w+$/, '') : text
    return `![${escapeLabel(alt)}](${corpusReference(name)})`
  }
  const shown = text || (name === '' || FILM.test(name) ? heading.slice(1) || name : `${name.replace(/\.md$/i, '')}`)
  const headings = heading.split('#').pop() ?? ''
  const fragment =
    heading === '' ? '' : `#${headings.startsWith('^') ? encodeTarget(headings) : headingAnchor(headings)}`
  return `[${escapeLabel(shown)}](${name === '' ? fragment : `${corpusReference(name)}${fragment}`})`
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
