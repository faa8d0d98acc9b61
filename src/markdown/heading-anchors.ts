import type { MarkdownIt, Token } from 'markdown-it'
import { percentDecoded } from '../text/percent-decoded.ts'

/** Gives headings the id by which a link of the text names them, as the generators of sites do. */
export function headingAnchors(md: MarkdownIt): void {
  md.core.ruler.push('heading_anchors', ({ src, tokens }) => {
    const targets = linkTargets(src)
    if (targets.size === 0) return
    const counts = new Map<string, number>()
    for (const [index, heading] of tokens.entries()) {
      if (heading.type !== 'heading_open') continue
      for (const slug of anchorsOf(plainTextOf(tokens[index + 1]))) {
        const count = counts.get(slug) ?? 0
        counts.set(slug, count + 1)
        const anchor = count === 0 ? slug : `${slug}-${count}`
        if (targets.has(anchor) && heading.attrGet('id') === null) heading.attrSet('id', anchor)
      }
    }
  })
}

/** The fragments in `(#a)`, `]: #a` and `href="#a"`. */
function linkTargets(src: string): Set<string> {
  const targets = new Set<string>()
  for (const [, fragment = ''] of src.matchAll(/(?:\(|\]:\s?|href=["']?)<?#([^\s"'<>()]{1,200})/g)) {
    targets.add(fragment).add(percentDecoded(fragment))
  }
  return targets
}

/** The anchor of a heading on GitHub, and those of generators which drop leading digits, keep capitals or make hyphens of signs. */
function anchorsOf(heading: string): Set<string> {
  const github = heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')
  const joined = joinedBy(github, /-{2,}/g)
  const withoutDigits = [github, joined].map((anchor) => anchor.replace(/^[^\p{L}]+/u, ''))
  const others = [
    joinedBy(heading.toLowerCase(), /[^\p{L}\p{M}\p{N}_]+/gu),
    joinedBy(heading, /[^\p{L}\p{M}\p{N}_]+/gu),
  ]
  return new Set([github, joined, ...withoutDigits, ...others].filter(Boolean))
}

function joinedBy(text: string, separators: RegExp): string {
  return text.replace(separators, '-').replace(/^-|-$/g, '')
}

function plainTextOf(inline: Token | undefined): string {
  return (inline?.children ?? [])
    .map(({ type, content }) => (type === 'text' || type === 'code_inline' ? content : ''))
    .join('')
}
