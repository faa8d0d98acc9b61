import { imageType } from './media-type.ts'
import { attribute, type HtmlElement } from './parse-html.ts'

/** Where scripts that load pictures late look for them. */
const LATE = ['data-src', 'data-lazy-src', 'data-original', 'data-lazy', 'data-orig-file']
const LATE_SETS = ['data-srcset', 'data-lazy-srcset']

/** The name of a picture that only holds the place of another. */
const PLACEHOLDER =
  /(?:^|[/_-])(?:blank|empty|gr[ae]y|lazy|lazyload|load(?:ing|er)|pixel|placeholder|spacer|trans(?:parent)?|wait|1x1)\.(?:gif|png|svg|jpe?g)$/i

/**
 * The URL of a picture: that of its late loading, its own, the largest of its sets, or of the `<source>`s of `<picture>`. Its
 * own comes last if that holds the place of another.
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
  const src = attribute(image, 'src')
  const others = [...sets, ...otherPictures(image)]
  for (const candidate of [...late, ...(PLACEHOLDER.test(src) ? [...others, src] : [src, ...others])]) {
    const url = candidate === '' ? undefined : resolve(candidate)
    if (url !== undefined) return url
  }
  return undefined
}

/** The pictures that attributes of scripts name. */
function otherPictures({ attrs }: HtmlElement): string[] {
  return attrs.flatMap(({ name, value }) => (name.startsWith('data-') && imageType(value) ? [value.trim()] : []))
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
