import { videoPage } from './embedded-video.ts'
import { fileName } from './file-name.ts'
import { imageType } from './media-type.ts'
import { parseAbsoluteUrl } from './parse-absolute-url.ts'
import { attribute, findElement, type HtmlElement, isElement, textOf } from './parse-html.ts'

/** Makes a URL absolute; undefined if it must not be linked. */
type Resolve = (url: string) => string | undefined

/** A link instead of a player, a frame or another embedded document. */
export interface MediaLink {
  url: string
  title: string
  poster?: string | undefined
}

/** A picture instead of an embedded document. */
export interface MediaPicture {
  url: string
  alt: string
}

/** What is said of a player that is not known by its name. */
const GENERIC_TITLE = /^(youtube|vimeo)?\s*(embedded )?(video|media|audio)?\s*(player|embed)?$/i

/** Scripts that write a document, and the page of that document. */
const SCRIPTS: [pattern: RegExp, page: string][] = [
  [/^https?:\/\/gist\.github\.com\/([\w-]+\/[0-9a-f]+|[0-9a-f]+)\.js(?:\?.*)?$/, 'https://gist.github.com/$1'],
  [/^https?:\/\/gitlab\.com\/((?:[\w.-]+\/)*(?:-\/)?snippets\/\d+)\.js(?:\?.*)?$/, 'https://gitlab.com/$1'],
  [/^https?:\/\/asciinema\.org\/a\/(\w+)\.js(?:\?.*)?$/, 'https://asciinema.org/a/$1'],
]

/** The attributes that say what something is. */
const TITLES = ['title', 'aria-label', 'playlabel', 'alt']

const URL_START = /^\s*(?:https?:)?\/\//i

/** The parameters of an object that name what it shows. */
const PARAMS = /^(?:movie|src|url|filename)$/i

/**
 * The link for an element that embeds something: a frame, video, sound, object, gist or part of a map.
 *
 * @returns undefined for other elements, and for those without a URL, whose fallback should be shown
 */
export function mediaLink(element: HtmlElement, resolve: Resolve): MediaLink | undefined {
  switch (element.tagName.replace(/^amp-/, '')) {
    case 'iframe':
      return isTiny(element)
        ? undefined
        : documentLink(element, [attribute(element, 'src'), ...lateUrls(element)], resolve)
    case 'embed':
      return documentLink(element, [attribute(element, 'src')], resolve)
    case 'object':
      return hasFallback(element) ? undefined : documentLink(element, urlsOfObject(element), resolve)
    case 'area':
      return documentLink(element, [attribute(element, 'href')], resolve)
    case 'youtube':
    case 'lite-youtube':
      return videoLink(element, `https://www.youtube.com/embed/${videoId(element)}`)
    case 'vimeo':
    case 'lite-vimeo':
      return videoLink(element, `https://player.vimeo.com/video/${videoId(element)}`)
    case 'video':
    case 'audio':
    case 'source':
      return isOfPicture(element) ? undefined : filmLink(element, resolve)
    case 'script':
      return scriptLink(attribute(element, 'src'))
    default:
      return undefined
  }
}

/** The picture that an object or embedded document is; undefined for others, and for one whose fallback should be shown. */
export function documentPicture(element: HtmlElement, resolve: Resolve): MediaPicture | undefined {
  const source = { object: 'data', embed: 'src' }[element.tagName]
  const value = source === undefined ? '' : attribute(element, source)
  if (!imageType(value) || findElement(element, ({ tagName }) => tagName === 'a' || isVisible(tagName)))
    return undefined
  const url = resolve(value)
  return url === undefined ? undefined : { url, alt: titleOf(element) || textOf(element).trim().replace(/\s+/g, ' ') }
}

/** The poster of a film. */
export function posterOf(element: HtmlElement, resolve: Resolve): MediaPicture | undefined {
  const value = /^(?:amp-)?video$/.test(element.tagName) ? attribute(element, 'poster') : ''
  const url = value === '' ? undefined : resolve(value)
  return url === undefined ? undefined : { url, alt: titleOf(element) }
}

function documentLink(element: HtmlElement, sources: readonly string[], resolve: Resolve): MediaLink | undefined {
  for (const value of sources) {
    const url = value === '' ? undefined : resolve(value)
    if (url === undefined) continue
    const host = parseAbsoluteUrl(url)?.hostname.replace(/^www\./, '')
    return videoLink(element, url) ?? { url, title: titleOf(element) || host || fileName(url) }
  }
  return undefined
}

/** What scripts would load into a frame. */
function lateUrls({ attrs }: HtmlElement): string[] {
  return attrs.flatMap(({ name, value }) => {
    const isLate =
      /^data-(?:lazy-)?src$/.test(name) || (/^data-.*(?:src|original|url)/.test(name) && URL_START.test(value))
    return isLate ? [value.trim()] : []
  })
}

function urlsOfObject(element: HtmlElement): string[] {
  const params = element.childNodes.filter(isElement).filter((child) => PARAMS.test(attribute(child, 'name')))
  return [attribute(element, 'data'), ...params.map((param) => attribute(param, 'value'))]
}

function videoLink(element: HtmlElement, playerUrl: string): MediaLink | undefined {
  const video = videoPage(playerUrl)
  return video && { url: video.url, title: titleOf(element) || `Watch on ${video.site}` }
}

function videoId(element: HtmlElement): string {
  return attribute(element, 'videoid') || attribute(element, 'data-videoid')
}

function filmLink(element: HtmlElement, resolve: Resolve): MediaLink | undefined {
  const source = findElement(element, (inner) => inner.tagName === 'source' && sourceOf(inner) !== '')
  const value = sourceOf(element) || (source ? sourceOf(source) : '')
  const url = value === '' ? undefined : resolve(value)
  if (url === undefined) return undefined
  return { url, title: titleOf(element) || fileName(url), poster: posterOf(element, resolve)?.url }
}

function scriptLink(src: string): MediaLink | undefined {
  const script = src.startsWith('//') ? `https:${src}` : src
  for (const [pattern, page] of SCRIPTS) {
    if (!pattern.test(script)) continue
    const url = script.replace(pattern, page)
    return { url, title: url.replace('https://', '') }
  }
  return undefined
}

function sourceOf(element: HtmlElement): string {
  return attribute(element, 'src') || attribute(element, 'data-src')
}

function titleOf(element: HtmlElement): string {
  const title = TITLES.map((name) => attribute(element, name)).find((value) => value !== '') ?? ''
  return GENERIC_TITLE.test(title) ? '' : title
}

/** Frames that nobody sees count readers. */
function isTiny(frame: HtmlElement): boolean {
  return (
    /^[01](px)?$/.test(attribute(frame, 'width')) ||
    /^[01](px)?$/.test(attribute(frame, 'height')) ||
    /display\s*:\s*none/i.test(attribute(frame, 'style'))
  )
}

function hasFallback(object: HtmlElement): boolean {
  return findElement(object, ({ tagName }) => isVisible(tagName)) !== undefined || textOf(object).trim() !== ''
}

function isVisible(tagName: string): boolean {
  return ['img', 'picture', 'embed', 'iframe', 'video'].includes(tagName)
}

function isOfPicture({ tagName, parentNode }: HtmlElement): boolean {
  return tagName === 'source' && parentNode !== null && 'tagName' in parentNode && parentNode.tagName === 'picture'
}
