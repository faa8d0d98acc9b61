import type { ArticleSummary } from './article.ts'

/** The line of front matter that sets an id, in the syntax of the article's front matter. */
export function idLine(id: string, { frontMatter }: Pick<ArticleSummary, 'frontMatter'>): string {
  const quoted = JSON.stringify(id)
  if (frontMatter === 'toml') return `id = ${quoted}`
  if (frontMatter === 'json') return `"id": ${quoted},`
  return frontMatter === 'header' ? `id: ${id}` : `id: ${quoted}`
}
