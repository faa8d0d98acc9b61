import { decodeHTML } from 'entities'
import { html as names } from 'parse5'
import { allowedAttributes, DROPPED, VOID } from './allowed-html.ts'
import { parseUrl } from './canonical-url.ts'
import { cleanText } from './clean-text.ts'
import { codeLanguage } from './code-language.ts'
import type { Placeholders } from './corpus-reference.ts'
import { documentPicture, type MediaLink, mediaLink, posterOf } from './embedded-media.ts'
import { fileName } from './file-name.ts'
import { isShownAsMath, mathText, texOf } from './math-text.ts'
import { imageType, isAudioOrVideo, mediaTypeOf } from './media-type.ts'
import { namedTargets } from './named-targets.ts'
import { parseAbsoluteUrl } from './parse-absolute-url.ts'
import { parseArticleHtml } from './parse-article-html.ts'
import { attribute, findElement, type HtmlElement, type HtmlNode, isElement, textOf } from './parse-html.ts'
import { hasCopyBehind, isPixel } from './picture-copies.ts'
import { pictureSource, sizeOf } from './picture-source.ts'
import { checkbox, drawingTitle, overrideSigns } from './substitute-text.ts'
import { isOutOfTable, nestedTag, writtenTag } from './written-tag.ts'

const WORD_AT_START = /^[\p{L}\p{N}]/u
const WORD_AT_END = /[\p{L}\p{N}]$/u

/**
 * Sanitizes the HTML of an article: no scripts, frames, forms or styles; all URLs absolute. Only elements and attributes of a
 * list are written, and all text is escaped. Players and other embedded documents become links, pictures that scripts would
 * load later are shown, and an `id` stays if a link names it.
 *
 * @param baseUrl the article's URL, which resolves relative URLs
 * @param options.placeholderOf what to write for a URL that can only be resolved later
 */
export function sanitizeHtml(
  html: string,
  baseUrl: string,
  { placeholderOf = () => undefined }: { placeholderOf?: Placeholders } = {},
): string {
  const nodes = parseArticleHtml(html)
  if (!nodes) return cleanText(escapeText(decodeHTML(html.replace(/<[^<>]*>/g, ' ')))).trim()
  const targets: Set<string> = html.includes('#') ? namedTargets(nodes, baseUrl, placeholderOf) : new Set()
  const writer = new Writer(baseUrl, { targets, placeholderOf })
  writer.writeAll(nodes)
  return cleanText(writer.html).trim()
}

class Writer {
  html = ''
  #preStart = -1
  readonly #open: string[] = []
  #mediaEnd = -1
  /** The end of the last word that is text, if nothing is behind it. */
  #wordEnd = -1
  readonly #baseUrl: string
  readonly #targets: ReadonlySet<string>
  readonly #placeholderOf: Placeholders
  /** Whether what is written is within a `<noscript>`. */
  #isCopy = false
  /** The URLs of the pictures and media that are written. */
  readonly #shown = new Set<string>()

  constructor(
    baseUrl: string,
    { targets, placeholderOf }: { targets: ReadonlySet<string>; placeholderOf: Placeholders },
  ) {
    this.#baseUrl = baseUrl
    this.#targets = targets
    this.#placeholderOf = placeholderOf
  }

  writeAll(nodes: readonly HtmlNode[]): void {
    for (const [index, node] of nodes.entries()) {
      if (isElement(node)) {
        const isCopied = node.tagName === 'img' && hasCopyBehind(nodes, index)
        if (!isCopied && !isShownAsMath(nodes, index)) this.#writeElement(node)
      } else if (node.nodeName === '#text' && 'value' in node) this.#writeText(node.value)
    }
  }

