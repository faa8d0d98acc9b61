/** The elements of HTML that end a text if they stay open: all that follows is inside them. */
const SWALLOWING = new Set(
  'script style title textarea xmp noembed noframes noscript plaintext iframe select button svg template object video audio'.split(
    ' ',
  ),
)

/** Elements that make no sense in prose, unlike `<b>` or `<br>`. */
const STRUCTURAL = new Set(
  'html head body base meta link input option optgroup form table thead tbody tfoot tr td th col frame frameset param'.split(
    ' ',
  ),
)

const VOID = new Set(['br', 'hr', 'img', 'wbr'])

/** What stands between the signs of `a<b and c>d`: words, which are no attributes. */
const COMPARISON = /^\s+[^\s='"/]+(?:\s+[^\s='"/]+)*\s*$/

const HTML =
  'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption center cite code col colgroup command data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp'
const MATHML =
  'annotation annotation-xml maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics'
const KNOWN = new Set(`${HTML} ${MATHML}`.split(' '))

const TAG = /<(\/?)([a-zA-Z][^\s/<>]*)((?:[\s/][^<>]*)?)>/g
const CLOSING = /<\/([a-z][^\s/<>]*)/gi
const CUSTOM_ELEMENT = /^[a-z][a-z0-9]*[-:][a-z0-9]/i

/**
 * Makes text of the tags that HTML does not know, such as `<Option>` in `Promise<Option>`, and closes what would swallow the
 * rest. Components stay, which the sanitizer unwraps: tags with attributes, self-closing and closed ones, and those alone on a line.
 */
export function closeStrayTags(html: string): string {
  let lastClosing: Map<string, number> | undefined
  const isClosedAfter = (name: string, offset: number) => {
    lastClosing ??= new Map(
      Array.from(html.matchAll(CLOSING), ({ 1: closed = '', index }) => [closed.toLowerCase(), index]),
    )
    return (lastClosing.get(name) ?? -1) > offset
  }
  const opened = new Set<string>()
  return html.replace(TAG, (tag, slash: string, name: string, attributes: string, offset: number) => {
    const lower = name.toLowerCase()
    if (SWALLOWING.has(lower)) {
      if (slash !== '') return tag
      if (lower === 'plaintext' || !isClosedAfter(lower, offset)) return closeOrShow(tag, lower, attributes)
      return isSelfClosing(attributes) ? `${tag}</${name}>` : tag
    }
    const isInList = () => isClosedAfter('select', offset) || isClosedAfter('datalist', offset)
    if (lower === 'option' && attributes === '' && !isInList()) return asText(tag)
    if (KNOWN.has(lower) || isSelfClosing(attributes)) return tag
    if (slash !== '' && (opened.has(lower) || CUSTOM_ELEMENT.test(name))) return tag
    if (slash === '' && (attributes.includes('=') || isClosedAfter(lower, offset))) {
      opened.add(lower)
      return tag
    }
    return isAloneOnLine(html, offset, tag.length) ? tag : asText(tag)
  })
}

/**
 * The same for a tag in a paragraph, where it is text if nothing closes it there: `Use the <title> element`. So are the end of
 * what begins nowhere, and instructions such as `<?php ?>`.
 *
 * @returns HTML
 */
export function closeStrayTag(
  tag: string,
  isClosed: (name: string) => boolean,
  isOpened: (name: string) => boolean,
): string {
  if (/^<(?:\?|![a-z[])/i.test(tag)) return asText(tag)
  const [, slash = '', name = '', attributes = ''] = /^<(\/?)([a-zA-Z][^\s/<>]*)(.*)>$/s.exec(tag) ?? []
  const lower = name.toLowerCase()
  if (slash !== '') return isOpened(lower) ? tag : asText(tag)
  if (isClosed(lower)) return tag
  if (SWALLOWING.has(lower)) return isSelfClosing(attributes) ? `${tag}</${name}>` : closeOrShow(tag, lower, attributes)
  const isProse = STRUCTURAL.has(lower) ? attributes === '' : COMPARISON.test(attributes) && !VOID.has(lower)
  return isProse ? asText(tag) : tag
}

function closeOrShow(tag: string, name: string, attributes: string): string {
  if (attributes === '') return asText(tag)
  return name === 'plaintext' ? '' : `${tag}</${name}>`
}

function asText(tag: string): string {
  return tag.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function isSelfClosing(attributes: string): boolean {
  return attributes.endsWith('/')
}

/** Whether nothing but white space and other tags' ends is beside a tag on its line. */
function isAloneOnLine(html: string, start: number, length: number): boolean {
  let before = start - 1
  while (before >= 0 && (html[before] === ' ' || html[before] === '\t')) before--
  let after = start + length
  while (after < html.length && (html[after] === ' ' || html[after] === '\t' || html[after] === '\r')) after++
  return (before < 0 || html[before] === '\n') && (after >= html.length || html[after] === '\n')
}
