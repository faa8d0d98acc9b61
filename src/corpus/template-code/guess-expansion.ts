import { escapeHtml } from '../../text/escape-html.ts'
import { type Call, type Expansion, namedArgument } from './call.ts'
import { isUrl } from './embed-calls.ts'
import { link } from './parts.ts'
import { guessPicture } from './picture-calls.ts'

/** What a reader should see of a tag that is not known: its text, the picture that it names, else a link or its words. */
export function guessExpansion(call: Call): Expansion | undefined {
  const { inner = '', values, named } = call
  const picture = guessPicture({ values, named })
  if (inner.trim() !== '') {
    const title = titleOf(call)
    const before = picture
      ? (picture.lines ?? [picture.inline])
      : title
        ? [`<p class="notice"><strong>${escapeHtml(title)}</strong></p>`]
        : []
    if (before.length === 0) return undefined
    const shown = picture?.inline ?? `<strong>${escapeHtml(title ?? '')}</strong>`
    return { inline: `${shown} ${inner}`, lines: [...before, '', inner] }
  }
  if (picture) return picture
  const text = namedArgument(call, 'text', 'content', 'label', 'title', 'caption', 'body') ?? call.values.find(isProse)
  const url = namedArgument(call, 'href', 'url', 'link', 'src') ?? call.values.find(isUrl)
  if (url !== undefined && (isUrl(url) || /^\.{0,2}\/\S*$/.test(url))) return link(url, text ?? url)
  return text === undefined ? undefined : { inline: text }
}

/** What stands above the text of a tag: a title or name, and no class or mode. */
function titleOf(call: Call): string | undefined {
  const title = namedArgument(call, 'title', 'heading', 'header', 'summary', 'label', 'caption')
  return (
    title ?? [call.named.get('name') ?? '', ...call.values].find((value) => isProse(value) && !/^[a-z]/.test(value))
  )
}

function isProse(value: string): boolean {
  return /\p{L}\p{P}*\s+\p{L}|\p{L}[?!]$/u.test(value) && !isUrl(value)
}