  /** HTML5 drops a line break after `<pre>`, so one that belongs to the text needs another before it. */
  #writeText(text: string): void {
    if (this.html.length === this.#preStart && cleanText(text.slice(0, 100)).startsWith('\n')) this.html += '\n'
    if (this.html.length === this.#mediaEnd && WORD_AT_START.test(text)) this.html += ' '
    this.html += escapeText(text)
    if (WORD_AT_END.test(text.slice(-2))) this.#wordEnd = this.html.length
  }

  #writeElement(element: HtmlElement): void {
    const { tagName } = element
    if (element.namespaceURI !== names.NS.HTML) {
      if (element.namespaceURI === names.NS.MATHML) this.#writeMath(element)
      else if (tagName === 'svg') this.#writeText(drawingTitle(element))
      return
    }
    const tex = texOf(element)
    if (isOutOfTable(element)) return
    if (tex !== undefined) this.#writeTex(tex)
    else if (tagName === 'img' || tagName === 'amp-img') this.#writePicture(element, [])
    else if (tagName === 'picture') this.#writePictures(element)
    else if (tagName === 'noscript') this.#writeCopies(element)
    else if (tagName === 'input') this.html += checkbox(element)
    else if (!this.#writeMedia(element) && !DROPPED.has(tagName)) this.#writeTag(element)
  }

  #writeTag(element: HtmlElement): void {
    const id = this.#idOf(element)
    if (isPictureComponent(element)) this.#writePicture(element, [])
    const tag = nestedTag(writtenTag(element) ?? (id === undefined ? '' : 'span'), this.#open)
    const isBreak = tag === 'br' && element.tagName !== 'br'
    if (isBreak) this.html += '<br />'
    if (isBreak || tag === undefined) {
      this.writeAll(element.childNodes)
      if (isBreak) this.html += ' '
      return
    }
    const begin = this.html
    this.html += `<${tag}${this.#attributes(element, tag)}`
    if (VOID.has(tag)) {
      this.html += ' />'
      return
    }
    this.html += '>'
    const inside = this.html.length
    if (tag === 'pre') this.#preStart = inside
    this.#open.push(tag)
    const language = tag === 'pre' && !findElement(element, isCode) ? languageClass(element) : ''
    const [start, end] = language === '' ? overrideSigns(element) : [`<code${language}>`, '</code>']
    this.html += start
    this.writeAll(element.childNodes)
    this.html += end
    this.#open.pop()
    const isEmpty = this.html.length === inside || element.childNodes.every(isBlank)
    if (tag === 'p' && isEmpty && id === undefined)
      this.html = begin.length === this.#wordEnd ? `${begin}<br />` : begin
    else this.html += `</${tag}>`
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
    return written + (tag === 'code' ? languageClass(element) : '') + link
  }

  #idOf(element: HtmlElement): string | undefined {
    if (this.#targets.size === 0) return undefined
    const id = attribute(element, 'id') || (element.tagName === 'a' ? attribute(element, 'name') : '')
    return this.#targets.has(id) ? id : undefined
  }

  #writePicture(image: HtmlElement, sources: readonly HtmlElement[]): void {
    const src = pictureSource(image, sources, (url) => this.#webUrl(url))
    const alt = attribute(image, 'alt')
    if (src === undefined) this.html += escapeText(alt)
    else if (isAudioOrVideo(mediaTypeOf(src))) this.#writeLink({ url: src, title: alt || fileName(src) })
    else if (!this.#isCopy || !(this.#shown.has(src) || isPixel(image))) {
      this.#writeImage(src, alt, this.#attributes(image, 'img') + sizeOf(image))
    }
  }

  #writeImage(src: string, alt: string, attributes = ''): void {
    this.#shown.add(src)
    this.html += `<img src="${escapeAttribute(src)}" alt="${escapeAttribute(alt)}"${attributes} />`
  }

