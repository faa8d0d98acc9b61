import { videoPage } from './embedded-video.ts'
import { fileName } from './file-name.ts'
import { parseAbsoluteUrl } from './parse-absolute-url.ts'
import { attribute, findElement, type HtmlElement } from './parse-html.ts'

/** A link instead of a player, a frame or another embedded document. */
export interface MediaLink {
  url: string
  title: string
  poster?: string | undefined
}

/** What is said of a player that is not known by its name. */
const GENERIC_TITLE = /^(youtube|vimeo)?\s*(embedded )?(video|media|audio)?\s*(player|embed)?$/i

/** Scripts that write a document, and the page of that document. */
const SCRIPTS: [pattern: RegExp, page: string][] = [
  [/^https?:\/\/gist\.github\.com\/([\w-]+\/[0-9a-f]+|[0-9a-f]+)\.js(?:\?.*)?$/, 'https://gist.github.com/$1'],
  [/^https?:\/\/asciinema\.org\/a\/(\w+)\.js(?:\?.*)?$/, 'https://asciinema.org/a/$1'],
]

/**
 * The link for an element that embeds something: a frame, video, sound, object or gist.
 *
 * @param resolve makes a URL absolute; undefined if it must not be linked
 * @returns undefined for other elements, and for those without a URL, whose fallback should be shown
 */
export function mediaLink(element: HtmlElement, resolve: (url: string) => string | undefined): MediaLink | undefined {
  switch (element.tagName) {
    case 'iframe':
      return isTiny(element) ? undefined : documentLink(element, ['src', 'data-src', 'data-lazy-src'], resolve)
    case 'embed':
      return documentLink(element, ['src'], resolve)
    case 'object':
      return findElement(element, isVisible) || hasText(element) ? undefined : documentLink(element, ['data'], resolve)
    case 'lite-youtube':
      return videoLink(element, `https://www.youtube.com/embed/${attribute(element, 'videoid')}`)
    case 'video':
    case 'audio':
      return filmLink(element, resolve)
    case 'script':
      return scriptLink(attribute(element, 'src'))
    default:
      return undefined
  }
}

function documentLink(
  element: HtmlElement,
  sources: readonly string[],
  resolve: (url: string) => string | undefined,
): MediaLink | undefined {
  for (const source of sources) {
    const value = attribute(element, source)
    const url = value === '' ? undefined : resolve(value)
    if (url === undefined) continue
    const host = parseAbsoluteUrl(url)?.hostname.replace(/^www\./, '')
    return videoLink(element, url) ?? { url, title: titleOf(element) || host || fileName(url) }
  }
  return undefined
}

function videoLink(element: HtmlElement, playerUrl: string): MediaLink | undefined {
  const video = videoPage(playerUrl)
  return video && { url: video.url, title: titleOf(element) || `Watch on ${video.site}` }
}

function filmLink(element: HtmlElement, resolve: (url: string) => string | undefined): MediaLink | undefined {
  const source = findElement(element, (inner) => inner.tagName === 'source' && sourceOf(inner) !== '')
  const value = sourceOf(element) || (source ? sourceOf(source) : '')
  const url = value === '' ? undefined : resolve(value)
  if (url === undefined) return undefined
  const poster = attribute(element, 'poster')
  return {
    url,
    title: titleOf(element) || fileName(url),
    poster: poster === '' ? undefined : resolve(poster),
  }
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
  const title = attribute(element, 'title') || attribute(element, 'aria-label')
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

function isVisible({ tagName }: HtmlElement): boolean {
  return (
    tagName === 'img' || tagName === 'picture' || tagName === 'embed' || tagName === 'iframe' || tagName === 'video'
  )
}

function hasText({ childNodes }: HtmlElement): boolean {
  return childNodes.some((node) => ('value' in node ? node.value.trim() !== '' : 'tagName' in node && hasText(node)))
}
