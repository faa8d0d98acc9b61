import { decodeHTML } from 'entities'
import { html as names } from 'parse5'
import { allowedAttributes, DROPPED, KEPT, RENAMED, VOID } from './allowed-html.ts'
import { parseUrl } from './canonical-url.ts'
import { cleanText } from './clean-text.ts'
import { mediaLink } from './embedded-media.ts'
import { mathText } from './math-text.ts'
import { parseAbsoluteUrl } from './parse-absolute-url.ts'
import { parseArticleHtml } from './parse-article-html.ts'
import { attribute, findElement, type HtmlElement, type HtmlNode, isElement } from './parse-html.ts'
import { pictureSource } from './picture-source.ts'

/**
 * Sanitizes the HTML of an article: no scripts, frames, forms or styles; all URLs absolute. Only elements and attributes of a
 * list are written, and all text is escaped. Players and other embedded documents become links, pictures that scripts would
 * load later are shown, and an `id` stays if a link names it.
 *
 * @param baseUrl the article's URL, which resolves relative URLs
 */
export function sanitizeHtml(html: string, baseUrl: string): string {
  const nodes = parseArticleHtml(html)
  if (!nodes) return cleanText(escapeText(decodeHTML(html.replace(/<[^<>]*>/g, ' ')))).trim()
  const writer = new Writer(baseUrl, html.includes('#') ? namedTargets(nodes, baseUrl) : new Set())
  writer.writeAll(nodes)
  return cleanText(writer.html).trim()
}

class Writer {
  html = ''
  #isInLink = false
  #mediaEnd = -1
  readonly #baseUrl: string
  readonly #targets: ReadonlySet<string>
  readonly #pictures = new Set<string>()

  constructor(baseUrl: string, targets: ReadonlySet<string>) {
    this.#baseUrl = baseUrl
    this.#targets = targets
  }

  writeAll(nodes: readonly HtmlNode[]): void {
    for (const [index, node] of nodes.entries()) {
      if (isElement(node)) {
        if (node.tagName !== 'img' || !hasCopyBehind(nodes, index)) this.#writeElement(node)
      } else if (node.nodeName === '#text' && 'value' in node) this.html += escapeText(node.value)
    }
  }

  #writeElement(element: HtmlElement): void {
    const { tagName } = element
    if (element.namespaceURI !== names.NS.HTML) {
      if (element.namespaceURI === names.NS.MATHML) this.#writeMath(element)
    } else if (tagName === 'img') this.#writePicture(element, [])
    else if (tagName === 'picture') this.#writePictures(element)
    else if (tagName === 'noscript') this.#writeCopies(element)
    else if (tagName === 'input') this.html += checkbox(element)
    else if (!this.#writeMedia(element) && !DROPPED.has(tagName)) this.#writeTag(element)
  }

