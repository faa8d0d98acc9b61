/** The elements of HTML that end a text if they stay open: all that follows is inside them. */
const SWALLOWING = new Set(
  'script style title textarea xmp noembed noframes noscript plaintext iframe select button svg math template object video audio'.split(
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

/** The elements around those whose end HTML5 adds. */
const CONTAINERS: ReadonlyMap<string, readonly string[]> = new Map([
  ...'tr td th thead tbody tfoot caption col colgroup'.split(' ').map((name): [string, string[]] => [name, ['table']]),
  ['li', ['ul', 'ol', 'menu', 'dir']],
  ['dt', ['dl']],
  ['dd', ['dl']],
])

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
 * rest. Components stay, which the sanitizer unwraps: tags with attributes, self-closing and closed ones.
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
    const isParameter = /^[A-Z]$/.test(name) && attributes === '' && /[\p{L}\p{N}_]/u.test(html.charAt(offset - 1))
    if (slash === '' && isParameter && !isClosedAfter(lower, offset)) return asText(tag)
    if (KNOWN.has(lower) || isSelfClosing(attributes)) return tag
    if (slash !== '' && (opened.has(lower) || CUSTOM_ELEMENT.test(name))) return tag
    if (slash === '' && (attributes.includes('=') || isClosedAfter(lower, offset))) {
      opened.add(lower)
      return tag
    }
    return asText(tag)
  })
}

/** What surrounds a tag in the text of a paragraph. */
export interface Surroundings {
  isOpenedBefore: (name: string) => boolean
  isClosedBehind: (name: string) => boolean
  /** In the whole text. */
  isOpenedAnywhere: (name: string) => boolean
  isClosedAnywhere: (name: string) => boolean
  /** The text directly beside the tag; undefined if there is other markup. */
  before: string | undefined
  behind: string | undefined
}

/**
 * The same for a tag in a paragraph, where it is text if nothing closes it there: `Use the <title> element`. So are the end of
 * what begins nowhere, and instructions such as `<?php ?>`.
 *
 * @returns HTML
 */
export function closeStrayTag(tag: string, around: Surroundings): string {
  if (tag.startsWith('<!--')) return tag
  if (/^<[?!]/.test(tag)) return asText(tag)
  const [, slash = '', name = '', attributes = ''] = /^<(\/?)([a-zA-Z][^\s/<>]*)(.*)>$/s.exec(tag) ?? []
  const lower = name.toLowerCase()
  if (slash !== '') return around.isOpenedAnywhere(lower) ? tag : asText(tag)
  if (around.isClosedBehind(lower) || CONTAINERS.get(lower)?.some(around.isOpenedBefore)) return tag
  if (SWALLOWING.has(lower)) return isSelfClosing(attributes) ? `${tag}</${name}>` : closeOrShow(tag, lower, attributes)
  if (VOID.has(lower)) return attributes === '' && isNameOfVoid(lower, around) ? asText(tag) : tag
  const isProse = STRUCTURAL.has(lower) ? attributes === '' : COMPARISON.test(attributes)
  return isProse || (attributes === '' && isMention(name, around)) ? asText(tag) : tag
}

/**
 * Whether a tag is written as a word: it stands alone, or directly behind one, as in `Box<S>`, and nothing closes it. A `<p>`
 * needs no end, so that only one amid a sentence is.
 */
function isMention(name: string, { before, behind, isClosedAnywhere }: Surroundings): boolean {
  const lower = name.toLowerCase()
  const isTypeOf = before !== undefined && /[\p{L}\p{N}_]$/u.test(before)
  const isWord = isTypeOf || (behind !== undefined && /^(?:[\s.,:;!?)\]…]|$)/.test(behind))
  if (lower === 'p' && !(isTypeOf && name === 'P') && !/^(?:[,;:)]| \p{Ll})/u.test(behind ?? '')) return false
  return isWord && !isClosedAnywhere(lower)
}

/** `<img>` shows nothing without attributes; `<br>, <hr>` breaks no line. */
function isNameOfVoid(name: string, { behind = '' }: Surroundings): boolean {
  return name === 'img' || /^[,;:)]/.test(behind)
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
