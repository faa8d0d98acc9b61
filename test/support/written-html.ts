import { serialize } from 'parse5'
import { expect } from 'vitest'
import { KEPT } from '../../src/text/allowed-html.ts'
import { parseHtml } from '../../src/text/parse-html.ts'

const ATTRIBUTES =
  /^(?: (?:id|href|src|alt|class|lang|dir|title|start|reversed|type|value|span|colspan|rowspan|scope|datetime|width|height)(?:="[^"<>]*")?)*(?: \/)?$/

/** Expects sanitized HTML to hold nothing but what is allowed, and to be what HTML5 makes of it. */
export function expectWrittenHtml(html: string): void {
  for (const [, name = '', attributes = ''] of html.matchAll(/<\/?([^\s>]+)((?:\s[^<>]*)?)>/g)) {
    expect(name === 'img' || KEPT.has(name)).toBe(true)
    expect(attributes).toMatch(ATTRIBUTES)
    for (const [, url] of attributes.matchAll(/\s(?:href|src)="([^"]*)"/g))
      expect(url).toMatch(/^(?:https?:\/\/|mailto:)/)
  }
  expect(serialize({ childNodes: parseHtml(html) } as never)).toBe(withoutSlashes(html))
}

/** As parse5 writes HTML: without slashes, and without the line break that it drops after `<pre>`. */
function withoutSlashes(html: string): string {
  return html
    .replaceAll(' />', '>')
    .replace(/ reversed(?=[ >])/g, ' reversed=""')
    .replace(/>[^<]*/g, (text) => text.replaceAll('&quot;', '"').replaceAll('\u00a0', '&nbsp;'))
    .replace(/(<pre[^<>]*>)\n/g, '$1')
}
