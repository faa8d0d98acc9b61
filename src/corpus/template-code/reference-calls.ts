import type { Call, Expand, Expansion, TemplateContext } from './call.ts'
import { namedArgument } from './call.ts'
import { link } from './parts.ts'
import { corpusReference, encodeTarget } from './references.ts'

/** `{{< ref "a.md#part" >}}`, `{% post_url 2020-01-01-x %}`, `{% link _posts/x.md %}`: the URL of the article, to be found. */
export function expandReference(call: Call): Expansion | undefined {
  const path = namedArgument(call, 'path') ?? (call.values.length === 1 ? call.values[0] : call.written)
  return path ? { inline: corpusReference(path) } : undefined
}

/** `{% post_link slug [title] [escape] %}`, `{% asset_link a.pdf [title] [escape] %}` of Hexo. */
export function expandPostLink({ name, values }: Call): Expansion | undefined {
  const [slug, ...rest] = values
  if (!slug) return undefined
  const title = rest.filter((word) => word !== 'true' && word !== 'false').join(' ')
  const label = title || (slug.split('/').pop() ?? slug).replace(/#.*$/, '')
  return link(name === 'post-link' ? corpusReference(slug) : slug, label)
}

/** `{% post_path slug %}`, `{% asset_path a.png %}`: files beside an article are where it is. */
export function expandHexoReference({ name, values }: Call): Expansion | undefined {
  const path = name.includes('url-for') ? values.find((value) => value.includes('/') || value.includes('.')) : values[0]
  if (!path) return undefined
  return { inline: name === 'post-path' ? corpusReference(path) : encodeTarget(path) }
}

/** `{{< blogdown/postref >}}` before a path: the URL of the article itself. */
export const expandOwnUrl: Expand = () => ({ inline: '' })

export const expandBase: Expand = (_, { site = '' }) => ({ inline: site })

/** `{{< param title >}}`: a field of the front matter. */
export function expandParameter({ values: [name = ''] }: Call, { fields }: TemplateContext): Expansion | undefined {
  const value = fields()[name.toLowerCase()]
  return typeof value === 'string' || typeof value === 'number' ? { inline: String(value) } : undefined
}
