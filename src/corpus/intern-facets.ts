import type { Facets } from '../model/article.ts'

/** The same facets with one instance of what many articles have: the names of authors and publishers, and types. */
export function internFacets({ authors, provider, type, ...rest }: Facets, intern: (name: string) => string): Facets {
  return {
    ...rest,
    authors: authors.map(intern),
    ...(provider && {
      provider: { name: intern(provider.name), ...(provider.domain && { domain: intern(provider.domain) }) },
    }),
    ...(type && { type: intern(type) }),
  }
}
