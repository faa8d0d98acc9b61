import type { TemplateContext } from './call.ts'
import { codeBlock } from './parts.ts'
import type { TemplateValue } from './tag-language.ts'

/** The values that a template has set, by name. */
export type Variables = ReadonlyMap<string, string>

/** Values can be put into values, and grow. */
const MAX_LENGTH = 10_000

const PART = /"([^"]*)"|'([^']*)'|[^\s|,:"']+|[|,:]/g

/** The value of an expression such as `"/a.png" | relative_url`; undefined if it cannot be known. */
export function liquidValue(
  expression: string,
  context: TemplateContext,
  variables: Variables,
): TemplateValue | undefined {
  const [first, ...filters] = splitAtPipes(expression)
  if (first === undefined || first.length !== 1) return undefined
  const partValue = (part: Part): string | undefined => part.text ?? variable(part.written, context, variables)
  let value = first[0] && partValue(first[0])
  let isKnown = true
  for (const [name, ...rest] of filters) {
    const parameters = rest.filter(({ written }) => !/^[,:()]+$/.test(written)).map(partValue)
    const apply = FILTERS[name?.written.replace(/\(.*$/, '') ?? '']
    if (apply) value = apply(value, parameters, context)
    else isKnown = false
    if (value !== undefined && value.length > MAX_LENGTH) return undefined
  }
  return value === undefined ? undefined : { text: value, isKnown }
}

interface Part {
  written: string
  /** Of a literal. */
  text?: string | undefined
}

function splitAtPipes(expression: string): Part[][] {
  const groups: Part[][] = [[]]
  for (const [written, double, single] of expression.replace(/\((?=["'])|(?<=["'])\)/g, ' ').matchAll(PART)) {
    if (written === '|') groups.push([])
    else groups.at(-1)?.push({ written, text: double ?? single ?? (/^\d+$/.test(written) ? written : undefined) })
  }
  return groups
}

function variable(
  name: string,
  { site, siteTitle, author, fields }: TemplateContext,
  variables: Variables,
): string | undefined {
  const assigned = variables.get(name)
  if (assigned !== undefined) return assigned
  const base = baseUrl(site)
  const known: Record<string, string | undefined> = {
    'site.url': base.origin,
    'site.baseurl': base.path,
    'site.title': siteTitle,
    'site.author': author,
    baseurl: base.path,
  }
  if (Object.hasOwn(known, name)) return known[name]
  const value = fields()[name.replace(/^page\./, '').toLowerCase()]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** The two parts of a site's URL that Jekyll knows as `url` and `baseurl`. */
function baseUrl(site = ''): { origin: string; path: string } {
  const [, origin = '', path = ''] = /^(https?:\/\/[^/]+)(.*?)\/?$/.exec(site) ?? []
  return { origin, path }
}

type Filter = (
  value: string | undefined,
  parameters: readonly (string | undefined)[],
  context: TemplateContext,
) => string | undefined

const isAbsolute = (url: string) => /^(?:[a-z][a-z+.-]*:|\/\/|#)/i.test(url)
const same: Filter = (value) => value
const onText =
  (change: (value: string, parameters: readonly (string | undefined)[]) => string): Filter =>
  (value, parameters) =>
    value === undefined ? undefined : change(value, parameters)

/** The URL of a path, as Jekyll normalizes it: `/a b.png` is `/a%20b.png`. */
function below(base: string, path: string | undefined): string | undefined {
  return path === undefined || isAbsolute(path) ? path : `${base}/${path.replace(/^\//, '').replaceAll(' ', '%20')}`
}

const ofRoot: Filter = (value, _, { site }) =>
  value === undefined || isAbsolute(value) || !value.startsWith('/') ? value : baseUrl(site).path + value

const FILTERS: Readonly<Record<string, Filter | undefined>> = {
  relative_url: (value, _, { site }) => below(baseUrl(site).path, value),
  absolute_url: (value, _, { site }) => below(site ?? '', value),
  url: ofRoot,
  prepend: (value, [start]) => (value === undefined || start === undefined ? value : start + value),
  append: (value, [end]) => (value === undefined || end === undefined ? value : value + end),
  default: (value, [other]) => value || other,
  upcase: onText((value) => value.toUpperCase()),
  upper: onText((value) => value.toUpperCase()),
  downcase: onText((value) => value.toLowerCase()),
  lower: onText((value) => value.toLowerCase()),
  capitalize: onText((value) => value.charAt(0).toUpperCase() + value.slice(1)),
  remove: onText((value, [part]) => (part ? value.replaceAll(part, () => '') : value)),
  strip: onText((value) => value.trim()),
  trim: onText((value) => value.trim()),
  highlight: onText((value, [language]) => `\n${codeBlock(value, language).lines?.join('\n')}\n`),
  date: () => undefined,
  safe: same,
  raw: same,
  escape: same,
  xml_escape: same,
  url_encode: onText((value) => encodeURIComponent(value)),
  cgi_escape: onText((value) => encodeURIComponent(value)),
  uri_escape: onText((value) => encodeURI(value)),
  markdownify: same,
  smartify: same,
}
