import { decodeHTMLStrict } from 'entities'
import type { MarkdownIt, StateCore, Token } from 'markdown-it'

const REFERENCE = /&(?:[a-z][a-z0-9]*|#\d+|#x[0-9a-f]+);/gi

const NO_URL = /^[\s<>"'\u00A0]/

/** Links only what is written as a URL: `README.md` is a name, too. References such as `&amp;` in a URL are characters. */
export function bareUrls(md: MarkdownIt): void {
  md.linkify
    .set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
    .add('ftp:', null)
    .add('//', null)
    .add('www.', {
      validate(text, pos, { re }) {
        const host = re.get_relative_proto_validator()
        host.lastIndex = pos
        return /^[\s(*_~"'“„«]?$/.test(text.charAt(pos - 5)) ? (host.exec(text)?.[0].length ?? 0) : 0
      },
      normalize(match) {
        match.url = `http://${match.url}`
      },
    })
  md.core.ruler.after('inline', 'bare_urls', (state) => {
    if (!state.src.includes('&')) return
    for (const { children } of state.tokens) {
      for (const [index, token] of children?.entries() ?? []) {
        if (token.type === 'link_open' && token.markup === 'linkify') decodeLink(state, children ?? [], index)
      }
    }
  })
}

/** Decodes the references in a link. What is no part of a URL, such as `&quot;`, ends it. */
function decodeLink({ md, Token: TextToken }: StateCore, children: Token[], index: number): void {
  const [link, text, close, behind] = children.slice(index, index + 4)
  if (!link || !text?.content.includes('&') || !close) return
  const isCut = behind?.type === 'text' && behind.content.startsWith(';')
  const written = isCut ? `${text.content};` : text.content
  const end = [...written.matchAll(REFERENCE)].find(([reference]) => NO_URL.test(decodeHTMLStrict(reference)))?.index
  if (end !== undefined) {
    const rest = Object.assign(new TextToken('text', '', 0), { content: decodeHTMLStrict(written.slice(end)) })
    children.splice(index + 3, 0, rest)
    if (isCut) behind.content = behind.content.slice(1)
  }
  text.content = decodeHTMLStrict(end === undefined ? text.content : written.slice(0, end))
  link.attrSet('href', md.normalizeLink(text.content))
}
