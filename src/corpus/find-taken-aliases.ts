import type { ArticleSummary } from '../model/article.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { aliasPath } from '../text/alias-path.ts'

/** Reports each alias that more than one article has. The one published first keeps it; if they tie, the first by id. */
export function findTakenAliases(articles: readonly ArticleSummary[]): Diagnostic[] {
  const owners = new Map<string, string>()
  return articles
    .filter(({ aliases }) => aliases)
    .sort((a, b) => a.published.getTime() - b.published.getTime() || (a.id < b.id ? -1 : 1))
    .flatMap(({ file, aliases = [] }) =>
      aliases.flatMap((alias) => {
        const path = aliasPath(alias)
        const owner = (path && owners.get(path)) ?? file
        if (path) owners.set(path, owner)
        if (owner === file) return []
        const message = `${JSON.stringify(alias)} is already used by ${owner}`
        return [diagnostic('alias-duplicate', { file, field: 'aliases' }, message, { severity: 'warning' })]
      }),
    )
}
