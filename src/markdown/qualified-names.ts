import type { MarkdownIt } from 'markdown-it'

/** What CommonMark (§6.5) takes for a URL in brackets: a scheme of two letters or more, and a colon. */
const NAME = /^<([a-z][a-z\d+.-]{1,31}):(?!\/\/)[^<>\s]*>/i
const MAX_LENGTH = 200
const SCHEMES = new Set('mailto tel sms sip xmpp news urn magnet geo'.split(' '))

/** `<std::string>` and `<dc:creator>` are names, no links. */
export function qualifiedNames(md: MarkdownIt): void {
  md.inline.ruler.before('autolink', 'qualified_names', (state, silent) => {
    if (state.src[state.pos] !== '<') return false
    const [name, scheme = ''] = NAME.exec(state.src.slice(state.pos, state.pos + MAX_LENGTH)) ?? []
    if (name === undefined || SCHEMES.has(scheme.toLowerCase())) return false
    if (!silent) state.pending += name
    state.pos += name.length
    return true
  })
}
