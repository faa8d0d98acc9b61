import { attribute, type HtmlElement } from './parse-html.ts'

/** Where scripts that load pictures late look for them. */
const LATE = ['data-src', 'data-lazy-src', 'data-original', 'data-lazy', 'data-orig-file']
const LATE_SETS = ['data-srcset', 'data-lazy-srcset']

/**
 * The URL of a picture: that of its late loading, its own, the largest of its sets, or of the `<source>`s of `<picture>`.
 *
 * @param resolve returns undefined for URLs that cannot be shown, such as `data:`
 */
export function pictureSource(
  image: HtmlElement,
  sources: readonly HtmlElement[],
  resolve: (url: string) => string | undefined,
): string | undefined {
  const values = (element: HtmlElement, names: readonly string[]) => names.map((name) => attribute(element, name))
  const late = [...values(image, LATE), ...values(image, LATE_SETS).map(largest)]
  const sets = [image, ...sources].flatMap((element) => values(element, [...LATE_SETS, 'srcset']).map(largest))
  for (const candidate of [...late, attribute(image, 'src'), ...sets]) {
    const url = candidate === '' ? undefined : resolve(candidate)
    if (url !== undefined) return url
  }
  return undefined
}

/** The URL of the largest picture in a `srcset`; '' if there is none. */
function largest(set: string): string {
  let [best, bestSize] = ['', 0]
  for (const part of set.split(/,\s+|(?<=\s[\d.]{1,9}[wx]),/)) {
    const [url = '', size = ''] = part.trim().split(/\s+/)
    const number = Number.parseFloat(size) || 1
    if (number > bestSize) [best, bestSize] = [url, number]
  }
  return best
}

/** The attributes with the size of a picture in pixels, if both are known. */
export function sizeOf(image: HtmlElement): string {
  const [width, height] = [attribute(image, 'width'), attribute(image, 'height')]
  return [width, height].every((size) => /^[1-9]\d{0,4}$/.test(size)) ? ` width="${width}" height="${height}"` : ''
}