  #writeTag(element: HtmlElement): void {
    const renamed = RENAMED.get(element.tagName) ?? element.tagName
    const tag = KEPT.has(renamed) ? renamed : this.#idOf(element) === undefined ? undefined : 'span'
    if (tag === undefined) {
      this.writeAll(element.childNodes)
      return
    }
    this.html += `<${tag}${this.#attributes(element, tag)}`
    if (VOID.has(tag)) {
      this.html += ' />'
      return
    }
    this.html += tag === 'pre' && startsWithLineBreak(element) ? '>\n' : '>'
    const isInLink = this.#isInLink
    this.#isInLink ||= tag === 'a'
    this.writeAll(element.childNodes)
    this.#isInLink = isInLink
    this.html += `</${tag}>`
  }

  #attributes(element: HtmlElement, tag: string): string {
    let [written, link] = ['', '']
    const id = this.#idOf(element)
    if (id !== undefined) written += ` id="${escapeAttribute(id)}"`
    for (const { name, value } of element.attrs) {
      if (name === 'href' && tag === 'a') {
        const href = this.#linkUrl(value)
        if (href !== undefined) link = ` href="${escapeAttribute(href)}"`
      } else {
        const allowed = allowedAttributes(tag)?.get(name)?.(value)
        if (allowed !== undefined) written += allowed === '' ? ` ${name}` : ` ${name}="${escapeAttribute(allowed)}"`
      }
    }
    return written + link
  }

  #idOf(element: HtmlElement): string | undefined {
    if (this.#targets.size === 0) return undefined
    const id = attribute(element, 'id') || (element.tagName === 'a' ? attribute(element, 'name') : '')
    return this.#targets.has(id) ? id : undefined
  }

  #writePicture(image: HtmlElement, sources: readonly HtmlElement[]): void {
    const src = pictureSource(image, sources, (url) => this.#webUrl(url))
    if (src === undefined) {
      this.html += escapeText(attribute(image, 'alt'))
      return
    }
    this.#pictures.add(src)
    this.html += `<img src="${escapeAttribute(src)}" alt="${escapeAttribute(rawAttribute(image, 'alt'))}"${this.#attributes(image, 'img')}`
    const [width, height] = [attribute(image, 'width'), attribute(image, 'height')]
    if (isWholeSize(width) && isWholeSize(height)) this.html += ` width="${width}" height="${height}"`
    this.html += ' />'
  }

  #writePictures(picture: HtmlElement): void {
    const sources = picture.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'source')
    const image = findElement(picture, ({ tagName }) => tagName === 'img')
    if (image) this.#writePicture(image, sources)
    else this.writeAll(picture.childNodes)
  }

  /** The pictures in a `<noscript>`, except copies of pictures before it and pixels that count readers. */
  #writeCopies(element: HtmlElement): void {
    for (const node of element.childNodes) {
      if (!isElement(node)) continue
      if (node.tagName !== 'img') this.#writeCopies(node)
      else if (!this.#pictures.has(pictureSource(node, [], (url) => this.#webUrl(url)) ?? '') && !isPixel(node)) {
        this.#writePicture(node, [])
      }
    }
  }

  #writeMedia(element: HtmlElement): boolean {
    const link = mediaLink(element, (url) => this.#webUrl(url))
    if (!link) {
      if (element.tagName !== 'iframe') return false
      this.html += escapeText(attribute(element, 'title'))
      return true
    }
    const { url, title, poster } = link
    if (this.html.length === this.#mediaEnd) this.html += ' '
    const image = poster === undefined ? '' : `<img src="${escapeAttribute(poster)}" alt="" /> `
    const content = `${image}${escapeText(title)}`
    this.html += this.#isInLink ? content : `<a href="${escapeAttribute(url)}">${content}</a>`
    this.#mediaEnd = this.html.length
    return true
  }

  #writeMath(element: HtmlElement): void {
    const { text, isTex } = mathText(element)
    this.html += isTex ? `<code class="language-math">${escapeText(text)}</code>` : escapeText(text)
  }

  #webUrl(url: string): string | undefined {
    const resolved = parseAbsoluteUrl(url, this.#baseUrl)?.href
    const parsed = resolved === undefined ? '' : parseUrl(resolved)
    return typeof parsed === 'string' ? undefined : parsed.href
  }

  #linkUrl(url: string): string | undefined {
    const resolved = parseAbsoluteUrl(url, this.#baseUrl)?.href
    return resolved?.startsWith('mailto:') ? resolved : this.#webUrl(url)
  }
}

/** The fragments of links to the same page, as written and decoded. */
function namedTargets(nodes: readonly HtmlNode[], baseUrl: string): Set<string> {
  const targets = new Set<string>()
  const page = parseAbsoluteUrl('#', baseUrl)?.href
  const collect = (node: HtmlNode): void => {
    if (!isElement(node)) return
    const href = node.tagName === 'a' ? attribute(node, 'href') : ''
    const target = href.includes('#') ? (parseAbsoluteUrl(href, baseUrl)?.href ?? '') : ''
    if (page !== undefined && target.length > page.length && target.startsWith(page)) {
      const fragment = target.slice(page.length)
      targets.add(fragment).add(decoded(fragment))
    }
    node.childNodes.forEach(collect)
  }
  nodes.forEach(collect)
  return targets
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** Whether a `<noscript>` follows a picture, with its copy for readers without scripts. */
function hasCopyBehind(nodes: readonly HtmlNode[], index: number): boolean {
  let next = nodes[index + 1]
  if (next?.nodeName === '#text' && 'value' in next && next.value.trim() === '') next = nodes[index + 2]
  if (next === undefined || !isElement(next) || next.tagName !== 'noscript') return false
  const copy = findElement(next, ({ tagName }) => tagName === 'img')
  return copy !== undefined && attribute(copy, 'src') !== '' && !isPixel(copy)
}

/** HTML5 drops a line break after `<pre>`, so that one which it kept was the second. */
function startsWithLineBreak({ childNodes: [first] }: HtmlElement): boolean {
  return first !== undefined && 'value' in first && first.value.startsWith('\n')
}

function isPixel(image: HtmlElement): boolean {
  return /^[01](px)?$/.test(attribute(image, 'width')) || /^[01](px)?$/.test(attribute(image, 'height'))
}

function checkbox(input: HtmlElement): string {
  if (attribute(input, 'type').toLowerCase() !== 'checkbox') return ''
  return input.attrs.some(({ name }) => name === 'checked') ? '☑' : '☐'
}

function isWholeSize(value: string): boolean {
  return /^[1-9]\d{0,4}$/.test(value)
}

function rawAttribute(element: HtmlElement, name: string): string {
  return element.attrs.find((attr) => attr.name === name)?.value ?? ''
}

function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text
}

function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', '&quot;')
}
