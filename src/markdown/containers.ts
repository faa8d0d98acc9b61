import type { MarkdownIt, Token } from 'markdown-it'
import container from 'markdown-it-container'
import { escapeHtml } from '../text/escape-html.ts'
import { noticeName } from './notices.ts'

const NOTICES = new Set(
  'note tip info warning danger caution important success error question example hint seealso attention'.split(' '),
)

/** `::: warning Title` of VuePress, Docusaurus and pandoc: a section under its title; `details` can be opened. */
export function containers(md: MarkdownIt): void {
  md.use(container, 'section', {
    validate: (info: string) => /^\s*[\p{L}{]/u.test(info),
    render: (tokens: Token[], index: number) => {
      const token = tokens[index]
      if (token?.nesting === 1) {
        const { name, title } = parseInfo(token.info)
        const shown = md.renderInline(title, {})
        token.meta = { name }
        if (name === 'details') return `<details><summary>${shown || 'Details'}</summary>\n`
        const heading = shown || (NOTICES.has(name) ? escapeHtml(noticeName(name)) : '')
        return heading === '' ? '<div>\n' : `<div>\n<p><strong>${heading}</strong></p>\n`
      }
      return isDetails(tokens, index) ? '</details>\n' : '</div>\n'
    },
  })
}

/** `warning Title`, `note[Title]`, `{.callout-note title="Title"}` */
function parseInfo(info: string): { name: string; title: string } {
  const [, attributes] = /^\s*\{([^{}]*)\}/.exec(info) ?? []
  if (attributes !== undefined) {
    const name = /\.(?:callout-)?([\w-]+)/.exec(attributes)?.[1] ?? ''
    return { name: name.toLowerCase(), title: /\btitle="([^"]*)"/.exec(attributes)?.[1] ?? '' }
  }
  const [, name = '', rest = ''] = /^\s*([\p{L}\p{N}_-]+)(.*)$/u.exec(info) ?? []
  const title = rest
    .replace(/\{[^{}]*\}\s*$/, '')
    .replace(/:+\s*$/, '')
    .trim()
  return { name: name.toLowerCase(), title: /^\[(.*)\]$/.exec(title)?.[1] ?? title }
}

function isDetails(tokens: readonly Token[], close: number): boolean {
  for (let index = close - 1; index >= 0; index--) {
    const token = tokens[index]
    if (token?.type === 'container_section_open' && token.level === tokens[close]?.level)
      return token.meta?.name === 'details'
  }
  return false
}
