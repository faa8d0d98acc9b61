import { type Call, type Expansion, namedArgument } from './call.ts'
import { isUrl } from './embed-calls.ts'
import { link } from './parts.ts'
import { guessPicture } from './picture-calls.ts'

/** What a reader should see of a tag that is not known: its text, the picture that it names, else a link or its words. */
export function guessExpansion(call: Call): Expansion | undefined {
  const { inner = '', values, named } = call
  const picture = guessPicture({ values, named })
  if (inner.trim() !== '') {
    return (
      picture && { inline: `${picture.inline} ${inner}`, lines: [...(picture.lines ?? [picture.inline]), '', inner] }
    )
  }
  if (picture) return picture
  const text = namedArgument(call, 'text', 'content', 'label', 'title', 'caption', 'body') ?? call.values.find(isProse)
  const url = namedArgument(call, 'href', 'url', 'link', 'src') ?? call.values.find(isUrl)
  if (url !== undefined && isUrl(url)) return link(url, text ?? url)
  return text === undefined ? undefined : { inline: text }
}

function isProse(value: string): boolean {
  return /\p{L}\s+\p{L}/u.test(value) && !isUrl(value)
}