  #writePictures(picture: HtmlElement): void {
    const elements = picture.childNodes.filter(isElement)
    const image = elements.find(({ tagName }) => tagName === 'img')
    const sources = elements.filter(({ tagName }) => tagName === 'source')
    if (image || !findElement(picture, ({ tagName }) => tagName === 'img'))
      this.#writePicture(image ?? picture, sources)
    this.writeAll(picture.childNodes.filter((node) => node !== image && !isSpace(node)))
  }

  /** What a `<noscript>` holds, except copies of what is shown before it and pixels that count readers. */
  #writeCopies(element: HtmlElement): void {
    const isAboutScripts = /javascript/i.test(textOf(element))
    const wasCopy = this.#isCopy
    this.#isCopy = true
    const all = element.childNodes.filter((node) => !isSpace(node))
    this.writeAll(isAboutScripts ? picturesIn(element) : all)
    this.#isCopy = wasCopy
  }

  #writeMedia(element: HtmlElement): boolean {
    const resolve = (url: string) => this.#webUrl(url)
    const picture = documentPicture(element, resolve)
    const link = picture ? undefined : mediaLink(element, resolve)
    if (picture) this.#writeImage(picture.url, picture.alt)
    else if (link) this.#writeLink(link)
    else if (element.tagName === 'iframe') this.#writeFrame(element)
    else {
      const poster = posterOf(element, resolve)
      if (poster) this.#writeImage(poster.url, poster.alt)
      return false
    }
    return true
  }

  #writeLink({ url, title, poster }: MediaLink): void {
    if (this.#isCopy && this.#shown.has(url)) return
    this.#shown.add(url)
    if (this.html.length === this.#mediaEnd || this.html.length === this.#wordEnd) this.html += ' '
    const image = poster === undefined ? '' : `<img src="${escapeAttribute(poster)}" alt="" /> `
    const content = `${image}${escapeText(title)}`
    this.html += this.#open.includes('a') ? content : `<a href="${escapeAttribute(url)}">${content}</a>`
    this.#mediaEnd = this.html.length
  }

  /** A frame without a URL: its title, or the document in it. */
  #writeFrame(frame: HtmlElement): void {
    const title = attribute(frame, 'title')
    if (title !== '') this.html += escapeText(title)
    else this.writeAll(parseArticleHtml(attribute(frame, 'srcdoc')) ?? [])
  }

  #writeMath(element: HtmlElement): void {
    const { text, isTex } = mathText(element)
    if (isTex) this.#writeTex(text)
    else this.html += escapeText(text)
  }

  #writeTex(tex: string): void {
    this.html += `<code class="language-math">${escapeText(tex)}</code>`
  }

  #webUrl(url: string): string | undefined {
    return this.#placeholderOf(url, 'media') ?? this.#resolve(url)
  }

  #linkUrl(url: string): string | undefined {
    return this.#placeholderOf(url, 'link') ?? this.#resolve(url, /^mailto:/)
  }

  /** @param other URLs besides those of the web that are allowed */
  #resolve(url: string, other?: RegExp): string | undefined {
    const resolved = parseAbsoluteUrl(url, this.#baseUrl)?.href
    if (resolved === undefined || other?.test(resolved)) return resolved
    const parsed = parseUrl(resolved)
    return typeof parsed === 'string' ? undefined : parsed.href
  }
}

/** Whether there is only white space, and no no-break space, which pages have on purpose. */
function isBlank(node: HtmlNode): boolean {
  return 'value' in node && /^[ \t\n]*$/.test(node.value)
}

/** Whether an element that HTML does not know shows a picture. */
function isPictureComponent(element: HtmlElement): boolean {
  return writtenTag(element) === undefined && imageType(attribute(element, 'src')) !== undefined
}

/** The pictures within, however deep. */
function picturesIn({ childNodes }: HtmlElement): HtmlElement[] {
  return childNodes.filter(isElement).flatMap((node) => (node.tagName === 'img' ? [node] : picturesIn(node)))
}

/** The class that names the language of code, as HTML recommends. */
function languageClass(element: HtmlElement): string {
  const language = codeLanguage(element)
  return language === undefined ? '' : ` class="language-${language}"`
}

function isCode({ tagName }: HtmlElement): boolean {
  return tagName === 'code'
}

function isSpace(node: HtmlNode): boolean {
  return 'value' in node && node.value.trim() === ''
}

function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text
}

function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', '&quot;')
}
