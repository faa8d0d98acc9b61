/** The value of an attribute that may be written, '' for one without a value, undefined if it is dropped. */
type AttributeRule = (value: string) => string | undefined

const words = (list: string) => list.split(' ')

const TEXT =
  'a abbr b bdi cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr'
const BLOCKS =
  'p div h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd figure figcaption hr br details summary section article aside'
const TABLES = 'table caption colgroup col thead tbody tfoot tr th td'

/** The elements of HTML that are written, besides `<img>`. */
export const KEPT: ReadonlySet<string> = new Set(words(`${TEXT} ${BLOCKS} ${TABLES}`))

/** The elements without an end tag among them. */
export const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'wbr', 'col'])

/** Elements that are dropped with their text; others leave theirs. */
export const DROPPED: ReadonlySet<string> = new Set(
  words('script style select title noembed noframes template datalist'),
)

/** Elements that stand for others: blocks must not run together. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  ...words('address header footer main center nav hgroup search form fieldset legend dialog').map(
    (name): [string, string] => [name, 'div'],
  ),
  ...words('menu dir').map((name): [string, string] => [name, 'ul']),
  ...words('listing xmp plaintext').map((name): [string, string] => [name, 'pre']),
  ['tt', 'code'],
  ['strike', 's'],
  ['acronym', 'abbr'],
  ['bdo', 'bdi'],
])

const anyText: AttributeRule = (value) => value || undefined
const matching =
  (pattern: RegExp): AttributeRule =>
  (value) =>
    pattern.test(value) ? value : undefined

const COMMON: [string, AttributeRule][] = [
  ['lang', anyText],
  ['dir', anyText],
  ['title', anyText],
]
const CELL: [string, AttributeRule][] = [
  ['colspan', anyText],
  ['rowspan', anyText],
]

const common = new Map(COMMON)
const byTag = new Map<string, Map<string, AttributeRule>>(
  Object.entries({
    time: [['datetime', anyText]],
    details: [['open', () => '']],
    ol: [
      ['start', anyText],
      ['reversed', (value) => value],
      ['type', matching(/^[1aAiI]$/)],
    ],
    li: [['value', matching(/^-?\d{1,9}$/)]],
    th: [...CELL, ['scope', anyText]],
    td: CELL,
    col: [['span', anyText]],
    colgroup: [['span', anyText]],
  } satisfies Record<string, [string, AttributeRule][]>).map(([tag, rules]) => [
    tag,
    new Map<string, AttributeRule>([...COMMON, ...(rules as [string, AttributeRule][])]),
  ]),
)
/** The attributes that an element may have, except URLs, `id` and the sizes of pictures. */
export function allowedAttributes(tag: string): ReadonlyMap<string, AttributeRule> {
  return byTag.get(tag) ?? common
}
