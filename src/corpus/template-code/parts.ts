import { decodeHTMLStrict } from 'entities'
import { renderInline } from '../../markdown/render-markdown.ts'
import { escapeHtml } from '../../text/escape-html.ts'
import type { Expansion } from './call.ts'
import { encodeTarget, oneLine } from './references.ts'

/** What a picture is made of. */
export interface Picture {
  src: string
  alt?: string
  title?: string
  caption?: string
  /** Where a click on it leads. */
  link?: string
}

/** A picture, in a figure if it has a caption, which is Markdown. */
export function picture({ src, alt = '', title, caption, link }: Picture): Expansion {
  const titleAttribute = title ? ` title="${attributeText(title)}"` : ''
  const image = `<img src="${attributeText(src.trim())}" alt="${attributeText(alt)}"${titleAttribute} />`
  const linked = link ? `<a href="${attributeText(link)}">${image}</a>` : image
  return caption?.trim() ? figure(linked, caption) : { inline: linked }
}

/** An element above its caption, which is Markdown. */
export function figure(html: string, caption: string): Expansion {
  const text = oneLine(caption.trim())
  const inline = `${html} ${text}`
  if (!hasMarkdown(text)) {
    return { inline, lines: [`<figure>${html}<figcaption>${attributeText(text)}</figcaption></figure>`] }
  }
  return { inline, lines: ['<figure>', html, '<figcaption>', '', text, '', '</figcaption>', '</figure>'] }
}

/** Whether a line has signs that Markdown could take for markup. */
export function hasMarkdown(text: string): boolean {
  return /[*_`[\]<>\\~$:]/.test(text)
}

/** A player, which becomes a link with its title. */
export function player(url: string, title = ''): Expansion {
  const name = title ? ` title="${attributeText(title)}"` : ''
  return { inline: `<iframe src="${attributeText(url)}"${name}></iframe>` }
}

/** A link in HTML, which works in Markdown and in HTML; its label is either. */
export function link(url: string, label: string): Expansion {
  return { inline: `<a href="${encodeTarget(attributeText(url))}">${label.trim()}</a>` }
}

/** Code with a fence that is longer than all in it. */
export function codeBlock(code: string, language = ''): Expansion {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([fence]) => fence.length))
  const fence = '`'.repeat(longest + 1)
  const inline = code.trim() === '' || code.includes('`') ? code : `\`${code.trim()}\``
  return {
    inline,
    lines: [
      `${fence}${/^[\w+#.-]+$/.test(language) ? language : ''}`,
      code.replace(/^(?:[ \t]*\n)+/, '').trimEnd(),
      fence,
    ],
  }
}

/** A quotation, with who said it. */
export function quotation(text: string, source = ''): Expansion {
  const cite = source.trim() === '' ? [] : [`<p>— ${source.trim()}</p>`]
  const inline = cite.length === 0 ? text : `${text.trim()} — ${source.trim()}`
  return { inline, lines: ['<blockquote>', '', text, '', ...cite, '</blockquote>'] }
}

/** A notice under its title. */
export function notice(text: string, title = ''): Expansion {
  const heading = title === '' ? [] : [`<p><strong>${escapeHtml(title)}</strong></p>`]
  return { inline: text, lines: ['<div class="notice">', ...heading, '', text, '', '</div>'] }
}

/** Text that opens below its title, which is Markdown. */
export function details(text: string, title = 'Details'): Expansion {
  const summary = `<summary>${renderInline(oneLine(title))}</summary>`
  return { inline: text, lines: ['<details>', summary, '', text, '', '</details>'] }
}

function attributeText(value: string): string {
  return escapeHtml(decodeHTMLStrict(oneLine(value)))
}
