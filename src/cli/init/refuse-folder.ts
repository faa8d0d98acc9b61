import { FeedmillError } from '../../errors.ts'
import { countNoun } from '../../text/count-noun.ts'
import { shellArgument } from '../shell-argument.ts'
import { ignoredFiles } from '../summary-lines.ts'
import type { FolderSummary } from './folder-summary.ts'
import { allOtherFiles, otherFiles } from './other-files.ts'

/** Why nothing in a folder is understood, and what to try; undefined if there is an article. */
export function refuseFolder(
  { files, articles, skipped, ignored, others, errors }: FolderSummary,
  contentDir: string,
): FeedmillError | undefined {
  if (articles > 0) return undefined
  if (files === 0) return withoutMarkdown(others, contentDir)
  const reasons = ignoredFiles(ignored)
  const broken = errors.slice(0, 5).map(({ name, count }) => `${name} (${count})`)
  const causes = [
    ...(reasons ? [`ignored: ${reasons}`] : []),
    ...(broken.length > 0 ? [`skipped: ${broken.join(', ')}`] : []),
  ]
  return new FeedmillError(
    'corpus-not-understood',
    `"${contentDir}" has ${countNoun(files, 'Markdown file')}, of which none is an article (${causes.join('; ')})`,
    skipped > 0
      ? `Run "feedmill check ${shellArgument(contentDir)}" to see what each file lacks. If its fields have other names, name them in feedmill.yaml (fields).`
      : 'Point Feedmill at the folder of the published articles, such as content/posts or _posts.',
  )
}

function withoutMarkdown(others: Readonly<Record<string, number>>, contentDir: string): FeedmillError {
  const found = allOtherFiles(others)
  return new FeedmillError(
    'corpus-not-understood',
    found
      ? `"${contentDir}" has no Markdown files (.md, .markdown, .mdx), only ${found}`
      : `"${contentDir}" is empty: it has no files that Feedmill could read`,
    otherFiles(others)
      ? 'Convert the articles to Markdown, for example with pandoc, or point Feedmill at the folder that has them as Markdown.'
      : 'Point Feedmill at the folder with the articles: feedmill init path/to/articles',
  )
}
